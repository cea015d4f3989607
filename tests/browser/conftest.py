"""The demo as a person starts it, and a real browser to look at it with."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import QUIET, find

READY = "Koniec: Ctrl+C."


@dataclass(frozen=True)
class Demo:
    """What `make demo` prints."""

    address: str
    links: dict[str, str]
    person: str
    password: str


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demo in a folder of its own."""
    command = [sys.executable, "-m", "bot", "demo", "--port", str(_free_port())]
    home = tmp_path_factory.mktemp("demo")
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, text=True, env=_environment()) as process:
        try:
            yield _read(process)
        finally:
            process.terminate()
            process.wait(20)


def _environment() -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**{k: v for k, v in os.environ.items() if not k.startswith("DYSPOZYTOR_")}, "PYTHONPATH": root}


def _read(process: subprocess.Popen[str]) -> Demo:
    assert process.stdout
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if READY in line:
            break
    text = "".join(lines)
    links = dict(re.findall(r"Rozmowa, (.+?):\s+(http\S+)", text))
    board = re.search(r"(http\S+)/panel\s+osoba: (\S+)\s+hasło: (\S+)", text)
    assert board, text
    return Demo(board[1], links, board[2], board[3])


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; without one the test fails rather than passing unseen."""
    path = find()
    assert path, "Nie ma Chromium: proszę ustawić CHROMIUM albo uruchomić `python -m tests.browser.chromium`."
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield launched
        launched.close()
