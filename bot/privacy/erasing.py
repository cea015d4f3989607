"""Forgets a person on purpose, and again whenever an old copy of the database brings them back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.desk.voice import CARD, Voice
from bot.domain.people import Role
from bot.privacy.ledger import Ledger
from bot.privacy.traces import traces_of
from bot.store import audit, cases, erased, erasing, outbox, personal
from bot.store.engine import Store
from bot.store.personal import Subject
from bot.texts import load

TABLES = {
    "person": "wpisy w rejestrze osób",
    "account": "powiązane konta",
    "session": "sesje i odnośniki",
    "conversation": "stany rozmów",
    "message": "wiadomości (usunięte albo pozbawione treści)",
    "inbox": "odebrane zdarzenia",
    "file": "pliki",
    "wakeup": "budziki",
    "place": "miejsca rozmów",
    "case": "sprawy bez danych osoby (zostały, z terminami)",
    "case_event": "zdarzenia spraw bez danych osoby",
    "hint": "podane podpowiedzi",
    "unread": "niezrozumiane zdania",
    "refusal": "odmowy",
    "reminded": "przypomnienia o umowach",
    "unreminded": "rezygnacja z przypomnień",
    "audit_payload": "treści audytu (wpisy zostały)",
    "privacy_request": "prośby o dane",
    "contract": "uwagi przy umowach",
    "device": "miejsca urządzeń",
}


UNKNOWN = "Nie ma osoby ani rozmowy „{}”. Proszę podać identyfikator z pliku osób albo kanał:konto."


class NotErased(Exception):
    """Nothing was changed; says why, in Polish."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What one erasure removed, by table."""

    counts: Counter[str]

    def __str__(self) -> str:
        lines = [f"• {TABLES.get(table, table)}: {count}" for table, count in sorted(self.counts.items())]
        return "\n".join(["Usunięto:", *lines] if lines else ["Nie było czego usunąć."])


def erase(store: Store, ledger: Ledger, name: str, now: datetime, even_open: bool = False) -> Erased:
    """Forget a person of the register, or an account linked to nobody; raises NotErased.

    The mark is in the ledger before the deed: should it fail, the next `again` does it.
    """
    with store.begin() as c:
        subject = _subject(c, name, even_open)
        counts = _forget(c, subject, ledger, now)
        erased.add(c, [ledger.mark(subject.name)], now)
    store.wipe()
    ledger.write(frozenset([ledger.mark(subject.name)]))
    return Erased(counts)


def again(store: Store, ledger: Ledger, now: datetime) -> Erased:
    """Forget everybody in the ledger whom this database does not know to be forgotten: it is an older copy."""
    total: Counter[str] = Counter()
    with store.begin() as c:
        here, noted = erased.known(c), ledger.read()
        for subject in _returned(c, ledger, noted - here):
            total += _forget(c, subject, ledger, now)
        erased.add(c, noted, now)
    ledger.write(here)
    if total:
        store.wipe()
    return Erased(total)


def _returned(c: Connection, ledger: Ledger, missing: frozenset[str]) -> Iterable[Subject]:
    """Each is looked for when its turn comes: the one before may have taken it along."""
    for name in [n for n in personal.names(c) if ledger.marks(n) & missing] if missing else ():
        if subject := personal.find(c, name):
            yield subject


def _subject(c: Connection, name: str, even_open: bool) -> Subject:
    subject = personal.find(c, name)
    if subject is None:
        raise NotErased(UNKNOWN.format(name))
    if subject.row and Role(subject.row.role).is_staff:
        raise NotErased(f"„{name}” jest osobą z obsługi; jej czyny są zapisem przebiegu spraw i zostają z nimi.")
    still = ", ".join(str(case.number) for case in subject.reported if case.open)
    if still and not even_open:
        raise NotErased(f"Otwarte sprawy tej osoby: {still}. Proszę je najpierw zamknąć albo dodać --even-open.")
    return subject


def _forget(c: Connection, subject: Subject, ledger: Ledger, now: datetime) -> Counter[str]:
    traces = traces_of(c, subject)
    counts = erasing.erase(c, subject, traces.marks, traces.without)
    for number in (case.number for case in subject.reported if outbox.last_card(c, case.number, CARD)):
        if case := cases.get(c, number):  # where engineers work, the card is edited too
            Voice(load()).show(c, case, now)
    audit.append(c, now, "erased", "operator", mark=ledger.mark(subject.name), **{audit.REMOVED: dict(counts)})
    return counts
