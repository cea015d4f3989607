"""Is the audit whole? Its chain is followed from the first entry to the last, and every body is compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.store import audit
from bot.store.tables import Found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: how many entries, how many of them without a body, what is wrong, and the end of the chain."""

    entries: int
    erased: int
    problems: tuple[str, ...]
    anchor: str

    def __str__(self) -> str:
        told = f"Wpisów: {self.entries}, w tym z wymazaną treścią: {self.erased}."
        if self.problems:
            return "\n".join(("Łańcuch jest przerwany.", *(f"- {p}" for p in self.problems), told))
        return f"Łańcuch jest cały. {told}\nKotwica: {self.anchor}"


def verify(c: Connection, anchor: str = "") -> Verdict:
    """Follow the whole chain; with the `anchor` of an earlier look nothing until there may have been cut off either."""
    walk = _Walk(anchor)
    for entry in audit.entries(c):
        walk.pass_by(entry)
    return walk.verdict(audit.loose(c))


class _Walk:
    """What was seen so far."""

    def __init__(self, anchor: str) -> None:
        number, _, link = anchor.partition(":")
        self._anchor = (int(number), link) if number.isdecimal() else None
        self._number, self._link, self._entries = 0, audit.ROOT, 0
        self._erased = self._admitted = 0
        self._problems: list[str] = []

    def pass_by(self, entry: Found) -> None:
        self._problems += self._wrong(entry)
        self._entries += 1
        self._number, self._link = entry.number, entry.chain
        if entry.body is None:
            self._erased += 1
        else:
            self._admitted += dict(entry.body.get(audit.REMOVED) or {}).get("audit_payload", 0)

    def _wrong(self, entry: Found) -> Iterable[str]:
        if entry.number != self._number + 1:
            yield f"Między wpisami {self._number} i {entry.number} brakuje wpisów."
        elif entry.chain != audit.link(self._link, entry.number, entry.at, entry.what, entry.payload, entry.digest):
            yield f"Wpis {entry.number} nie pasuje do poprzednich: zmieniono go, wstawiono albo przestawiono."
        if entry.body is not None and audit.digest(entry.body, entry.salt) != entry.digest:
            yield f"Treść wpisu {entry.number} zmieniono."
        if self._anchor and self._anchor[0] == entry.number and self._anchor[1] != entry.chain:
            yield f"Wpis {entry.number} jest inny niż ten, który zapisano w kotwicy."

    def verdict(self, loose: int) -> Verdict:
        found = self._problems
        if self._anchor and self._anchor[0] > self._number:
            found.append(f"Łańcuch kończy się na wpisie {self._number}, a kotwica jest z wpisu {self._anchor[0]}.")
        if loose:
            found.append(f"Treści bez wpisu: {loose}. Koniec łańcucha ucięto albo treści dopisano.")
        if self._erased != self._admitted:
            found.append(f"Bez treści jest {self._erased} wpisów, a wymazywanie usunęło {self._admitted}.")
        return Verdict(self._entries, self._erased, tuple(found), f"{self._number}:{self._link}")
