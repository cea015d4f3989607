"""`python -m tests.understand.measure [seen|unseen]`: figures on sentences that were never used to change the code.

`unseen/` was written after the code was frozen, on the date in the first line of each file, by somebody who had not
read the phrases; what has been looked at while tuning moves to `seen/`.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.batch.understand import ASKED, answer
from bot.understand import ACT, understand
from bot.understand.priority import suggest
from tests.understand.slips import plain, slips
from tests.understand.test_home_commands import ACTING

SEEDS = range(5)  # of the slips, whose figures are averaged
Row = dict[str, Any]
Rows = dict[str, list[Row]]
Change = Callable[[str], str]


def main() -> None:
    """Print every figure as written, without diacritics, and with a slip in each long word."""
    folder = Path(__file__).parent / (sys.argv[1] if len(sys.argv) > 1 else "unseen")
    sets = {name: rows(folder / f"{name}.jsonl") for name in ("intents", "slots", "priority", "home")}
    if not any(sets.values()):
        sys.exit(f"{folder.name}/ is empty: new sets are written after the next freeze")
    written, bare = figures(sets, str), figures(sets, plain)
    slipped = averaged([figures(sets, slips(seed)) for seed in SEEDS])
    print(f"{folder.name + ':':38}  as written  no diacritics  a slip a long word")
    for name in written:
        print(f"{name:38}  {written[name]:10.3f}  {bare[name]:13.3f}  {slipped[name]:18.3f}")
    print(f"p99 of one message {p99(sets):.2f} ms of processor time")


def rows(path: Path) -> list[Row]:
    """The lines of one set without its header; none when there is no such file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()[1:]] if path.exists() else []


def figures(sets: Rows, change: Change) -> dict[str, float]:
    """Every figure of one way of writing; numbers keep their characters, only words are changed."""
    intents, slots = sets["intents"], sets["slots"]
    priorities = [(r["priority"], suggest(change(r["text"]))[0]) for r in sets["priority"]]
    return {
        "intent, with the open question": share(_meant(r, change, r.get("asked")) for r in intents),
        "intent, without": share(_meant(r, change, None) for r in intents),
        "intent, wrong and sure enough to act": share(_misled(r, change) for r in intents),
        "serial F1": serial_f1(slots, change),
        "whole message of slots": share(not wrong_slots(r, change) for r in slots),
        "fault described or not": share("symptom_present" not in wrong_slots(r, change) for r in slots),
        "priority": share(said == true for true, said in priorities),
        "P1 suggested as P3 or P4": share(said in ("P3", "P4") for true, said in priorities if true == "P1"),
        "commands at home that act": share(_acts(change(r["text"])) for r in sets["home"]),
    }


def averaged(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: sum(run[name] for run in runs) / len(runs) for name in runs[0]}


def share(of: Iterator[bool]) -> float:
    """The part that is true; not a number when there is nothing to count."""
    values = list(of)
    return sum(values) / len(values) if values else float("nan")


def wrong_slots(row: Row, change: Change) -> set[str]:
    """Names of the slots that came out different from what was written down."""
    got = answer({"text": change(row["text"])})["slots"]
    return {name for name, value in row["slots"].items() if name not in row["ignore"] and got[name] != value}


def serial_f1(slots: list[Row], change: Change) -> float:
    hits = said = true = 0
    for row in (r for r in slots if "serial" not in r["ignore"]):
        found, wanted = set(understand(change(row["text"])).mentions.serials), _several(row["slots"]["serial"])
        hits, said, true = hits + len(found & wanted), said + len(found), true + len(wanted)
    return 2 * hits / (said + true) if said + true else float("nan")


def p99(sets: Rows) -> float:
    texts = [row["text"] for part in sets.values() for row in part]
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


def _milliseconds(text: str) -> float:
    before = time.process_time()
    understand(text)
    return (time.process_time() - before) * 1000


if __name__ == "__main__":
    main()
