"""What the articles did, in a real browser: which helped, which did not, and the question that has none."""

from contextlib import closing

from playwright.sync_api import expect

from bot.clock import SystemClock
from bot.store import hints
from bot.store.engine import open_store
from tests.browser.conftest import Visitor
from tests.browser.site import Site, log_in

QUESTION = "zalane <b>kawą</b>"
OFFERED = (("fan-failure", "helped"), ("psu-failure", "not_helped"), ("", "none"))


def test_the_owner_sees_what_helped_and_what_has_no_article(visitor: Visitor, site: Site) -> None:
    site.stop()  # SQLite has one process
    with closing(open_store(site.database)) as store, store.begin() as c:
        for number, (topic, result) in enumerate(OFFERED):
            at = SystemClock().now()
            about = f"p{number}"
            hints.record(c, "web:hela", 1, at, topic=topic, about=about, question=QUESTION, vendor=None, result=result)
    site.start()
    page = log_in(visitor(360), "ola", "/panel/wiedza")
    expect(page.get_by_role("heading", name="Baza wiedzy")).to_be_visible()
    expect(page.get_by_text("Rozwiązane bez zgłoszenia: 1")).to_be_visible()
    expect(page.locator(".met b")).to_have_text(
        ["Awaria lub brak jednego z zasilaczy (PSU)", "Awaria wentylatora lub modułu wentylatorów"]
    )
    expect(page.get_by_role("img", name="pomogło 100 %")).to_have_count(1)
    expect(page.locator("li", has_text="1 ×")).to_have_text(f"1 × {QUESTION}")  # as typed, not as a tag
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
