"""The engineers' board in a real browser: who acts first wins, everybody sees it, and the caller is told."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from bot.board.countdown import countdown
from tests.board.cases import opened
from tests.browser.conftest import Visitor
from tests.browser.site import DEVICE, FAULT, Site, log_in, say

GATHER_SECONDS = 0.2
BUTTONS = ("Wyślij", "Działa, ale źle", "Pomiń", "Nie mam dostępu")
WORDS = (("telefon", "600 700 801"), ("adres", "Krótka 1, Opole"))
ON_SITE = "Dzień dobry, switch 210235333510K8002440 się nie włącza, umowa HZ/SOS/2026/0418"
COPY = b"sysname MASZYNOWNIA\nlocal-user admin password cipher Tajne123\nreturn\n"
DONE = re.compile(r"Zgłoszenie (\d+) przyjęte")


@pytest.fixture
def caller(visitor: Visitor) -> Page:
    """Somebody who has just reported a fault."""
    return reported(visitor, FAULT)


def reported(visitor: Visitor, fault: str) -> Page:
    """The conversation in which it was."""
    page = visitor(360).open("/")
    say(page, fault)
    last, told = page.locator(".message.ours").last, 0
    while told == 0 or not DONE.search(last.inner_text()):
        page.locator(".message.ours").nth(told).wait_for()
        told = page.locator(".message.ours").count()
        answer(page, last)
    return page


def answer(page: Page, question: Locator) -> None:
    """With a button when it has one we know, else with words."""
    for label in BUTTONS:
        if (button := question.get_by_role("button", name=label, exact=True)).count():
            return button.click()
    text = question.inner_text()
    if "kopię konfiguracji" in text:
        return attach(page, "switch.cfg", COPY)
    for topic, words in WORDS:
        if topic in text:
            return say(page, words)
    return None


def attach(page: Page, name: str, data: bytes) -> None:
    """Send a file from the chat."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": data})
    page.locator(".composer .send").click()


@pytest.fixture
def number(caller: Page) -> str:
    """Of the caller's case."""
    return number_of(caller)


def number_of(caller: Page) -> str:
    """Of the case that was opened in this conversation."""
    found = DONE.search(caller.get_by_role("log").inner_text())
    assert found
    return found[1]


def news(page: Page, words: str | re.Pattern[str]) -> Locator:
    """A notice in the corner."""
    return page.locator(".q-notification").filter(has_text=words)


def press(page: Page, label: str) -> None:
    """One of the case's buttons, the rarer ones behind „Więcej”."""
    buttons = page.get_by_role("group", name="Czynności")
    button = buttons.locator("button").filter(has_text=re.compile(f"^{label}$"))
    button.wait_for(state="attached")
    if not button.is_visible():
        buttons.get_by_text("Więcej").click()
    button.click()


def test_nobody_comes_in_without_a_login(visitor: Visitor, site: Site) -> None:
    for path in (
        "/panel",
        "/panel/sprawa/1001",
        "/panel/kanal",
        "/panel/plik/1",
        "/panel/sprawa/1001/druk",
        "/panel/raport",
        "/panel/wiedza",
        "/panel/raport.csv",
        "/panel/raport/sprawy",
        "/panel/raport/sprawy.csv",
    ):
        answer = httpx.get(site.url + path)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/panel/logowanie")
    page = log_in(visitor(), "ola", "/panel?stan=wszystkie&moje=1")
    expect(page).to_have_url(f"{site.url}/panel?stan=wszystkie&moje=1")


def test_a_wrong_password_and_an_unknown_person_look_the_same_and_tries_are_limited(site: Site) -> None:
    with httpx.Client(base_url=site.url, headers={"Origin": site.url}) as client:
        answers = [
            client.post("/panel/logowanie", data={"kto": who, "haslo": "nie to hasło"}).text.replace(who, "")
            for who in ("adam", "nikt")
        ]
        assert answers[0] == answers[1]
        tries = [client.post("/panel/logowanie", data={"kto": "szef", "haslo": str(n)}) for n in range(6)]
    assert ["Za dużo prób" in answer.text for answer in tries] == [False] * 5 + [True]


