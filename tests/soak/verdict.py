"""What a run comes to: its figures, of which some must be right, and what else is wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice

from tests.soak.arrivals import KILLED, NO_CAUSE, REPLY_LOST, TOO_SLOW, order
from tests.soak.ending import IN_HAND, Stop
from tests.soak.run import Run
from tests.soak.snapshot import Snapshot

SHOWN = 30
"""Lines of a difference that are printed."""
TROUBLE = re.compile(r"^(?!out:)\S+: próba \d+ nie|^Baza danych nie|^Zdarzenie w|^Wiadomość \d+ w|nie udało się", re.M)
"""What a worker logs about a turn or a timer that failed; sends fail on purpose."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was counted; with `wanted` it must be that."""

    name: str
    value: int
    wanted: int | None = None

    @property
    def right(self) -> bool:
        """As wanted."""
        return self.wanted in (None, self.value)


def figures(run: Run, found: Snapshot, wanted: Snapshot) -> list[Figure]:
    """Compare what the run left behind with what the same events leave without it."""
    outside = run.outside
    post = order(outside.arrivals, found.sent, run.ending.killed)
    polite = 0 if isinstance(run.ending, Stop) else None
    logs = (worker.log.read_text(errors="replace") for worker in run.workers)
    return [
        Figure("processes ended", run.ending.ended, run.all),
        *(
            Figure(f"  with {what} in hand", run.ending.during[kind], polite if kind else None)
            for kind, what in IN_HAND.items()
        ),
        Figure("conversations", len(run.talks)),
        Figure("cases", found.cases.total(), len(run.talks)),
        Figure("conversations that differ", len(differing(found, wanted)), 0),
        Figure("events", outside.events),
        Figure("  handed in again", outside.redelivered),
        Figure("  known already", outside.known),
        Figure("turns", found.turns),
        Figure("turns and timers that failed", sum(len(TROUBLE.findall(log)) for log in logs), 0),
        Figure("messages", sum(map(len, found.sent.values()))),
        Figure("  refused by the platform", outside.failed),
        Figure("  lost", post.lost, 0),
        Figure("  out of order", post.out_of_order, 0),
        Figure("  never written", post.unknown, 0),
        Figure("  twice: sender killed", post.twice[KILLED]),
        Figure("  twice: reply lost", post.twice[REPLY_LOST]),
        Figure("  twice: lease ran out", post.twice[TOO_SLOW]),
        Figure("  twice: no cause", post.twice[NO_CAUSE], 0),
        Figure("leaps of the clock", len(run.ends) - 1),
        Figure("messages of timers", found.fired.total()),
        Figure("  fired twice", (found.fired - wanted.fired).total(), 0),
        Figure("  missing", (wanted.fired - found.fired).total(), 0),
        Figure("timers still armed", found.armed, wanted.armed),
        Figure("open cases without exactly one", found.unwatched, 0),
        *(Figure(f"left in {place}", count, 0) for place, count in found.waiting.items()),
    ]


def differing(found: Snapshot, wanted: Snapshot) -> list[str]:
    """The conversations that went another way."""
    return sorted(dict(found.talks.items() ^ wanted.talks.items()))


def differences(found: Snapshot, wanted: Snapshot) -> Iterator[str]:
    """What is different in each of them, the beginning of it."""
    for name in differing(found, wanted):
        before, after = (s.talks.get(name, "").splitlines() for s in (wanted, found))
        lines = unified_diff(before, after, "wanted", "found", n=2, lineterm="")
        yield from (name, *islice(lines, SHOWN))
    for what, fired in (("too often", found.fired - wanted.fired), ("too rarely", wanted.fired - found.fired)):
        yield from (f"{key} of {case} to {whom}: said {what}" for case, whom, key in fired.elements())


def wrong(counted: Sequence[Figure]) -> list[str]:
    """The figures that are not as wanted."""
    return [f"{f.name.strip()}: {f.value}, wanted {f.wanted}" for f in counted if not f.right]
