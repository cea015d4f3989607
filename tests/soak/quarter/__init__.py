"""A quarter of a year of the service under a simulated clock: thousands of cases, every wake-up at its moment and once.

The real application over a store: random callers and engineers, drawn by a seed. In the end everything each case said
by itself, to whom and when, is compared with the slow diary of tests/domain/slow_agenda.py.
"""

import argparse
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, process_time

from bot.store.engine import open_store
from tests.soak.databases import database
from tests.soak.quarter.audit import audit
from tests.soak.quarter.season import Season

DATABASES = ("sqlite", "postgres")
SHARE = {"sqlite": 1, "postgres": 4}
"""PostgreSQL plays a part of the quarter: it takes several times as long, and only the rows are kept elsewhere."""
SHOWN = 5
"""Cases whose history is printed when something is wrong."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of this suite."""
    parser.add_argument("--cases", type=int, default=2000, metavar="N", help="cases in the quarter over SQLite")


def run(options: argparse.Namespace) -> bool:
    """The same quarter over each database; whether all is right."""
    kinds = DATABASES if options.database == "both" else (options.database,)
    right = [_one(kind, options.seed, options.cases // SHARE[kind]) for kind in kinds]
    return all(right)


def _one(kind: str, seed: int, cases: int) -> bool:
    start, busy = monotonic(), process_time()
    with ExitStack() as opened:
        home = Path(opened.enter_context(TemporaryDirectory(prefix="dyspozytor-quarter-")))
        store = opened.enter_context(closing(open_store(opened.enter_context(database(kind, home)))))
        season = opened.enter_context(closing(Season(store, home, seed, cases)))
        season.play(lambda done, day: print(f"quarter {kind}: day {day}, {done}", flush=True))
        faults, figures = audit(season)
    told = ", ".join(f"{count} {name}" for name, count in figures.items())
    took = f"{monotonic() - start:.0f} s, {process_time() - busy:.0f} s of them busy"
    print(f"quarter {kind} --seed {seed}: {told}; {took}", flush=True)
    print("\n".join(faults[:SHOWN]) or "everything is right", flush=True)
    return not faults
