"""What people do in the browser, and one whole report as they would make it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.demo.running import Demo

PATIENCE = 20_000
CUSTOMER = "Akademia Nad Wisłoką"


def say(page: Page, words: str) -> None:
    """Type and press Enter."""
    page.get_by_role("textbox").fill(words)
    page.keyboard.press("Enter")


def press(page: Page, label: str) -> None:
    """Press the newest button of that label."""
    page.get_by_role("log").get_by_role("button", name=label, exact=True).last.click()


def heard(page: Page, words: str) -> None:
    """Wait until it is said."""
    expect(page.get_by_role("log").get_by_text(re.compile(words)).last).to_be_visible(timeout=PATIENCE)


def signed_in(page: Page, demo: Demo) -> Page:
    """The board, past its login."""
    page.goto(f"{demo.address}/panel")
    page.get_by_label(re.compile("osoba|identyfikator|e-mail", re.I)).first.fill(demo.person)
    page.get_by_label(re.compile("hasło", re.I)).first.fill(demo.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/panel$"))
    return page


Act = Callable[[Page, str], None]
REPORT: tuple[tuple[Act, str, str], ...] = (
    (say, "dzień dobry", "automatyczny asystent"),
    (say, "przełącznik 2102351QPS10J8000077 nie włącza się po burzy", "HZ/AHB/2025/0230"),
    (press, "Działa, ale źle", "priorytetowi P2"),
    (press, "Pomiń", "Proszę wkleić"),
    (press, "Nie mam dostępu", "odbierze telefon"),
    (say, "ja, 600 700 801", "Podsumowanie"),
    (press, "Wyślij", r"Zgłoszenie \d+ przyjęte"),
)
"""(what is done, the words, what must be heard then)"""
