"""`dyspozytor import` and `dyspozytor password`: what the operator brings in."""

import getpass
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from bot import access, importing, settings
from bot.clock import SystemClock
from bot.knowledge_report import report, told
from bot.privacy import erasing
from bot.search import Library
from bot.store import hints
from bot.store.engine import Store, open_store


@contextmanager
def own_store() -> Iterator[Store]:
    """The configured store, closed in the end; its schema is up to date, and whoever was erased is not in it."""
    config = settings.load()
    store = open_store(config.database)
    try:
        store.migrate()
        if (done := erasing.again(store, config.ledger, SystemClock().now())).counts:
            print(f"Baza jest starszą kopią; ponowiono wymazywanie osób.\n{done}", file=sys.stderr)
        yield store
    finally:
        store.close()


def knowledge_report(options: Namespace) -> int:
    """Print which articles helped, which did not, and which questions have none."""
    start = SystemClock().now() - timedelta(days=max(options.days, 1))
    with own_store() as store, store.read() as c:
        print(told(report(hints.since(c, start), Library())))
    return 0


def import_(options: Namespace) -> int:
    """Print the plan, then carry it out, all or nothing; with `--dry-run` only the plan."""
    now = SystemClock().now()
    marks = settings.load().ledger.marks
    with own_store() as store:
        plan = importing.plan(store, options.folder, now, marks)
        print(plan)
        if isinstance(plan, importing.Problems):
            return 1
        if options.dry_run or plan.empty:
            return 0
        done = importing.apply(store, plan, now, marks)
        print(done if isinstance(done, importing.Problems) else "Zaimportowano.")
        return int(isinstance(done, importing.Problems))


def password(options: Namespace) -> int:
    """Set the board's password of an engineer or manager; typed twice, or one line of standard input."""
    given = _typed() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if given is None:
        print("Hasła się różnią, niczego nie zmieniono.", file=sys.stderr)
        return 1
    with own_store() as store:
        try:
            with store.begin() as c:
                access.set_password(c, options.person, given, SystemClock().now())
        except access.BadPassword as bad:
            print(bad, file=sys.stderr)
            return 1
    print("Hasło ustawione.")
    return 0


def _typed() -> str | None:
    first = getpass.getpass("Nowe hasło: ")
    return first if first == getpass.getpass("Jeszcze raz: ") else None
