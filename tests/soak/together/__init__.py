"""All channels in one process on loopback: conversations spread over them at once, redelivered, slowed down, cut off.

The service is served as in production; the platforms are played by the fakes of the contract suite, which refuse some
calls with 429 or an error. Nothing may be lost, doubled or out of order, every conversation reaches a case of its own
which an engineer takes in Slack, and no log holds a token. Only counts are judged, never how long anything took.
"""

import argparse
import asyncio
import logging
from contextlib import closing, suppress
from itertools import count, islice
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from bot.store.engine import open_store
from tests.adapters.mail.post import post_office
from tests.soak.people import everybody
from tests.soak.together.calls import ACCOUNTS, Call, Tally
from tests.soak.together.service import Service
from tests.soak.together.verdict import rows, table
from tests.soak.together.watching import Watching
from tests.soak.world import furnish

SAY_EVERY = 5.0
"""Seconds."""
LIMIT = 900.0
"""Seconds after which a run is broken off; a machine on which that happens is stuck, not slow."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of this suite."""
    parser.add_argument("--talks", type=int, default=200, metavar="N", help="conversations over all channels at once")


def run(options: argparse.Namespace) -> bool:
    """All of them; whether nothing is wrong."""
    start, dice = monotonic(), Random(options.seed)  # noqa: S311 - nothing here is a secret
    with (
        TemporaryDirectory(prefix="dyspozytor-together-") as folder,
        closing(open_store(f"sqlite:///{folder}/razem.db")) as store,
    ):
        furnish(store)
        with post_office() as post, closing(Service(store, post, dice)) as service:
            logging.getLogger().addHandler(service.secrets)
            calls, faults = asyncio.run(_played(service, options.talks, dice))
            found = list(rows(service, calls))
            logging.getLogger().removeHandler(service.secrets)
    faults += [f"a token in the log of {name}" for name in sorted(set(service.secrets.heard))]
    print(table(found), f"together: {monotonic() - start:.0f} s", *(faults or ["no fault"]), sep="\n", flush=True)
    return not faults and all(row.right for row in found)


async def _played(service: Service, wanted: int, dice: Random) -> tuple[list[Call], list[str]]:
    """Every conversation at once; what was raised in them are faults."""
    watching, numbers = Watching(service.store), count(1)
    tallies = {name: Tally() for name in ACCOUNTS}
    strangers = (person for person in everybody(dice) if person.user.startswith("gosc-"))
    calls = [
        Call(nth, channel, person, service, watching, tallies[channel], dice, numbers)
        for nth, person in enumerate(islice(strangers, wanted))
        for channel in [list(ACCOUNTS)[nth % len(ACCOUNTS)]]
    ]
    async with service.served():
        looking = asyncio.create_task(watching.look_again_and_again())
        playing = [asyncio.create_task(call.play()) for call in calls]
        start = monotonic()
        while (waiting := [task for task in playing if not task.done()]) and monotonic() - start < LIMIT:
            print(f"together: {len(playing) - len(waiting)} of {len(playing)} conversations over", flush=True)
            await asyncio.wait(waiting, timeout=SAY_EVERY)
        for task in waiting:
            task.cancel()
        ended = await asyncio.gather(*playing, return_exceptions=True)
        faults = [f"{call.conversation}: {error!r}" for call, error in zip(calls, ended, strict=True) if error]
        with suppress(TimeoutError):
            async with asyncio.timeout(LIMIT):
                await watching.settled()
        looking.cancel()
    return calls, faults
