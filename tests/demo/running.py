"""The demo as a person starts it: a process of its own, read for the addresses it prints."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READY = "Koniec: Ctrl+C."
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Demo:
    """What `make demo` prints."""

    address: str
    links: dict[str, str]
    person: str
    password: str


@contextmanager
def running(home: Path) -> Iterator[Demo]:
    """A demo with its data in `home`, on a free port, stopped in the end."""
    command = [sys.executable, "-m", "bot", "demo", "--port", str(_free_port())]
    own = {name: value for name, value in os.environ.items() if not name.startswith("DYSPOZYTOR_")}
    environment = {**own, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield _read(process)
        finally:
            process.terminate()
            process.wait(20)


def _read(process: subprocess.Popen[str]) -> Demo:
    assert process.stdout
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if READY in line:
            break
    text = "".join(lines)
    board = re.search(r"(http\S+)/panel\s+osoba: (\S+)\s+hasło: (\S+)", text)
    assert board, text
    return Demo(board[1], dict(re.findall(r"Rozmowa, (.+?):\s+(http\S+)", text)), board[2], board[3])


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port
