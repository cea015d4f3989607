"""The whole main job in a real browser: reported, taken, confirmed, and the caller told the day."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo.people import CUSTOMER, REPORT, heard, signed_in
from tests.demo.running import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


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
    page = signed_in(context.new_page(), demo)
    yield page
    context.close()


def test_from_the_first_word_to_the_delivery_date(page: Page, board: Page, demo: Demo) -> None:
    page.goto(demo.links[CUSTOMER])
    for act, words, answer in REPORT:
        act(page, words)
        heard(page, answer)
    number = re.search(r"Zgłoszenie (\d+) przyjęte", page.get_by_role("log").inner_text())
    assert number

    board.goto(f"{demo.address}/panel/sprawa/{number[1]}")
    expect(board.get_by_text("600 700 801").or_(board.get_by_text("600700801")).first).to_be_visible()
    board.get_by_role("button", name="Przyjmuję").click()
    heard(page, "prowadzi inżynier Aleksandra Dyżur")
    board.get_by_role("button", name="Potwierdzam zasadność").click()
    confirm = board.get_by_role("dialog").get_by_role("button", name=re.compile("Potwierdzam"))
    if confirm.count():
        confirm.click()
    heard(page, r"Dostawa sprzętu: (pon|wt|śr|czw|pt) \d+ ")

    page.reload()
    heard(page, r"Zgłoszenie \d+ przyjęte")
