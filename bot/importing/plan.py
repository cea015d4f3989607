"""What an import would do, decided from the files and the store without changing anything."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.domain.worktime import local
from bot.importing.checking import check
from bot.importing.diff import Change, Marks, compare, conflicts, unmarked
from bot.importing.duty import Calendar, calendar
from bot.importing.problems import Problems
from bot.importing.reading import read
from bot.importing.wanted import Wanted
from bot.store.engine import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """The register as the files want it, and the way there; printed, it is what the operator agrees to."""

    wanted: Wanted
    changes: tuple[Change, ...]
    duty: Calendar | None
    today: date

    @property
    def empty(self) -> bool:
        """Do the files say what the store says already?"""
        return all(change.empty for change in self.changes) and not (self.duty and self.duty.differs)

    def __str__(self) -> str:
        lines = [str(change) for change in (*self.changes, self.duty) if change]
        lines += [f"Uwaga: {oddity}." for oddity in (*self._endings(), *self.wanted.oddities())]
        lines.append(self._validity())
        return "\n".join(lines + ["Pliki mówią to samo co baza: nic się nie zmieni."] * self.empty)

    def _endings(self) -> list[str]:
        """A file cut at the end of a row looks whole; what it would end tells."""
        return [
            f"{change.part.title}: zakończy się ponad połowa ({len(change.ended)}); czy plik jest pełny?"
            for change in self.changes
            if len(change.ended) > change.same + len(change.changed)
        ]

    def _validity(self) -> str:
        rows = self.wanted.contracts.values()
        future = sum(self.today < row.valid_from for row in rows)
        past = sum(row.valid_to < self.today for row in rows)
        now = len(rows) - future - past
        return f"Usługi na umowach w plikach: obowiązujące dziś {now}, przyszłe {future}, wygasłe {past}."


def plan(store: Store, folder: Path, now: datetime, marks: Marks = unmarked) -> Plan | Problems:
    """Read and check the files of `folder` and compare them with the store, which stays as it is."""
    sheets = read(folder)
    if isinstance(sheets, list):
        return Problems(tuple(sheets))
    wanted = check(sheets)
    if isinstance(wanted, list):
        return Problems(tuple(wanted))
    with store.read() as c:
        if clash := conflicts(c, wanted, marks):
            return Problems(tuple(clash))
        return Plan(wanted, compare(c, wanted), calendar(c, wanted), local(now).date())
