"""The caller's page in a real browser: buttons, files, keyboard, phone, restart, and nothing that runs by itself."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.site import FAULT, Site, say

OURS, THEIRS, CURRENT = ".message.ours", ".message.theirs", ".message.current .choice"
HOSTILE = "<img src=x onerror=\"document.title='przejęte'\"><script>document.title='przejęte'</script>"


def asked(page: Page) -> int:
    """Report the fault and wait for the first question with buttons; returns how many messages of ours there are."""
    say(page, FAULT)
    page.locator(CURRENT).first.wait_for()
    return page.locator(OURS).count()


def width_over(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    over: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return over


def test_words_are_shown_at_once_and_answered(visitor: Visitor) -> None:
    page = visitor().open("/")
    say(page, FAULT)
    expect(page.locator(THEIRS)).to_contain_text(FAULT)
    expect(page.locator(".typing")).to_be_visible()  # words wait a second for more words
    expect(page.locator(OURS).first).to_be_visible()
    expect(page.locator(".typing")).to_be_hidden()
    expect(page.locator(THEIRS)).to_have_count(1)


def test_a_pressed_button_is_an_answer_and_older_buttons_only_look_old(visitor: Visitor) -> None:
    page = visitor().open("/")
    before = asked(page)
    first = page.locator(OURS).filter(has=page.locator(".choice")).first
    label = first.locator(".choice").first.inner_text()
    first.locator(".choice").first.click()
    expect(page.locator(THEIRS).last).to_contain_text(label)
    expect(page.locator(OURS)).to_have_count(before + 1)
    expect(page.locator(CURRENT).filter(has_text=label)).to_have_count(0)
    first.locator(".choice").last.click()
    expect(page.locator(THEIRS)).to_have_count(3)  # the fault, the answer, and the old button, answered calmly
    expect(page.locator(OURS)).to_have_count(before + 2)


def test_the_keyboard_alone_is_enough(visitor: Visitor) -> None:
    page = visitor().open("/")
    box = page.locator(".composer textarea")
    expect(box).to_be_focused()
    page.keyboard.type("pierwszy wiersz")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("drugi wiersz")
    expect(box).to_have_value("pierwszy wiersz\ndrugi wiersz")
    page.keyboard.press("Control+a")
    page.keyboard.type(FAULT)
    page.keyboard.press("Enter")
    expect(box).to_have_value("")
    page.locator(CURRENT).last.wait_for()
    for _ in range(2):  # past the paper clip to the last button of the question
        page.keyboard.press("Shift+Tab")
    expect(page.locator(CURRENT).last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(THEIRS)).to_have_count(2)
    expect(box).to_be_focused()


def test_a_screen_reader_is_told_what_is_what(visitor: Visitor) -> None:
    page = visitor().open("/")
    asked(page)
    assert page.locator("html").get_attribute("lang") == "pl"
    expect(page.get_by_role("heading", level=1)).to_have_text("Dyspozytor")
    expect(page.get_by_text("automatyczny asystent", exact=True)).to_be_visible()
    expect(page.get_by_role("log", name="Rozmowa")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("group", name="Odpowiedzi do wyboru").get_by_role("button").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Wiadomość")).to_be_visible()
    for name in ("Wyślij", "Dołącz pliki"):
        expect(page.get_by_role("button", name=name)).to_be_visible()


def test_it_fits_a_phone(visitor: Visitor) -> None:
    page = visitor(360, has_touch=True, is_mobile=True).open("/")
    asked(page)
    say(page, "bardzo" + "długie" * 60)
    expect(page.locator(THEIRS)).to_have_count(2)
    assert width_over(page) <= 0
    for control in page.locator(".composer button, .message.current .choice").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44  # a finger's width


def test_the_newest_message_is_in_view(visitor: Visitor) -> None:
    page = visitor(360).open("/")
    asked(page)
    expect(page.locator(OURS).last).to_be_in_viewport()


@pytest.mark.parametrize("text", [HOSTILE, "javascript:alert(1)", "</textarea></script>", "{{ 7*7 }} ${7*7} `x`"])
def test_hostile_words_are_shown_as_they_are(visitor: Visitor, text: str) -> None:
    visit = visitor()
    page = visit.open("/")
    say(page, text)
    expect(page.locator(THEIRS)).to_contain_text(text)
    page.locator(OURS).first.wait_for()
    page.reload()
    expect(page.locator(THEIRS)).to_contain_text(text)
    assert page.title() != "przejęte"
    assert page.locator(".message script, .message img").count() == 0


def test_scripts_brought_into_the_page_do_not_run(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open("/")
    page.locator("textarea").wait_for()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')")
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: 'document.title=1'}))")
    expect(page).not_to_have_title("1")
    assert len(visit.troubles) == 2  # both were stopped by the policy
    visit.troubles.clear()


def test_files_are_attached_in_three_ways_taken_off_and_sent(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor().open("/")
    log = tmp_path / "display-version.txt"
    log.write_text("Huawei Versatile Routing Platform")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Dołącz pliki").click()
    chooser.value.set_files(log)
    for kind, name in (("drop", "upuszczony.txt"), ("paste", "wklejony.txt")):
        page.evaluate(
            """([kind, name]) => {
                const data = new DataTransfer();
                data.items.add(new File(["treść"], name));
                const event = kind === "drop" ? new DragEvent(kind, {dataTransfer: data, bubbles: true})
                                              : new ClipboardEvent(kind, {clipboardData: data, bubbles: true});
                document.querySelector(".composer").dispatchEvent(event);
            }""",
            [kind, name],
        )
    expect(page.locator(".chips .name")).to_have_text(["display-version.txt", "upuszczony.txt", "wklejony.txt"])
    page.get_by_role("button", name="Usuń plik upuszczony.txt").click()
    page.get_by_role("button", name="Wyślij").click()
    expect(page.locator(".chips")).to_have_count(0)
    expect(page.locator(".log .message.theirs a")).to_have_text(["display-version.txt", "wklejony.txt"])


def test_a_file_comes_back_as_it_was_and_only_to_its_owner(visitor: Visitor, site: Site) -> None:
    page = visitor().open("/")
    page.locator("input[type=file]").set_input_files(
        {"name": "zażółć <1>.txt", "mimeType": "text/html", "buffer": b"<script>1</script>"}
    )
    page.get_by_role("button", name="Wyślij").click()
    link = page.locator(".log .message.theirs a")
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes() == b"<script>1</script>"
    address = site.url + (link.get_attribute("href") or "")
    headers = page.request.get(address).headers
    assert headers["content-disposition"].startswith("attachment")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-type"] == "application/octet-stream"
    assert httpx.get(address).status_code == 404
    stranger = visitor().open("/")
    assert stranger.request.get(address).status == 404


def test_too_big_a_file_is_refused_before_it_is_sent(visitor: Visitor) -> None:
    page = visitor().open("/")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(25 * 1024 * 1024 + 1)], "core.bin"));
            const event = new DragEvent("drop", {dataTransfer: data, bubbles: true});
            document.querySelector(".composer").dispatchEvent(event);
        }"""
    )
    expect(page.get_by_role("status").filter(has_text="25 MB")).to_be_visible()
    expect(page.locator(".chips")).to_have_count(0)


