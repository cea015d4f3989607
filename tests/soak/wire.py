"""One question and one answer, a line of JSON each, over a Unix socket: how the platform and the workers speak."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

LINE = 1_000_000
PATIENCE = 30.0
"""Seconds after which a peer that says nothing counts as gone."""

Json = dict[str, Any]
Answer = Callable[[Json], Awaitable[Json | None]]


async def ask(path: str, question: Json) -> Json:
    """The answer of whoever listens at `path`; raises OSError when there is none: nobody there, or gone half-way."""
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_unix_connection(path, limit=LINE)
        try:
            writer.write(json.dumps(question).encode() + b"\n")
            line = await reader.readline()
        finally:
            writer.close()
    if not line.endswith(b"\n"):
        raise ConnectionResetError("nobody answered")
    heard: Json = json.loads(line)
    return heard


async def listen(path: str, answer: Answer) -> asyncio.Server:
    """Answer every question that arrives at `path`; on None the connection is dropped without a word."""

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):  # who asked is gone: that is what this is all about
            line = await reader.readline()
            said = await answer(json.loads(line)) if line.endswith(b"\n") else None
            if said is not None:
                writer.write(json.dumps(said).encode() + b"\n")
                await writer.drain()
        writer.close()

    return await asyncio.start_unix_server(hear, path, limit=LINE)