@pytest.mark.parametrize("onward", ["https://zly.example", "//zly.example", "/panel/../c/x\\", "javascript:1"])
def test_a_login_leads_nowhere_but_to_the_board(site: Site, onward: str) -> None:
    page = httpx.get(f"{site.url}/panel/logowanie", params={"dalej": onward}).text
    assert 'name="dalej" value="/panel"' in page


def test_of_two_engineers_the_first_one_has_the_case(visitor: Visitor, number: str, caller: Page) -> None:
    ola, adam = (log_in(visitor(), who, f"/panel/sprawa/{number}") for who in ("ola", "adam"))
    expect(adam.get_by_role("group", name="Czynności").locator("> button")).to_have_count(1)
    press(ola, "Przyjmuję")
    expect(ola.locator(".part-head")).to_contain_text("prowadzi Aleksandra Dyżur")
    expect(adam.locator(".part-head")).to_contain_text("prowadzi Aleksandra Dyżur")
    expect(adam.get_by_role("group", name="Czynności").locator("> button")).to_have_count(0)
    expect(caller.locator(".message.ours").last).to_contain_text("Aleksandra Dyżur")


def test_of_two_presses_at_once_one_counts_and_the_other_is_told(visitor: Visitor, number: str) -> None:
    pages = [log_in(visitor(), who, f"/panel/sprawa/{number}") for who in ("ola", "adam")]
    buttons = [page.get_by_role("group", name="Czynności").get_by_text("Przyjmuję") for page in pages]
    for button in buttons:
        button.wait_for()
    for button in buttons:
        button.dispatch_event("click")
    for page in pages:
        expect(news(page, re.compile(f"{number}: sprawę prowadzi .*; niczego nie zmieniono"))).to_be_visible()
        expect(page.locator(".history li").filter(has_text="Sprawa przyjęta")).to_have_count(1)


def test_an_order_typed_too_late_changes_nothing_and_says_the_present_state(visitor: Visitor, number: str) -> None:
    ola = log_in(visitor(), "ola", f"/panel/sprawa/{number}")
    press(ola, "Przyjmuję")
    expect(ola.locator(".part-head")).to_contain_text("prowadzi Aleksandra Dyżur")
    adam = log_in(visitor(), "adam", "/panel/kanal")
    adam.get_by_label("Polecenie").fill(f"odrzuć {number}: pomyłka")
    adam.keyboard.press("Enter")
    expect(adam.locator(".threads .panel").first).to_contain_text("sprawę prowadzi Aleksandra Dyżur")
    expect(ola.locator(".part-head .state")).to_have_text("przyjęte")


def test_from_the_call_to_the_delivery_date(visitor: Visitor, number: str, caller: Page) -> None:
    page = log_in(visitor(), "ola", f"/panel/sprawa/{number}")
    press(page, "Przyjmuję")
    press(page, "Skontaktowano")
    page.get_by_role("dialog").get_by_text("Zapisz").click()
    expect(page.locator(".part-head .count")).to_contain_text("dotrzymano")
    press(page, "Potwierdzam zasadność")
    expect(page.locator(".clocks tbody")).to_have_count(2)
    expect(caller.locator(".message.ours").last).to_contain_text("Dostawa sprzętu")
    page.get_by_text("Skąd ten termin").last.click()
    expect(page.locator(".clocks details[open] li").first).to_be_visible()
    expect(page.locator(".history li").first).to_contain_text("Zasadność potwierdzona")


def test_a_contact_in_the_future_is_refused(visitor: Visitor, number: str) -> None:
    page = log_in(visitor(), "ola", f"/panel/sprawa/{number}")
    press(page, "Przyjmuję")
    press(page, "Skontaktowano")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Kiedy").fill("99:99")
    dialog.get_by_text("Zapisz").click()
    expect(dialog.get_by_text("na przykład 16:55")).to_be_visible()
    dialog.get_by_label("Kiedy").fill("23:59")  # later today, or, said in the small hours, before the report
    dialog.get_by_text("Zapisz").click()
    expect(news(page, "niczego nie zmieniono")).to_be_visible()
    expect(page.locator(".part-head .count[data-due]")).to_be_visible()


