"""Hears of wake-ups armed by other processes, where the database can tell (PostgreSQL's LISTEN)."""

import asyncio
import logging
from collections.abc import Callable

from psycopg import AsyncConnection, Error
from sqlalchemy import URL

from bot.store.wakeups import NEWS

PAUSE = 1.0
log = logging.getLogger("dyspozytor.store")


async def listen(url: URL, heard: Callable[[], None]) -> None:
    """Call `heard` for each announcement, until cancelled; a connection that is lost is made again."""
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        try:
            async with await AsyncConnection.connect(address, autocommit=True) as c:
                await c.execute(f"LISTEN {NEWS}")
                heard()  # for what was announced while nobody listened
                async for _ in c.notifies():
                    heard()
        except (Error, OSError) as error:
            log.warning("Utracono nasłuch bazy danych (%s), zostaje odpytywanie.", error)
        await asyncio.sleep(PAUSE)
