"""`dyspozytor demo`: the whole product on invented data, in a folder of its own, with what is needed to look around."""

import os
import secrets
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from adapters.console.channel import render
from bot import access, importing, logs, settings
from bot.channel import Outbound
from bot.clock import SystemClock
from bot.commands import serving
from bot.commands.story import tell
from bot.store.engine import Store, open_store

SAMPLE = Path(__file__).parent.parent / "sample"
HOME = Path("var/demo")
ENGINEER = "ola"
GUESTS = {
    "lipska": "Browar Trzy Lipy",
    "wisloka": "Akademia Nad Wisłoką",
    "potocka": "Mleczarnia Biały Potok",
    "bursztyn": "partner Systemy Bursztyn",
}
"""Who gets a link of their own."""


def demo(options: Namespace) -> int:
    """Import the sample world, tell a short story, print the addresses, serve until Ctrl+C."""
    HOME.mkdir(parents=True, exist_ok=True)
    for left in HOME.glob("demo.db*"):
        left.unlink()
    os.environ.setdefault("DYSPOZYTOR_PORT", str(options.port))
    os.environ["DYSPOZYTOR_DATABASE"] = f"sqlite:///{HOME}/demo.db"
    config = settings.load()
    logs.start(config.json_logs)
    store = open_store(config.database)
    try:
        store.migrate()
        furnish(store)
        tell(store, config.seal)
        print(welcome(store, config.public_url), flush=True)
        with suppress(KeyboardInterrupt):
            serving.run(store, config, {Postbox.name: Postbox()})
    finally:
        store.close()
    return 0


class Postbox:
    """Where mail goes while no server is set up: to the terminal, so that codes and late news can be read there."""

    name = "mail"

    async def send(self, message: Outbound) -> str:
        """Print it; it is its own reference."""
        print(f"\nPoczta do {message.user}:\n{render(message)}", flush=True)
        return str(message.id)


def furnish(store: Store) -> None:
    """The sample world."""
    now = SystemClock().now()
    plan = importing.plan(store, SAMPLE, now)
    if isinstance(plan, importing.Problems):
        raise SystemExit(str(plan))
    importing.apply(store, plan, now)


def welcome(store: Store, address: str) -> str:
    """Where to look, and with what."""
    now, password = SystemClock().now(), secrets.token_urlsafe(9)
    with store.begin() as c:
        access.set_password(c, ENGINEER, password, now)
        links = {who: access.sign_in(c, "link", who, now) for who in GUESTS}
    lines = [
        "",
        f"Rozmowa (bez logowania):  {address}/",
        *(f"Rozmowa, {GUESTS[who]}:  {address}/c/{token}" for who, token in links.items()),
        f"Panel inżynierów:         {address}/panel   osoba: {ENGINEER}   hasło: {password}",
        "",
        "Numery do wypróbowania są w bot/sample/README.md. Poczta (kod po „połącz konto”) pokaże się tutaj.",
        "Koniec: Ctrl+C.",
    ]
    return "\n".join(lines)