def test_a_refusal_needs_a_reason_and_the_caller_is_told_it(visitor: Visitor, number: str, caller: Page) -> None:
    page = log_in(visitor(), "ola", f"/panel/sprawa/{number}")
    press(page, "Przyjmuję")
    press(page, "Odrzucam")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Zapisz").click()
    expect(dialog.get_by_text("Proszę podać powód.")).to_be_visible()
    dialog.get_by_label("Powód").fill("zasilacz jest wyłączony\nz listwy")
    dialog.get_by_text("Zapisz").click()
    expect(page.locator(".part-head .state")).to_have_text("odrzucone")
    expect(caller.locator(".message.ours").last).to_contain_text("zasilacz jest wyłączony z listwy")
    left = ["Potwierdzam zasadność", "Dopytaj", "Zamknij"]
    expect(page.get_by_role("group", name="Czynności").locator("> button")).to_have_text(left)


def test_words_to_the_caller_arrive_and_count_as_the_contact(visitor: Visitor, number: str, caller: Page) -> None:
    page = log_in(visitor(), "ola", f"/panel/sprawa/{number}")
    press(page, "Przyjmuję")
    expect(page.locator(".part-head")).to_contain_text("prowadzi")
    page.get_by_label("Wiadomość").fill("Potwierdzam, dzwonię za chwilę.\nProszę o dostęp do szafy.")
    page.get_by_text("Wyślij do zgłaszającego").click()
    expect(caller.locator(".message.ours").last).to_contain_text("Proszę o dostęp do szafy.")
    expect(page.locator(".part-head .count")).to_contain_text("dotrzymano")
    expect(page.locator(".part-head .state")).to_have_text("po kontakcie")  # said to the caller, it was no order
    expect(page.get_by_label("Wiadomość")).to_have_value("")
    say(caller, "dziękuję")
    expect(page.locator(".talk").first).to_contain_text("dziękuję")


def test_the_keyboard_alone_is_enough(visitor: Visitor, number: str) -> None:
    page = log_in(visitor(), "ola")
    page.locator(".case").filter(has_text=number).get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Czynności").get_by_text("Przyjmuję").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".part-head")).to_be_focused()  # the pressed button is gone, the new state is read out
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skontaktowano")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kiedy")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".part-head .count")).to_contain_text("dotrzymano")


def test_escape_calls_an_order_off(visitor: Visitor, number: str) -> None:
    page = log_in(visitor(), "ola", f"/panel/sprawa/{number}")
    press(page, "Przyjmuję")
    press(page, "Zmień priorytet")
    page.get_by_role("dialog").get_by_label("Priorytet").wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".history li")).to_have_count(2)  # opened, taken


def test_the_list_filters_in_place_and_the_address_remembers(visitor: Visitor, number: str, site: Site) -> None:
    page = log_in(visitor(), "ola")
    mine = page.locator(".case").filter(has_text=number)
    expect(mine).to_contain_text("bez właściciela")
    page.get_by_label("Producent").select_option("huawei")
    expect(mine).to_have_count(0)
    expect(page).to_have_url(f"{site.url}/panel?producent=huawei")
    page.reload()
    expect(page.get_by_label("Producent")).to_have_value("huawei")
    expect(mine).to_have_count(0)
    page.get_by_label("Producent").select_option("")
    expect(mine).to_have_count(1)
    page.get_by_role("link", name=re.compile("bez właściciela")).click()
    expect(page).to_have_url(f"{site.url}/panel?pilne=niczyje")
    mine.get_by_role("link").click()
    expect(page).to_have_url(f"{site.url}/panel/sprawa/{number}")


def test_a_new_case_is_announced_and_appears_by_itself(visitor: Visitor, request: pytest.FixtureRequest) -> None:
    page = log_in(visitor(), "ola")
    page.locator(".tiles").wait_for()
    number = request.getfixturevalue("number")
    expect(page.locator(".case").filter(has_text=number)).to_have_count(1)
    expect(news(page, f"Nowa sprawa: {number}")).to_be_visible()
    expect(page).to_have_title(re.compile(r"^\(\d+\) Sprawy"))


