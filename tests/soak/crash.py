"""kill -9 during conversations, and polite stops under load: the same case, once, with all its messages.

The application runs in real worker processes on the real clock: one over SQLite, three over PostgreSQL. The platform
outside hands events in until they are taken, refuses some messages and loses some replies. In the end everything in the
database must be what the same events leave in one quiet process, moments included; only numbers are drawn in another
order. When the conversations are through, the clock leaps some hours ahead, again and again, while processes are ended:
what the cases say by themselves must all come, and once. A seed repeats the people and the faults; when exactly a
process dies is up to the machine.
"""

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from bot.store.engine import open_store
from tests.soak.databases import database
from tests.soak.ending import Kill, Stop
from tests.soak.reference import replay
from tests.soak.run import How, Run
from tests.soak.snapshot import snapshot
from tests.soak.verdict import Figure, differences, figures, wrong
from tests.soak.world import furnish

DATABASES = ("sqlite", "postgres")
KILLS_PER_STOP = 4
SAY_EVERY = 5.0
"""Seconds."""
NAMES, WIDTH = 32, 20
LOG = 2000
"""Characters of a worker's log that are printed when something is wrong."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of this suite."""
    parser.add_argument("--kills", type=int, default=40, metavar="N", help="processes killed over each database")
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")


def run(options: argparse.Namespace) -> bool:
    """Kills and stops over each database, then the table; whether all is right."""
    kinds = DATABASES if options.database == "both" else (options.database,)
    ends = {"kill -9": (Kill, options.kills), "SIGTERM": (Stop, max(1, options.kills // KILLS_PER_STOP))}
    columns: dict[str, list[Figure]] = {}
    faults: list[str] = []
    for name, kind, (how, wanted) in ((f"{kind} {how}", kind, end) for kind in kinds for how, end in ends.items()):
        dice = Random(f"{options.seed} {name}")  # noqa: S311 - nothing here is a secret
        with TemporaryDirectory(prefix="dyspozytor-soak-") as home:
            columns[name], found = _one(name, kind, Path(home), how, wanted, dice)
        faults += [f"{name}: {fault}" for fault in found]
    _print(columns)
    print("\n".join(faults) or "everything is right")
    return not faults


def _one(name: str, kind: str, home: Path, how: How, wanted: int, dice: Random) -> tuple[list[Figure], list[str]]:
    """One run over a new database: its figures, and what is wrong."""
    start = monotonic()
    with database(kind, home) as url:
        with closing(open_store(url)) as store:
            furnish(store)
        this = Run(url, home, how, wanted, dice)
        asyncio.run(_watched(this, name))
        with closing(open_store(url)) as store:
            found = snapshot(store)
    quiet = replay(this.told, this.ends)
    counted = [*figures(this, found, quiet), Figure("seconds", round(monotonic() - start))]
    faults = [*this.faults, *this.ending.faults, *this.outside.faults, *wrong(counted)]
    print(*differences(found, quiet), sep="\n", flush=True)
    logs = [f"{w.log.name}: …{w.log.read_text(errors='replace')[-LOG:]}" for w in this.workers]
    return counted, [*faults, *logs] if faults else []


async def _watched(this: Run, name: str) -> None:
    """Play the run and say now and then how far it is."""
    playing = asyncio.create_task(this.play())
    while not playing.done():
        await asyncio.wait((playing,), timeout=SAY_EVERY)
        talks = f"conversations: {this.over} over, {len(this.talks) - this.over} going on"
        print(f"{name}: {this.ending.ended}/{this.all} processes ended, {talks}", flush=True)
    await playing


def _print(columns: Mapping[str, Sequence[Figure]]) -> None:
    """A row for each figure, a column for each run; what is wrong is marked."""
    print("\n" + " " * NAMES + "".join(f"{name:>{WIDTH}}" for name in columns))
    for row in zip(*columns.values(), strict=True):
        told = (f"{f.value}{'' if f.right else ' (!)'}" for f in row)
        print(f"{row[0].name:<{NAMES}}" + "".join(f"{value:>{WIDTH}}" for value in told))
