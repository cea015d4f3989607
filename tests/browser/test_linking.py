"""A code from a real mail, typed in a real browser: the page knows the person, its old cookie opens nothing more."""

from collections.abc import Iterator
from email.message import EmailMessage
from queue import Queue
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.accounts.house import CODE
from tests.adapters.mail.post import post_office
from tests.adapters.mail.test_render import FROM
from tests.browser.chromium import chromium
from tests.browser.conftest import Visitor
from tests.browser.site import Site, Visit, running, say

OURS, PATIENCE = ".message.ours", 15


class Letters(list[EmailMessage]):
    """The mailbox, in which the next letter can be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._news = Queue[EmailMessage]()

    def append(self, mail: EmailMessage) -> None:
        super().append(mail)
        self._news.put(mail)

    def next_code(self) -> str:
        found = CODE.search(self._news.get(timeout=PATIENCE).get_content())
        assert found
        return found[0]


@pytest.fixture(scope="module")
def letters() -> Letters:
    return Letters()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, letters: Letters) -> Iterator[Site]:
    with post_office() as post:
        post.mails = letters
        smtp = f"smtp://127.0.0.1:{post.port}?tls=none"
        with running(tmp_path_factory.mktemp("site"), 0.2, SMTP=smtp, MAIL_FROM=FROM) as started:
            yield started


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:  # noqa: ARG001 - the mail server needs a loop before the browser has it
    with chromium() as started:
        yield started


def cookie(visit: Visit) -> dict[str, Any]:
    (found,) = visit.context.cookies()
    return dict(found)


def test_the_page_knows_whoever_typed_the_code_and_forgets_who_unlinks(
    visitor: Visitor, site: Site, letters: Letters
) -> None:
    visit = visitor()
    page = visit.open("/")
    say(page, "to ja, hela@mlyn.example")
    expect(page.locator(OURS).last).to_contain_text("jest w naszych danych")
    anonymous = cookie(visit)
    say(page, letters.next_code())
    expect(page.locator(".bar")).to_contain_text("Helena Zaranek")
    expect(page.locator(OURS).last).to_contain_text("Konto połączone")
    signed_in = cookie(visit)
    assert signed_in["value"] != anonymous["value"]
    assert signed_in["httpOnly"]
    assert signed_in["sameSite"] == "Lax"

    stolen = {anonymous["name"]: anonymous["value"]}
    sent = httpx.post(f"{site.url}/rozmowa", data={"text": "co z 1001"}, cookies=stolen, headers={"Origin": site.url})
    assert sent.status_code == 403
    shown = httpx.get(site.url, cookies=stolen)
    assert "Helena" not in shown.text
    assert "Konto połączone" not in shown.text

    say(page, "odłącz konto")
    page.locator(".message.current .choice").first.click()
    expect(page.get_by_role("status").filter(has_text="odłączone")).to_be_visible()
    expect(page.locator(".bar")).not_to_contain_text("Helena")
    expect(page.locator(OURS)).to_have_count(0)