def test_countdowns_tick_with_the_same_words_as_the_server(visitor: Visitor) -> None:
    page = log_in(visitor(), "ola")
    server = datetime.fromisoformat(page.locator("meta[name=server-time]").get_attribute("content") or "")
    assert server.tzinfo == UTC
    halves = [timedelta(minutes=n + 0.5) for n in (-200, -3, -1, 0, 1, 14, 25, 60, 90, 1500, 4000)]
    said = page.evaluate(
        """dues => {
            const counts = dues.map(due => {
                const count = document.createElement("span");
                count.className = "count none";
                count.dataset.due = due;
                return document.body.appendChild(count);
            });
            return new Promise(done => setTimeout(
                () => done(counts.map(c => [c.textContent, c.className.split(" ").at(-1)])), 1100));
        }""",
        [(server + half).isoformat() for half in halves],
    )
    expected = []
    for half in halves:  # a P1 reaction is due after 60 minutes, so the case was reported that much earlier
        left = countdown(opened(server + half - timedelta(hours=1)), server)
        expected.append([left.words, left.level])
    assert said == expected


def test_a_callers_file_is_only_ever_saved(visitor: Visitor, number: str, caller: Page) -> None:
    caller.locator("input[type=file]").set_input_files(
        {"name": "<b>log.txt", "mimeType": "text/html", "buffer": b"<script>1</script>"}
    )
    caller.locator(".composer .send").click()
    page = log_in(visitor(), "ola", f"/panel/sprawa/{number}")
    link = page.get_by_role("link", name="blog.txt").first  # signs that mean something elsewhere are left out
    headers = page.request.get(page.url.split("/panel")[0] + (link.get_attribute("href") or "")).headers
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''blog.txt"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "sandbox"


def test_signing_out_closes_every_door(visitor: Visitor, site: Site) -> None:
    visit = visitor()
    page = log_in(visit, "ola")
    second = visit.open("/panel/kanal")
    cookies = {c.get("name", ""): c.get("value", "") for c in visit.context.cookies()}
    page.get_by_text("Wyloguj").click()
    expect(page).to_have_url(f"{site.url}/panel/logowanie")
    expect(second).to_have_url(f"{site.url}/panel/logowanie")  # an open page finds out by itself
    assert httpx.get(f"{site.url}/panel", cookies=cookies).status_code == 303  # a kept cookie is worth nothing


def taken(visitor: Visitor, number: str) -> Page:
    """Ola's page of the case, which she has just taken."""
    page = log_in(visitor(), "ola", f"/panel/sprawa/{number}")
    press(page, "Przyjmuję")
    expect(page.locator(".part-head")).to_contain_text("prowadzi Aleksandra Dyżur")
    return page


