"""`dyspozytor erase` and `dyspozytor export`: a person forgotten, and all that is held of a person."""

import sys
from argparse import Namespace
from pathlib import Path

from bot import settings
from bot.clock import SystemClock
from bot.commands.data import own_store
from bot.desk.personal_data import NAMES
from bot.domain.worktime import local
from bot.privacy import erasing, exporting
from bot.privacy.traces import traces_of
from bot.store import audit, personal
from bot.store import requests as kept
from bot.store.tables import Found


def erase(options: Namespace) -> int:
    """Forget the person and say in numbers what was removed; `--again`: whoever an old copy brought back."""
    if options.again == bool(options.person):
        print("Proszę podać osobę albo --again.", file=sys.stderr)
        return 2
    now, ledger = SystemClock().now(), settings.load().ledger
    with own_store() as store:  # opening it has done the erasures that an old copy lacked
        if options.again:
            print("Wymazania są ponowione.")
            return 0
        try:
            print(erasing.erase(store, ledger, options.person, now, options.even_open))
        except erasing.NotErased as refused:
            print(refused, file=sys.stderr)
            return 1
    return 0


def requests(options: Namespace) -> int:
    """What people wait for, the most urgent first; `--done`: it was done. Erasing a person ends their requests too."""
    now = SystemClock().now()
    with own_store() as store, store.begin() as c:
        if options.done is None:
            for row in kept.waiting(c):
                print(_line(row))
            return 0
        if not kept.done(c, options.done, now):
            print(f"Nie ma prośby nr {options.done}, która czeka.", file=sys.stderr)
            return 1
        audit.append(c, now, "data_request_done", "operator", request=options.done)
    print("Zapisano.")
    return 0


def _line(row: Found) -> str:
    """„3  do 2026-12-20  poprawienie danych  hela: nazwisko Lipska”."""
    told = f": {row.text}" if row.text else ""
    return f"{row.id}  do {local(row.due):%Y-%m-%d}  {NAMES[row.kind]}  {row.person or row.conversation}{told}"


def export(options: Namespace) -> int:
    """Write everything that is held of the person to a file; that it was done is in the audit."""
    now = SystemClock().now()
    with own_store() as store, store.begin() as c:
        subject = personal.find(c, options.person)
        if subject is None:
            print(erasing.UNKNOWN.format(options.person), file=sys.stderr)
            return 1
        found = exporting.export(c, subject, traces_of(c, subject).marks, now)
        audit.append(c, now, "exported", "operator", person=subject.name)
    path = options.file or Path(found.name)
    path.write_bytes(found.data)
    print(f"Zapisano {path}.")
    return 0
