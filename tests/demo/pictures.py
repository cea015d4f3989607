"""Takes the pictures of README from a running demo: `python -m tests.demo.pictures`."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.demo.people import CUSTOMER, REPORT, heard, signed_in
from tests.demo.running import ROOT, running

DOCS = ROOT / "docs"


def main() -> None:
    """One report on a phone, then the board and the case."""
    with tempfile.TemporaryDirectory() as home, running(Path(home)) as demo, chromium() as browser:
        phone = browser.new_page(viewport={"width": 420, "height": 860}, locale="pl-PL")
        phone.goto(demo.links[CUSTOMER])
        for act, words, answer in REPORT:
            act(phone, words)
            heard(phone, answer)
        take(phone, "rozmowa")
        board = signed_in(browser.new_page(viewport={"width": 1180, "height": 620}, locale="pl-PL"), demo)
        board.get_by_text(re.compile("1001")).first.wait_for()
        take(board, "panel")


def take(page: Page, name: str) -> None:
    """A settled picture."""
    page.wait_for_timeout(800)
    page.screenshot(path=DOCS / f"{name}.png")
    print(f"docs/{name}.png")


if __name__ == "__main__":
    main()
