"""How the service kept its promises: each case judged once, counted by maker, priority and week."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.worktime import local

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "reaction": ("reaction",),
    "delivery": ("dispatch", "delivery", "onsite"),
    "return": ("return",),
}
"""What is judged, and the clocks it is made of."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A case as the report sees it; `judged` holds met, missed or open for each subject that was promised.

    `week` is the Monday of the week in which it was reported, „2026-11-16”.
    """

    number: int
    at: datetime
    vendor: str
    priority: str
    state: str
    customer: str
    judged: Mapping[str, str]
    confirmed_after: timedelta | None
    week: str


@dataclass(frozen=True, slots=True)
class Score:
    """How often something was met, missed, and is still open."""

    met: int
    missed: int
    open: int

    @property
    def share(self) -> int | None:
        """Met of all that is decided, in per cent rounded down: 100 only when nothing was missed."""
        decided = self.met + self.missed
        return 100 * self.met // decided if decided else None


@dataclass(frozen=True, slots=True)
class Figures:
    """A group of cases; `usual` is the median time from the report to the confirmation, `slow` nine tenths' worst."""

    cases: int
    scores: Mapping[str, Score]
    confirmed: int
    usual: timedelta | None
    slow: timedelta | None


def week_of(at: datetime) -> str:
    """The Monday before, or that very day."""
    day = local(at).date()
    return (day - timedelta(days=day.weekday())).isoformat()


def judge(standing: Iterable[tuple[str, str | None, datetime | None]], now: datetime) -> dict[str, str]:
    """Of (subject, the worst state of its clocks, until when one runs); what was called off promises nothing."""
    return {subject: _verdict(state, until, now) for subject, state, until in standing if state}


def figures(facts: Sequence[Fact]) -> Figures:
    """The numbers of these cases."""
    spans = sorted(fact.confirmed_after for fact in facts if fact.confirmed_after is not None)
    return Figures(
        cases=len(facts),
        scores={subject: _score(facts, subject) for subject in SUBJECTS},
        confirmed=len(spans),
        usual=_rank(spans, 50),
        slow=_rank(spans, 90),
    )


def grouped(facts: Iterable[Fact], by: Callable[[Fact], str]) -> dict[str, list[Fact]]:
    """The cases by what `by` says of them, in its order."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(by(fact), []).append(fact)
    return dict(sorted(groups.items()))


def _verdict(state: str, until: datetime | None, now: datetime) -> str:
    """A clock whose moment has gone by is missed, marked or not."""
    if until and until < now:
        return "missed"
    return "open" if state == "running" else state


def _score(facts: Iterable[Fact], subject: str) -> Score:
    said = [fact.judged.get(subject) for fact in facts]
    return Score(said.count("met"), said.count("missed"), said.count("open"))


def _rank(spans: Sequence[timedelta], percent: int) -> timedelta | None:
    """The nearest-rank percentile."""
    return spans[-(-len(spans) * percent // 100) - 1] if spans else None
