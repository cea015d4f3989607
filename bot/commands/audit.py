"""`dyspozytor audit`: is the record of who saw and did what whole, and what stands in it."""

from argparse import Namespace
from datetime import timedelta

from bot.audit import verify as look
from bot.clock import SystemClock
from bot.commands.data import own_store
from bot.domain.worktime import local
from bot.store import audit
from bot.store.tables import Found
from flows.obsluga_sprawy.names import EVENTS

TITLES = {
    "linked": "Konto powiązane",
    "unlinked": "Konto odłączone",
    "refused": "Odmowa",
    "imported": "Import",
    "erased": "Osoba wymazana",
    "exported": "Dane osoby wydane",
    "seen": "Sprawa obejrzana",
    "channel_seen": "Kanał obejrzany",
    "downloaded": "Plik pobrany",
    "printed": "Sprawa wydrukowana",
    "report_taken": "Raport pobrany",
    "signed_in": "Zalogowanie do panelu",
    "notice": "Klauzula pokazana",
    "data_requested": "Prośba o dane",
    "data_request_done": "Prośba o dane wykonana",
    "retained": "Sprzątanie nocne",
    "password_set": "Hasło ustawione",
    **{f"case.{name}": title for name, title in EVENTS.items()},
}


def verify(options: Namespace) -> int:
    """Say whether the chain is whole; status 1 when it is not. The anchor is to be kept outside the database."""
    with own_store() as store, store.read() as c:
        found = look(c, options.anchor)
    print(found)
    return int(bool(found.problems))


def show(options: Namespace) -> int:
    """The entries that fit, a line each."""
    since = SystemClock().now() - timedelta(days=options.days)
    with own_store() as store, store.read() as c:
        for entry in audit.entries(c):
            if entry.at >= since and _fits(entry, options):
                print(line(entry))
    return 0


def line(entry: Found) -> str:
    """„12  2026-11-20 14:05:10  Sprawa przyjęta (case.taken)  ola  case=1001”."""
    body = dict(entry.body) if entry.body else {}
    told = " ".join(f"{name}={value}" for name, value in body.items() if name != "who")
    who = (body.get("who") or "–") if body else "(treść wymazana)"
    return f"{entry.number}  {local(entry.at):%Y-%m-%d %H:%M:%S}  {_title(entry.what)}  {who}  {told}".rstrip()


def _title(what: str) -> str:
    return f"{TITLES[what]} ({what})" if what in TITLES else what


def _fits(entry: Found, options: Namespace) -> bool:
    body = entry.body or {}
    return (
        entry.what.startswith(options.what)
        and options.who in (None, body.get("who"))
        and options.case in (None, body.get("case"))
    )
