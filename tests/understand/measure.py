"""`python -m tests.understand.measure`: figures on sentences that were never used to change the code."""

import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.batch.understand import ASKED, answer
from bot.understand import ACT, understand
from bot.understand.priority import suggest
from tests.understand.test_home_commands import ACTING

UNSEEN = Path(__file__).parent / "unseen"
PLAIN = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
LONG = 6  # letters of a word that gets a typo
Row = dict[str, Any]
Change = Callable[[str], str]


def main() -> None:
    """Print a table: as written, without diacritics, with a typo in each long word."""
    for name, change in (("as written", str), ("no diacritics", plain), ("one typo a long word", mistyped)):
        print(f"\n{name}")
        for label, value in figures(change).items():
            print(f"  {label:38} {value:.3f}")
    print(f"\np99 of one message {p99():.2f} ms of processor time")


def figures(change: Change) -> dict[str, float]:
    """Every figure of one way of writing; numbers keep their characters, only words are changed."""
    intents, slots = rows("intents"), rows("slots")
    priorities = [(r["priority"], suggest(change(r["text"]))[0]) for r in rows("priority")]
    return {
        "intent, with the open question": share(_meant(r, change, r.get("asked")) for r in intents),
        "intent, without": share(_meant(r, change, None) for r in intents),
        "intent, wrong and sure enough to act": share(_misled(r, change) for r in intents),
        "serial F1": serial_f1(slots, change),
        "whole message of slots": share(not wrong_slots(r, change) for r in slots),
        "fault described or not": share("symptom_present" not in wrong_slots(r, change) for r in slots),
        "priority": share(said == true for true, said in priorities),
        "P1 suggested as P3 or P4": share(said in ("P3", "P4") for true, said in priorities if true == "P1"),
        "commands at home that act": share(_acts(change(r["text"])) for r in rows("home")),
    }


def rows(name: str) -> list[Row]:
    """The lines of one unseen set without its header."""
    return [json.loads(line) for line in (UNSEEN / f"{name}.jsonl").read_text("utf-8").splitlines()[1:]]


def share(of: Iterator[bool]) -> float:
    values = list(of)
    return sum(values) / len(values)


def wrong_slots(row: Row, change: Change) -> set[str]:
    """Names of the slots that came out different from what was written down."""
    got = answer({"text": change(row["text"])})["slots"]
    return {name for name, value in row["slots"].items() if name not in row["ignore"] and got[name] != value}


def serial_f1(slots: list[Row], change: Change) -> float:
    hits = said = true = 0
    for row in (r for r in slots if "serial" not in r["ignore"]):
        found, wanted = set(understand(change(row["text"])).mentions.serials), _several(row["slots"]["serial"])
        hits, said, true = hits + len(found & wanted), said + len(found), true + len(wanted)
    return 2 * hits / (said + true)


def plain(text: str) -> str:
    return text.translate(PLAIN)


def mistyped(text: str) -> str:
    """One slip in each long word of small letters: a letter lost, doubled, or two swapped."""
    chance = random.Random(len(text))  # noqa: S311  not for secrets: the same text gets the same typos
    return " ".join(_mistype(word, chance) for word in text.split(" "))


def p99() -> float:
    texts = [row["text"] for name in ("intents", "slots", "priority", "home") for row in rows(name)]
    understand("the first one loads the weights")
    times = sorted(_milliseconds(text) for text in texts)
    return times[int(len(times) * 0.99)]


def _meant(row: Row, change: Change, asked: str | None) -> bool:
    return bool(understand(change(row["text"]), asked).intent == row["intent"])


def _misled(row: Row, change: Change) -> bool:
    understood = understand(change(row["text"]), row.get("asked"))
    return understood.intent != row["intent"] and understood.confidence >= ACT


def _acts(text: str) -> bool:
    every = (understand(text, asked) for asked in (None, *ASKED))
    return any(u.intent in ACTING and u.confidence >= ACT for u in every)


def _several(value: str | list[str] | None) -> set[str]:
    return set() if value is None else {value} if isinstance(value, str) else set(value)


def _mistype(word: str, chance: random.Random) -> str:
    if len(word) < LONG or not word.isalpha() or not word.islower():
        return word
    at = chance.randrange(1, len(word) - 1)
    return (
        word[:at] + chance.choice((word[at + 1], word[at] * 2 + word[at + 1], word[at + 1] + word[at])) + word[at + 2 :]
    )


def _milliseconds(text: str) -> float:
    before = time.process_time()
    understand(text)
    return (time.process_time() - before) * 1000


if __name__ == "__main__":
    main()
