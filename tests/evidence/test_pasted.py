"""A paste is told from the words of a person, whoever writes first."""

from pathlib import Path

import pytest

from bot.evidence import split
from tests.rozmowy.script import conversations, read

HERE = Path(__file__).parent
OUTPUTS = sorted(path for path in HERE.glob("**/*.txt") if path.parent.name not in ("evidence",))
SHORT = 3
PROMPT = "<SW1>display esn\nESN of device: 210235317410K8001325\n"
TABLE = "Slot PowerID State\n0    PWR1    Supply\n0    PWR2    NotSupply\n"
WRITTEN = (
    "Dzień dobry,\nnr seryjny: 210235317410K8001325\numowa: HZ/AHB/2026/0417\ntel: 600 111 222\npadł zasilacz",
    "nie dziala switch, 10.0.0.1 nie pinguje\nw logach nic\nprosze o pomoc",
    "SN:210235317410K8001325\numowa:HZ/AHB/2026/0417\ntel:600111222",
    "show version\nnic nie pokazuje",
    "display esn 210235317410K8001325",
    "",
)


@pytest.mark.parametrize("path", OUTPUTS, ids=lambda path: path.stem)
def test_outputs_are_pastes(path: Path) -> None:
    text = path.read_text("utf-8", errors="replace")
    words, paste = split(text)
    assert (paste and not words) or len(text.strip().splitlines()) < SHORT


@pytest.mark.parametrize("text", WRITTEN)
def test_words_are_no_paste(text: str) -> None:
    assert split(text) == (text, "")


def test_nothing_said_in_the_written_conversations_is_a_paste() -> None:
    folder = HERE.parent / "rozmowy"
    said = [event.words for path in conversations(folder) for event in read(path).events if event.how == ":"]
    assert said
    assert not [words for words in said if "\n" not in words and split(words)[1]]


@pytest.mark.parametrize("paste", [PROMPT, PROMPT + TABLE, TABLE])
@pytest.mark.parametrize(
    "words", ["dzień dobry, padł zasilacz, wklejam:", "wklejam wynik\nz wczoraj, przełącznik w serwerowni"]
)
def test_words_above_a_paste_stay_words(words: str, paste: str) -> None:
    assert split(f"{words}\n{paste}") == (words, paste)


def test_what_follows_a_prompt_is_evidence_whatever_it_says() -> None:
    assert split(f"{PROMPT}nie tak anuluj to wszystko") == ("", f"{PROMPT}nie tak anuluj to wszystko")
