"""Finds a real Chromium ($CHROMIUM, then PATH), or installs Debian's as root: `python -m tests.browser.chromium`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-quic",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Flags for a machine without a screen, a sandbox or a way out to the internet."""


def find() -> str | None:
    """The path of the browser, if there is one."""
    given = os.environ.get("CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


_running: list[Browser] = []


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start it headless, or share the one that is running: playwright allows one a thread.

    Without any a test fails rather than passing unseen.
    """
    if _running:
        yield _running[0]
        return
    path = find()
    assert path, "Nie ma Chromium: proszę ustawić CHROMIUM albo uruchomić `python -m tests.browser.chromium`."
    with sync_playwright() as playwright:
        _running.append(playwright.chromium.launch(executable_path=path, args=list(QUIET)))
        try:
            yield _running[0]
        finally:
            _running.pop().close()


def install() -> None:
    """Debian's package, when we may."""
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )


def main() -> int:
    """Make sure there is one; says what to do when there cannot be."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        install()
    path = find()
    print(f"Chromium: {path or 'brak; proszę zainstalować albo wskazać zmienną CHROMIUM'}")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
