"""The worker processes of a run: started, ended in one way or another, and started again."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

AHEAD = "DYSPOZYTOR_SOAK_AHEAD"
"""The variable with the seconds by which a worker's clock is ahead of the machine's."""
PATIENCE = 60.0
"""Seconds within which a worker must be ready, or gone."""


@dataclass
class Worker:
    """One place for a process: its door stays the same, the process changes; its clock is so many seconds `ahead`."""

    url: str
    platform: str
    door: str
    log: Path
    ahead: float = 0.0
    process: Process | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    lives: int = 0

    @property
    def pid(self) -> int:
        """Of the process that runs here now, or ran here last; 0 before the first."""
        return self.process.pid if self.process else 0

    async def start(self) -> None:
        """A new process, with a log that goes on; it is not ready yet."""
        self.ready.clear()
        self.lives += 1
        with open(self.log, "ab") as log:
            command = (sys.executable, "-m", "tests.soak.worker", self.url, self.platform, self.door)
            self.process = await asyncio.create_subprocess_exec(
                *command, stdout=log, stderr=log, env={**os.environ, AHEAD: str(self.ahead)}
            )

    async def be_ready(self) -> None:
        """Wait until it takes events."""
        async with asyncio.timeout(PATIENCE):
            await self.ready.wait()

    async def end(self, how: signal.Signals) -> int:
        """Its exit status, once it is gone: the negative signal when that is what ended it."""
        assert self.process
        with suppress(ProcessLookupError):  # gone already: its exit status will tell
            self.process.send_signal(how)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@asynccontextmanager
async def working(workers: Sequence[Worker]) -> AsyncIterator[None]:
    """All of them run until the end of the block; none of them outlives it."""
    for worker in workers:
        await worker.start()
    try:
        yield
    finally:
        for worker in workers:
            if worker.process and worker.process.returncode is None:
                await worker.end(signal.SIGKILL)
