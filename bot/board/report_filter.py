"""Which cases the report counts; kept in the address, so that every figure is a link to its cases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from bot.board.filters import one_of
from bot.domain.cases import PRIORITIES
from bot.domain.worktime import instant, local
from bot.report import Fact
from flows.obsluga_sprawy.names import VENDORS

WEEKS = 12
PAGE, CASES = "/panel/raport", "/panel/raport/sprawy"
SUBJECTS = {"reakcja": "reaction", "dostawa": "delivery", "zwrot": "return"}
VERDICTS = {"dotrzymana": "met", "przekroczona": "missed", "otwarta": "open"}
RESULTS = ("potwierdzone", *(f"{subject}-{verdict}" for subject in SUBJECTS for verdict in VERDICTS))
UNKNOWN = "nieznany"
"""The maker of a device that is not in the register."""


@dataclass(frozen=True, slots=True)
class Span:
    """Empty means any; both days are counted; `week` is a Monday, `result` one of RESULTS."""

    first: date
    last: date
    vendor: str = ""
    priority: str = ""
    week: str = ""
    result: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], now: datetime) -> "Span":
        """From the address; what makes no sense there is ignored."""
        today = local(now).date()
        monday = today - timedelta(days=today.weekday())
        last = _day(query.get("do", "")) or today
        first = _day(query.get("od", "")) or min(monday - timedelta(weeks=WEEKS - 1), last)
        week = _day(query.get("tydzien", ""))
        return cls(
            first=min(first, last),
            last=max(first, last),
            vendor=one_of(query.get("producent", ""), (*VENDORS, UNKNOWN)),
            priority=one_of(query.get("priorytet", ""), PRIORITIES),
            week=week.isoformat() if week else "",
            result=one_of(query.get("wynik", ""), RESULTS),
        )

    @property
    def since(self) -> datetime:
        """The first instant."""
        return instant(self.first, time.min)

    @property
    def until(self) -> datetime:
        """The first instant after it."""
        return instant(self.last + timedelta(days=1), time.min)

    def to(self, path: str, **other: Any) -> str:
        """The address of this span with something else chosen."""
        span = replace(self, **other)
        fields = {
            "od": span.first.isoformat(), "do": span.last.isoformat(), "producent": span.vendor,
            "priorytet": span.priority, "tydzien": span.week, "wynik": span.result,
        }  # fmt: skip
        return f"{path}?{urlencode({name: value for name, value in fields.items() if value})}"

    def fits(self, fact: Fact) -> bool:
        """Whether this case is counted."""
        return (
            self.vendor in ("", fact.vendor or UNKNOWN)
            and self.priority in ("", fact.priority)
            and self.week in ("", fact.week)
            and self._results(fact)
        )

    def _results(self, fact: Fact) -> bool:
        if self.result in ("", "potwierdzone"):
            return not self.result or fact.confirmed_after is not None
        subject, _, verdict = self.result.partition("-")
        return fact.judged.get(SUBJECTS[subject]) == VERDICTS[verdict]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
