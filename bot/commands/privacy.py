"""`dyspozytor erase` and `dyspozytor export`: a person forgotten, and all that is held of a person."""

import sys
from argparse import Namespace
from pathlib import Path

from bot import settings
from bot.clock import SystemClock
from bot.commands.data import own_store
from bot.privacy import erasing, exporting
from bot.store import audit, personal


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


def export(options: Namespace) -> int:
    """Write everything that is held of the person to a file; that it was done is in the audit."""
    now = SystemClock().now()
    with own_store() as store, store.begin() as c:
        subject = personal.find(c, options.person)
        if subject is None:
            print(erasing.UNKNOWN.format(options.person), file=sys.stderr)
            return 1
        found = exporting.export(c, subject, erasing.traces_of(c, subject).marks, now)
        audit.append(c, now, "exported", "operator", person=subject.name)
    path = options.file or Path(found.name)
    path.write_bytes(found.data)
    print(f"Zapisano {path}.")
    return 0