def test_commands_are_copied_with_one_press(visitor: Visitor) -> None:
    visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visit.open("/")
    asked(page)
    for label in ("Działa, ale źle", "Pomiń"):
        page.locator(CURRENT).filter(has_text=label).click()
        page.locator(CURRENT).filter(has_text=label).wait_for(state="hidden")
    page.get_by_role("button", name="Kopiuj").first.click()
    expect(page.get_by_role("button", name="Skopiowano")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".code code").first.inner_text()


def test_a_reload_and_a_second_tab_show_the_same_conversation(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.open("/")
    asked(page)
    shown = page.locator(".message").all_inner_texts()
    second = visit.open("/")
    expect(second.locator(".message")).to_have_count(len(shown))
    assert second.locator(".message").all_inner_texts() == shown
    say(second, "Działa, ale źle")
    expect(page.locator(THEIRS)).to_have_count(2)
    page.reload()
    expect(page.locator(THEIRS)).to_have_count(2)


def test_two_visitors_do_not_see_each_other(visitor: Visitor) -> None:
    asked(visitor().open("/"))
    stranger = visitor().open("/")
    expect(stranger.locator(".welcome")).to_be_visible()
    expect(stranger.locator(".message")).to_have_count(0)


def test_a_personal_link_signs_in_and_leaves_the_address_bar(visitor: Visitor, site: Site) -> None:
    visit = visitor()
    page = visit.open(site.link)
    expect(page).to_have_url(f"{site.url}/")
    expect(page.locator(".bar")).to_contain_text("Helena Zaranek")
    cookies = [c for c in visit.context.cookies() if c.get("name") == "dyspozytor"]
    assert [(c.get("httpOnly"), c.get("sameSite")) for c in cookies] == [(True, "Lax")]
    say(page, "moje urządzenia nie działają")
    page.locator(OURS).first.wait_for()
    page.get_by_role("button", name="Wyjdź").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".bar")).not_to_contain_text("Helena")
    again = visit.open(site.link)
    expect(again.locator(THEIRS)).to_contain_text("moje urządzenia nie działają")


def test_a_wrong_link_says_so_and_the_conversation_goes_on_without_it(visitor: Visitor) -> None:
    page = visitor().open("/c/zmyslony")
    expect(page.get_by_role("status").filter(has_text="wygasł")).to_be_visible()
    asked(page)


def test_without_a_cookie_nothing_comes_in(site: Site) -> None:
    assert httpx.post(f"{site.url}/rozmowa", data={"text": "raz"}).status_code == 403


def test_another_sites_page_cannot_speak_for_a_visitor(visitor: Visitor, site: Site) -> None:
    visit = visitor()
    visit.open("/")
    cookies = {c.get("name", ""): c.get("value", "") for c in visit.context.cookies()}
    for headers in ({"Origin": "https://zly.example"}, {"Origin": "null"}, {}):
        answer = httpx.post(f"{site.url}/rozmowa", data={"text": "obce słowa"}, cookies=cookies, headers=headers)
        assert answer.status_code == 403
    own = httpx.post(f"{site.url}/rozmowa", data={"text": "raz"}, cookies=cookies, headers={"Origin": site.url})
    assert own.json() == {"notices": []}
