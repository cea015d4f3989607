"""`dyspozytor chat`: a conversation in the terminal, over the configured store; `--explain`: what was understood."""

import asyncio
import sys
from argparse import Namespace
from datetime import timedelta

from adapters.console.channel import Console
from bot import settings
from bot.clock import SystemClock
from bot.commands.data import own_store
from bot.explaining import explained
from bot.flow.conversation import Conversation, from_json
from bot.mail import Pace
from bot.main import App, build
from bot.store import conversations
from bot.store.engine import Store
from bot.turn.event import slot
from flows import CALLERS

QUICK = Pace(gather=timedelta(seconds=0.3))
AT_ONCE = Pace(gather=timedelta(0))


def chat(options: Namespace) -> int:
    """Talk until the end of input (Ctrl+D)."""
    with own_store() as store:
        asyncio.run((_explained_chat if options.explain else _chat)(store, options.person))
    return 0


async def _chat(store: Store, user: str) -> None:
    stop = asyncio.Event()
    console, app, clock = _opened(store, user, QUICK)
    running = asyncio.create_task(app.mail.run(stop))
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            await asyncio.to_thread(console.typed, line.rstrip("\n"), clock.now, app.mail.accept)
    finally:
        stop.set()
        await running
        await asyncio.sleep(QUICK.gather.total_seconds())  # what was typed last is answered before leaving
        await app.mail.run_due()


async def _explained_chat(store: Store, user: str) -> None:
    """One message after the other, each answered and explained before the next is read."""
    console, app, clock = _opened(store, user, AT_ONCE)
    while line := await asyncio.to_thread(sys.stdin.readline):
        text, before = line.rstrip("\n"), _state(store, user)
        console.typed(text, clock.now, app.mail.accept)
        await app.mail.run_due()
        _print(explained(text, slot(before), before, _state(store, user), CALLERS) + "\n\n")


def _opened(store: Store, user: str, pace: Pace) -> tuple[Console, App, SystemClock]:
    clock = SystemClock()
    console = Console(user, clock.now().isoformat(), _print)
    app = build(store, clock, {"console": console}, "console", pace, settings.load().seal)
    _print("Proszę opisać, co się dzieje. Koniec: Ctrl+D.\n")
    return console, app, clock


def _state(store: Store, user: str) -> Conversation:
    with store.read() as c:
        return from_json(conversations.state(c, f"console:{user}") or {})


def _print(text: str) -> None:
    print(text, end="", flush=True)
