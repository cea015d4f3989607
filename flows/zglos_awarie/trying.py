"""What a caller says or presses at a step of the hint: onward, it helped, it did not, „nie umiem”, „to nie to”."""

import re

from bot.flow import cues
from bot.flow.facts import Facts
from bot.flow.hearing import intent_of
from bot.flow.picking import plain
from bot.flow.readers import Reading
from bot.flow.vocabulary import Answers, Option, Said, Value
from flows.zglos_awarie import hints

LABELS = {
    "helped": "Pomogło",
    "not_helped": "Nie pomogło",
    "cant": "Nie umiem",
    "wrong": "To nie to",
    "skipped": "Pomiń",
}
WRONG = re.compile(
    r"^nie to$|\b(?:to nie (?:to|ten|ta|o to)|nie o to (?:chodzi|mi)|nie (?:w tym|tu) (?:rzecz|problem)|nie dotyczy"
    r"|nie pasuje|to (?:calkiem |zupelnie )?(?:cos|co) innego|cos innego|inn[aey] (?:usterka|rzecz|problem|temat)"
    r"|zla podpowiedz|nie ten temat)\b"
)
CANT = re.compile(
    r"\b(?:nie (?:umiem|potrafie|dam rady|mam jak|znam sie|mam (?:dostepu|konsoli|hasla|uprawnien)"
    r"|moge tego (?:zrobic|sprawdzic)|wiem jak|chce tego robic)|boje sie|za trudne)\b"
)
DONE = re.compile(
    r"(?:(?:ok|okej|no|juz|to) )*(?:dalej|nastepny(?: krok)?|zrobione|zrobil[ea]m|gotowe|sprawdzone|sprawdzil[ea]m"
    r"|jest(?: ok)?|mam|ok|okej|i co teraz|co dalej)"
)


class Helped(Reading):
    """Did the hint help? Only a clear word that it works again ends the report."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The result, unless the hint was about something else: then another is tried."""
        result = _result(said)
        return None if result == "wrong" else result


class Tried(Reading):
    """What came of the article that is being tried."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The list with one article more, when the words say so."""
        result = _result(said) if hints.trying(answers, facts) else None
        return hints.with_result(answers, facts, result) if result else None


class Rejected(Reading):
    """„To nie to”: the hint is about something else."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """How many hints were rejected, this one among them."""
        wrong = hints.trying(answers, facts) and _result(said) == "wrong"
        return int(answers.get("rejected", 0)) + 1 if wrong else None


class Step(Reading):
    """„Zrobione”, „dioda nie świeci”: what was done or seen at a step leads to the next one."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The number of the next step."""
        if not hints.trying(answers, facts) or _result(said):
            return None
        done = DONE.fullmatch(plain(said.text)) or intent_of(said) == "affirm"
        onward = done and hints.more_steps(answers, facts)
        return hints.step(answers) + 1 if onward or said.understood.mentions.symptom else None


def _result(said: Said) -> str | None:
    """The result that the words stand for."""
    words, intent = plain(said.text), intent_of(said)
    if WRONG.search(words):
        return "wrong"
    if intent == "problem_solved":
        return None if cues.HALF.search(words) else "helped"
    if CANT.search(words):
        return "cant"
    return "not_helped" if intent in ("problem_not_solved", "deny") else None


def buttons(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """„Dalej” while there are steps left, and the results that make sense at this step."""
    more, first = hints.more_steps(answers, facts), hints.first_step(answers, facts)
    onward = (Option(label="Dalej", does={"note": {"step": hints.step(answers) + 1}}),) if more else ()
    results = ["helped", *(["not_helped"] if not (more and first) else []), "cant"]
    results += ["wrong", "skipped"] if first else []
    return (*onward, *(_button(answers, facts, result) for result in results))


def _button(answers: Answers, facts: Facts, result: str) -> Option:
    came = {"rejected": int(answers.get("rejected", 0)) + 1} if result == "wrong" else {"helped": result}
    return Option(label=LABELS[result], does={"note": {"tried": hints.with_result(answers, facts, result), **came}})
