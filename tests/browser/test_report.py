"""The whole main job in a real browser: reported, taken, confirmed, and the caller told the day."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CUSTOMER = "Akademia Nad Wisłoką"
SERIAL, CONTRACT = "2102351QPS10J8000077", "HZ/AHB/2025/0230"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone-sized window of its own."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="pl-PL")
    yield context.new_page()
    context.close()


@pytest.fixture
def board(browser: Browser, demo: Demo) -> Iterator[Page]:
    """The board, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="pl-PL")
    page = context.new_page()
    page.goto(f"{demo.address}/panel")
    page.get_by_label(re.compile("osoba|identyfikator|e-mail", re.I)).first.fill(demo.person)
    page.get_by_label(re.compile("hasło", re.I)).first.fill(demo.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/panel$"))
    yield page
    context.close()


def say(page: Page, words: str) -> None:
    page.get_by_role("textbox").fill(words)
    page.keyboard.press("Enter")


def press(page: Page, label: str) -> None:
    page.get_by_role("log").get_by_role("button", name=label, exact=True).last.click()


def heard(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("log").get_by_text(words).last).to_be_visible(timeout=20_000)


def test_from_the_first_word_to_the_delivery_date(page: Page, board: Page, demo: Demo) -> None:
    page.goto(demo.links[CUSTOMER])
    say(page, "dzień dobry")
    heard(page, re.compile("automatyczny asystent"))
    say(page, f"przełącznik {SERIAL} nie włącza się po burzy")
    heard(page, re.compile(CONTRACT))
    press(page, "Działa, ale źle")
    heard(page, re.compile("priorytetowi P2"))
    press(page, "Pomiń")
    heard(page, re.compile("Proszę wkleić"))
    press(page, "Nie mam dostępu")
    heard(page, re.compile("odbierze telefon"))
    say(page, "ja, 600 700 801")
    heard(page, re.compile("Podsumowanie"))
    press(page, "Wyślij")
    heard(page, re.compile(r"Zgłoszenie (\d+) przyjęte"))
    number = re.search(r"Zgłoszenie (\d+) przyjęte", page.get_by_role("log").inner_text())
    assert number

    board.goto(f"{demo.address}/panel/sprawa/{number[1]}")
    expect(board.get_by_text("600 700 801").or_(board.get_by_text("600700801")).first).to_be_visible()
    board.get_by_role("button", name="Przyjmuję").click()
    heard(page, re.compile("prowadzi inżynier Aleksandra Dyżur"))
    board.get_by_role("button", name="Potwierdzam zasadność").click()
    confirm = board.get_by_role("dialog").get_by_role("button", name=re.compile("Potwierdzam"))
    if confirm.count():
        confirm.click()
    heard(page, re.compile(r"Dostawa sprzętu: (pon|wt|śr|czw|pt) \d+ "))

    page.reload()
    heard(page, re.compile(r"Zgłoszenie \d+ przyjęte"))
