"""The watchdog's question: has every open case exactly one next wake-up, and does everything come on time?"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from bot.domain.cases import ENDED
from bot.store.tables import case, wakeup

KEY = "watchdog"
"""The key and the kind of the wake-up that asks it."""
PATIENCE = timedelta(minutes=5)
"""Longer than a lease: what a dead process had in hand is taken up by another before anybody is alarmed."""
_OPEN = select(case.c.number).where(case.c.state.not_in(ENDED)).order_by(case.c.number)
_OF_CASES = select(wakeup.c.key).where(wakeup.c.key.like("case:%"))
_OVERDUE = (
    select(wakeup.c.key, wakeup.c.kind, wakeup.c.due, wakeup.c.attempts)
    .where(wakeup.c.due < bindparam("before"))
    .order_by(wakeup.c.due, wakeup.c.key)
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A wake-up whose moment has long gone by; `attempts` tells one that fails from one that nobody takes."""

    key: str
    kind: str
    due: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Watch:
    """What was found at one instant: how many cases are open, and the numbers of those that something is wrong with.

    `silent` have no wake-up, `doubled` more than one, `late` an overdue one; `overdue` is everything overdue,
    lanes of the post among it.
    """

    open: int
    silent: tuple[int, ...]
    doubled: tuple[int, ...]
    late: tuple[int, ...]
    overdue: tuple[Overdue, ...]

    @property
    def well(self) -> bool:
        """Nobody has to be told."""
        return not (self.silent or self.doubled or self.overdue)


def look(c: Connection, now: datetime, patience: timedelta = PATIENCE) -> Watch:
    """Look at everything; inside `Store.read`, so that no turn commits between one question and the next.

    A case's wake-ups are those under `case:<number>` and, should there ever be any, under `case:<number>:<more>`.
    """
    numbers = list(c.execute(_OPEN).scalars())
    armed = Counter(map(_case, c.execute(_OF_CASES).scalars()))
    overdue = tuple(Overdue(*row) for row in c.execute(_OVERDUE, {"before": now - patience}))
    late = {_case(one.key) for one in overdue}
    return Watch(
        open=len(numbers),
        silent=tuple(n for n in numbers if not armed[str(n)]),
        doubled=tuple(n for n in numbers if armed[str(n)] > 1),
        late=tuple(n for n in numbers if str(n) in late),
        overdue=overdue,
    )


def _case(key: str) -> str:
    """The number of the case in a key; nothing in that of anything else."""
    kind, _, rest = key.partition(":")
    return rest.partition(":")[0] if kind == "case" else ""
