"""The server goes away and comes back: nothing said is lost, nothing is said twice, nobody has to start again."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.site import FAULT, Site, log_in, say


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_a_conversation_goes_on_after_a_restart(visitor: Visitor, site: Site, how: str) -> None:
    page = visitor().open("/")
    say(page, FAULT)
    page.locator(".message.current .choice").first.wait_for()
    shown = page.locator(".message").all_inner_texts()
    getattr(site, how)()
    say(page, "Działa, ale źle")
    expect(page.get_by_role("status").filter(has_text="Brak połączenia")).to_be_visible()
    page.locator(".composer textarea").fill("jeszcze niewysłane")
    site.start()
    expect(page.locator(".message.theirs").nth(1)).to_contain_text("Działa, ale źle", timeout=30_000)
    expect(page.locator(".message.theirs")).to_have_count(2)
    expect(page.locator(".composer textarea")).to_have_value("jeszcze niewysłane")
    assert page.locator(".message").all_inner_texts()[: len(shown)] == shown


def test_the_board_comes_back_by_itself(visitor: Visitor, site: Site) -> None:
    page = log_in(visitor(), "ola")
    expect(page.locator(".tiles")).to_contain_text("otwarte")
    site.stop()
    site.start()
    page.locator(".nicegui-error-popup[aria-hidden=true]").first.wait_for(state="attached", timeout=30_000)
    expect(page.locator(".tiles")).to_contain_text("otwarte", timeout=30_000)
    expect(page).to_have_url(f"{site.url}/panel")