def answered(page: Page, label: str, words: str) -> None:
    """Fill in the dialog of a pressed button."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(label).fill(words)
    dialog.get_by_text("Zapisz").click()


def test_from_the_confirmation_to_the_end_and_back(visitor: Visitor, number: str, caller: Page) -> None:
    page = taken(visitor, number)
    state = page.locator(".part-head .state")
    press(page, "Potwierdzam zasadność")
    expect(state).to_have_text("zasadność potwierdzona")
    press(page, "Zamówione")
    answered(page, "Numer", "RMA 7001234")
    expect(page.locator(".part-collected")).to_contain_text("RMA 7001234")
    press(page, "Wysłane")
    answered(page, "List przewozowy", "00 123 456")
    expect(state).to_have_text("sprzęt wysłany")
    press(page, "Dostarczone")
    answered(page, "Kiedy", "za chwilę")
    expect(page.get_by_role("dialog").get_by_text("na przykład 16:55")).to_be_visible()
    answered(page, "Kiedy", "teraz")
    expect(state).to_have_text("sprzęt dostarczony")
    expect(page.locator(".clocks")).to_contain_text("Zwrot")
    press(page, "Zamknij")
    answered(page, "Jak się skończyło", "Wymieniono zasilacz.")
    expect(state).to_have_text("zamknięte")
    expect(caller.locator(".message.ours").last).to_contain_text("Wymieniono zasilacz.")
    press(page, "Otwórz ponownie")
    page.get_by_role("dialog").get_by_text("Zapisz").click()
    expect(page.locator(".history li").first).to_contain_text("Sprawa otwarta ponownie")


def test_the_conversation_is_taken_over_and_given_back(visitor: Visitor, number: str, caller: Page) -> None:
    page = taken(visitor, number)
    press(page, "Przejmij rozmowę")
    expect(page.locator(".part-head")).to_contain_text("także rozmowę")
    expect(caller.locator(".message.ours").last).to_contain_text("Rozmowę prowadzi teraz inżynier")
    press(page, "Oddaj automatowi")
    expect(page.locator(".history li").first).to_contain_text("Rozmowa oddana automatowi")


def test_a_file_goes_to_the_caller_and_one_comes_back(visitor: Visitor, number: str, caller: Page) -> None:
    page = taken(visitor, number)
    page.get_by_label("Wiadomość").fill("Nowy obraz systemu.")
    page.get_by_label("Pliki").set_input_files({"name": "obraz.zip", "mimeType": "application/zip", "buffer": b"PK"})
    page.get_by_role("button", name="Wyślij do zgłaszającego").click()
    expect(caller.locator(".message.ours").last).to_contain_text("Nowy obraz systemu.")
    expect(caller.get_by_role("link", name="obraz.zip")).to_be_visible()
    expect(page.locator(".part-files a")).to_have_text(["obraz.zip"])
    attach(caller, "log.txt", b"ok")
    expect(page.locator(".part-files a")).to_have_text(["obraz.zip", "log.txt"])
    expect(page.locator(".part-thread").get_by_role("link", name="log.txt")).to_be_visible()


def test_a_configuration_copy_is_opened_by_the_owner_of_its_case_alone(visitor: Visitor, site: Site) -> None:
    caller = reported(visitor, ON_SITE)
    number = number_of(caller)
    page = taken(visitor, number)
    adam = log_in(visitor(), "adam", f"/panel/sprawa/{number}")
    expect(adam.locator(".part-files")).to_contain_text("switch.cfg (zaszyfrowany)")
    expect(adam.locator(".part-files").get_by_role("button", name="Otwórz")).to_have_count(0)
    door = page.locator(".part-files form").get_attribute("action") or ""
    assert adam.request.post(site.url + door, headers={"Origin": site.url}).status == 403
    with page.expect_download() as saved:
        page.locator(".part-files").get_by_role("button", name="Otwórz").click()
    assert saved.value.suggested_filename == "switch.cfg"
    assert Path(saved.value.path()).read_bytes() == COPY
    expect(page.locator(".history li").first).to_contain_text("Zaszyfrowany plik pobrany – Aleksandra Dyżur")
    expect(caller.get_by_role("link", name="switch.cfg")).to_have_count(0)


def test_a_case_from_the_hotline_is_opened_by_a_form(visitor: Visitor) -> None:
    page = log_in(visitor(), "ola")
    page.get_by_text("Nowe z infolinii").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Numer seryjny").fill(DEVICE)
    dialog.get_by_text("Załóż sprawę").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Potrzebny jest objaw")
    dialog.get_by_label("Objaw").fill("brak zasilania w rozdzielni, po burzy")
    dialog.get_by_label("Telefon").fill("600 700 801")
    dialog.get_by_text("Załóż sprawę").click()
    expect(news(page, "założone z infolinii")).to_be_visible()
    expect(page.locator(".case").filter(has_text="brak zasilania w rozdzielni")).to_contain_text(DEVICE)


def test_an_export_hangs_in_the_thread_and_can_be_printed(visitor: Visitor, number: str) -> None:
    page = taken(visitor, number)
    press(page, "Eksport dla producenta")
    names = [f"zgloszenie-{number}.txt", f"zgloszenie-{number}.html"]
    expect(page.locator(".part-thread a")).to_have_text(names)
    page.goto(page.url + "/druk")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Sprawa {number}")
    expect(page.locator("body")).to_contain_text("Aleksandra Dyżur")


def test_a_figure_of_the_report_leads_to_its_cases(visitor: Visitor, number: str) -> None:
    page = log_in(visitor(), "ola", "/panel/raport")
    figure = page.locator("table.figures tbody a").first
    count = figure.inner_text()
    figure.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Sprawy z raportu: {count}")
    page.get_by_role("link", name=number, exact=True).click()
    expect(page.locator(".part-head")).to_contain_text(number)


@pytest.mark.parametrize("path", ["/panel", "/panel/sprawa/{number}", "/panel/kanal", "/panel/raport"])
def test_the_board_fits_a_phone(visitor: Visitor, number: str, path: str) -> None:
    page = log_in(visitor(360, has_touch=True, is_mobile=True), "ola", path.format(number=number))
    expect(page.get_by_text(re.compile(f"{number}|Raport terminów")).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
