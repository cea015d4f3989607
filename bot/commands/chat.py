"""`dyspozytor chat`: a conversation in the terminal, over the configured store."""

import asyncio
import sys
from argparse import Namespace
from datetime import timedelta

from adapters.console.channel import Console
from bot import settings
from bot.clock import SystemClock
from bot.commands.data import own_store
from bot.mail import Pace
from bot.main import build
from bot.store.engine import Store

QUICK = Pace(gather=timedelta(seconds=0.3))


def chat(options: Namespace) -> int:
    """Talk until the end of input (Ctrl+D)."""
    with own_store() as store:
        asyncio.run(_chat(store, options.person))
    return 0


async def _chat(store: Store, user: str) -> None:
    clock, stop = SystemClock(), asyncio.Event()
    console = Console(user, clock.now().isoformat(), _print)
    app = build(store, clock, {"console": console}, "console", QUICK, settings.load().seal)
    running = asyncio.create_task(app.mail.run(stop))
    _print("Proszę opisać, co się dzieje. Koniec: Ctrl+D.\n")
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            await asyncio.to_thread(console.typed, line.rstrip("\n"), clock.now, app.mail.accept)
    finally:
        stop.set()
        await running
        await asyncio.sleep(QUICK.gather.total_seconds())  # what was typed last is answered before leaving
        await app.mail.run_due()


def _print(text: str) -> None:
    print(text, end="", flush=True)
