"""`chat --explain`: what was understood, from which words, what changed and why the next question comes."""

from bot.explaining import explained
from bot.flow.conversation import Conversation
from bot.flow.engine import turn
from bot.flow.vocabulary import Said
from bot.understand import understand
from flows import CALLERS
from tests.flow.test_monkey import LINKED, facts


def after(*texts: str) -> tuple[str, Conversation, Conversation]:
    """The last of the texts, and the conversation before and after it."""
    before = talk = Conversation()
    for text in texts:
        before = talk
        asked = talk.run.asked if talk.run else None
        talk, _ = turn(talk, Said(text, understand(text, asked)), facts(LINKED, 0), CALLERS)
    return texts[-1], before, talk


def test_a_value_is_shown_with_the_words_it_was_read_from() -> None:
    text, before, talk = after("switch 1912N 40017 nie włącza się")
    said = explained(text, None, before, talk, CALLERS)
    assert "numer seryjny 1912N-40017 ← „1912N 40017”" in said
    assert "Zmiana: device: brak → „1912N-40017”" in said
    assert "Pytanie: impact – pierwsze bez odpowiedzi (priorytet nie został podany wprost)" in said


def test_doubt_is_told_with_the_runners_up() -> None:
    text, before, talk = after("switch 1912N-40017 nie włącza się", "asdf ghj kkk")
    said = explained(text, "impact", before, talk, CALLERS)
    assert "za mało, by działać" in said
    assert "Nieudane odczyty z rzędu: 1" in said
    assert "Zmiana" not in said
