"""What every channel keeps to; the end of a run says how many cases each has passed."""

from datetime import timedelta

import pytest

from bot.channel import ENGINEERS, File, Mention
from bot.markup import units, visible
from tests.adapters.contract.hostile import HIDDEN, HOSTILE
from tests.adapters.contract.house import CALLER, ENGINEER, MANAGER, STRANGER, TUESDAY, House
from tests.adapters.contract.kit import Trouble
from tests.adapters.table import KNOWN, Refused

BAD_LUCK = timedelta(minutes=30)


def plain(text: str) -> str:
    """Without differences of space: where a line breaks is the channel's matter."""
    return " ".join(text.split())


def report(house: House, symptom: str = "nie włącza się po burzy") -> int:
    """A critical fault reported by the caller; the number of the case."""
    for said in ("zgłaszam awarię", "1912N-40017", symptom):
        house.say(said)
    house.press("Nic nie działa")
    house.say("600 100 200")
    house.press("Wyślij")
    (case,) = house.cases()
    return case.number


# --- what comes in ------------------------------------------------------------------------------


def test_words_come_in_as_they_were_typed(house: House) -> None:
    house.say("Dzień dobry, „zażółć” 👋 <b>&amp;")
    (event,) = house.heard
    assert (event.channel, event.user, event.text) == (house.kit.name, CALLER, "Dzień dobry, „zażółć” 👋 <b>&amp;")
    assert (event.at, event.choice, event.staff, event.files) == (TUESDAY, None, False, ())


def test_an_event_delivered_again_is_known(house: House, refused: Refused) -> None:
    if not house.kit.redelivers:
        pytest.skip("nothing is delivered again here")
    for _ in range(3):
        house.say("dzień dobry", event=77)
    assert len(house.heard) == 1
    assert [row.direction for row in house.history()].count("in") == 1
    refused(house.kit.name, "replayed", KNOWN)


def test_a_button_its_label_and_its_number_are_one_answer(house: House) -> None:
    answers = []
    for user, answer in (("601", house.press), ("602", house.say), ("603", house.say)):
        house.say("dzień dobry", user)
        first = house.kit.shown(user)[-1].labels[0]
        answer("1" if user == "603" else first, user)
        answers.append([(plain(shown.text), list(shown.labels)) for shown in house.kit.shown(user)[1:]])
    assert answers[0]
    assert answers == [answers[0]] * 3


def test_a_press_delivered_again_is_known(house: House) -> None:
    if not house.kit.redelivers:
        pytest.skip("nothing is delivered again here")
    house.say("dzień dobry")
    label = house.screen[-1].labels[0]
    house.press(label, event=500)
    seen = len(house.screen)
    house.press(label, event=500)
    assert len(house.screen) == seen


def test_typing_is_shown_while_an_answer_is_prepared(house: House) -> None:
    if not house.kit.types:
        pytest.skip("this channel shows no typing")
    house.say("dzień dobry")
    assert house.kit.typing(CALLER)


def test_a_file_comes_in_whole_with_its_name(house: House) -> None:
    if not house.kit.files:
        pytest.skip("files do not come in here")
    house.attach("wynik display version.txt", b"VRP (R) software\n" * 100)
    assert [(file.name, file.data) for file in house.files()] == [
        ("wynik display version.txt", b"VRP (R) software\n" * 100)
    ]


def test_a_file_is_not_taken_where_the_operator_has_not_allowed_it(house: House) -> None:
    if not house.kit.secret:
        pytest.skip("there is no platform")
    house.kit.link = "https://pomoc.example/pliki/podpis"
    house.attach("wynik.txt", b"VRP (R) software\n")
    assert house.files() == []
    assert any("wynik.txt" in shown.text and house.kit.link in shown.text for shown in house.screen)


def test_a_program_is_refused_with_a_sentence(house: House) -> None:
    if not house.kit.files:
        pytest.skip("files do not come in here")
    house.attach("prezent.exe", b"MZ")
    assert any("prezent.exe" in shown.text for shown in house.screen)


# --- what goes out ------------------------------------------------------------------------------


def test_what_is_said_is_shown_with_its_buttons(house: House) -> None:
    house.tell("Jedno pytanie.", choices=[{"label": "Tak"}, {"label": "Nie"}])
    shown = house.screen[-1]
    assert (plain(shown.text), list(shown.labels)) == ("Jedno pytanie.", ["Tak", "Nie"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_and_do_nothing(house: House, text: str) -> None:
    house.tell(f"Zapisano: {text}", choices=[{"label": f"x {text}"[:40]}])
    shown = house.screen[-1]
    assert plain(shown.text) == plain(visible(f"Zapisano: {text}"))
    assert not set(HIDDEN) & set(shown.text + "".join(shown.labels))


def test_commands_are_shown_as_they_are_to_be_typed(house: House) -> None:
    house.tell("Proszę wpisać:\n\n    display <interface> *brief* | include `up` & _down_\n\nI przysłać wynik.")
    assert "display <interface> *brief* | include `up` & _down_" in house.screen[-1].text


@pytest.mark.parametrize("unit", ["ż", "👋", "słowo ", "linia\n", "    display <x>\n", "&<>"])
def test_a_long_text_is_split_and_nothing_of_it_is_lost(house: House, unit: str) -> None:
    text = unit * (12_000 // units(unit))
    before = len(house.screen)
    house.tell(text, choices=[{"label": "Dalej"}])
    shown = house.screen[before:]
    assert "".join(plain(part.text) for part in shown).replace(" ", "") == plain(text).replace(" ", "")
    assert [list(part.labels) for part in shown] == [[]] * (len(shown) - 1) + [["Dalej"]]
    if house.kit.at_most:
        assert len(shown) > 1
        assert all(units(part.text) <= house.kit.at_most for part in shown)


def test_a_card_is_edited_in_place(house: House) -> None:
    if not house.kit.edits:
        pytest.skip("nothing is edited here")
    first = house.tell("Karta", key="engineers.card", choices=[{"label": "Przyjmuję"}])
    seen = len(house.screen)
    house.tell("Karta, przyjęta", key="engineers.card", edits=first)
    assert len(house.screen) == seen
    assert (plain(house.screen[-1].text), list(house.screen[-1].labels)) == ("Karta, przyjęta", [])


def test_a_card_that_is_edited_brings_its_files(house: House) -> None:
    if not house.kit.secret:
        pytest.skip("files are read from the page")
    first = house.tell("Karta", key="engineers.card")
    house.tell("Karta z plikiem", key="engineers.card", edits=first, files=[File("log.txt", b"ok")])
    assert [name for shown in house.screen for name in shown.files] == ["log.txt"]
    assert plain(house.screen[0].text) == "Karta z plikiem"


def test_an_edit_that_changes_nothing_is_no_trouble(house: House) -> None:
    first = house.tell("Karta")
    house.tell("Karta", edits=first)
    assert house.history()[-1].sent_at is not None


# --- engineers ----------------------------------------------------------------------------------


def test_a_case_has_one_card_and_a_thread_of_its_own(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house)
    card = next(shown for shown in house.group if str(number) in shown.text)
    house.press_card("Przyjmuję")
    house.order("jaka wersja?", thread=card.thread)
    assert house.cases()[0].owner == "ola"
    assert sum("Przyjmuję" in shown.labels for shown in house.group) == 0
    assert card.thread
    assert {shown.thread for shown in house.group if str(number) in shown.text} == {card.thread}
    assert any("jaka wersja?" in shown.text for shown in house.screen)


def test_a_case_taken_on_the_board_is_taken_in_the_group_and_an_old_button_changes_nothing(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house)
    old = house.kit.button("Przyjmuję", house.kit.group)
    cards = len(house.group)
    house.order_on_board("weź", number, "adam")
    (card,) = [shown for shown in house.group[:cards] if str(number) in shown.text]
    assert (card.edits, "Przyjmuję" in card.labels) == (1, False)
    assert "Prowadzi: Adam Zmiana" in card.text
    before = house.cases()
    house.push_card(old)
    assert house.cases() == before
    assert plain(house.group[-1].text) == f"{number}: sprawę prowadzi Adam Zmiana; niczego nie zmieniono."
    assert house.group[-1].thread == card.thread


def test_a_case_taken_in_the_group_is_taken_on_the_board(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house)
    house.press_card("Przyjmuję")
    before = house.cases()
    house.order_on_board("weź", number, "adam")
    assert house.cases() == before
    assert [before[0].owner, *(text for text in house.board(number) if "niczego nie zmieniono" in text)] == [
        "ola",
        f"{number}: sprawę prowadzi Aleksandra Dyżur; niczego nie zmieniono.",
    ]
    house.order_on_board("zwolnij", number, "szef")
    assert house.cases()[0].owner is None
    assert sum("Przyjmuję" in shown.labels for shown in house.group) == 1


def test_a_strangers_words_among_engineers_change_nothing(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house)
    house.order(f"weź {number}", STRANGER)
    house.press_card("Przyjmuję", STRANGER)
    assert house.cases()[0].owner is None
    assert "Tego konta nie ma" in house.group[-1].text


def test_files_reach_the_thread_once_they_are_read(house: House) -> None:
    if not (house.kit.group and house.kit.files):
        pytest.skip("engineers do not work here, or no files come in")
    report(house)
    house.press_card("Przyjmuję")
    (thread,) = {shown.thread for shown in house.group if shown.thread}
    house.attach("wynik.log", b"snmp-agent community read tajne-haslo\nport 7 link down\n" * 9)
    house.wait(timedelta(minutes=1))
    assert [shown.thread for shown in house.group if "wynik.log" in shown.files] == [thread]
    assert b"port 7 link down" in house.kit.uploads["wynik.log"]
    assert b"tajne-haslo" not in house.kit.uploads["wynik.log"]


def test_a_file_in_the_thread_reaches_the_caller(house: House) -> None:
    if not (house.kit.group and house.kit.group_files):
        pytest.skip("engineers do not work here, or send no files here")
    report(house)
    house.press_card("Przyjmuję")
    (thread,) = {shown.thread for shown in house.group if shown.thread}
    house.attach_in(thread, "instrukcja.txt", b"1. Prosimy o restart.")
    assert [name for shown in house.screen for name in shown.files] == ["instrukcja.txt"]
    assert b"1. Prosimy o restart." in house.kit.uploads["instrukcja.txt"]


def test_whoever_is_on_duty_is_called_by_their_account_here(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    report(house)
    assert not any(shown.mentions for shown in house.group)
    house.wait(timedelta(minutes=50))
    warned = next(shown for shown in reversed(house.group) if shown.mentions)
    assert list(warned.mentions) == [ENGINEER]
    assert warned.text.startswith("Do: ")
    assert "Adam Zmiana" in warned.text  # on duty too, and without an account here


def test_what_a_caller_writes_calls_the_owner_and_nobody_else(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house, "nie włącza się po burzy <!channel> <@701>")
    house.order(f"przejmij rozmowę {number}")
    assert not any(shown.mentions for shown in house.group)
    before = len(house.group)
    for text in HOSTILE:
        house.say(text)
    assert [list(shown.mentions) for shown in house.group[before:]] == [[ENGINEER]] * len(HOSTILE)


def test_a_name_is_only_a_name(house: House) -> None:
    if house.kit.name == "web":
        pytest.skip("the page reads the transcript itself")
    for name in HOSTILE:
        house.send(mentions=(Mention(name), Mention("Ola", ENGINEER)))
        shown = house.screen[-1]
        assert list(shown.mentions) == ([ENGINEER] if house.kit.group else [])
        assert plain(shown.text).startswith(plain(visible(f"Do: {name}, ")))


# --- trouble ------------------------------------------------------------------------------------


def test_it_waits_as_long_as_the_platform_asks(house: House) -> None:
    if not house.kit.secret:
        pytest.skip("there is no platform")
    house.kit.waiting.append(Trouble.BUSY)
    house.tell("cierpliwie")
    house.wait(timedelta(seconds=6))
    assert house.screen == []
    house.wait(timedelta(seconds=2))
    assert [plain(shown.text) for shown in house.screen] == ["cierpliwie"]


def test_a_blocked_reader_is_given_up_aloud(house: House) -> None:
    if not house.kit.secret:
        pytest.skip("there is no platform")
    house.kit.waiting.append(Trouble.BLOCKED)
    house.tell("do nikogo")
    house.wait(BAD_LUCK)
    assert house.screen == []
    assert house.history()[-1].failed_at == TUESDAY
    assert house.history(ENGINEERS)[-1].key == "engineers.undelivered"


def test_a_failing_platform_is_tried_again(house: House) -> None:
    if not house.kit.secret:
        pytest.skip("there is no platform")
    house.kit.waiting.extend([Trouble.DOWN] * 3)
    house.tell("uparcie")
    house.wait(BAD_LUCK)
    assert [plain(shown.text) for shown in house.screen] == ["uparcie"]


def test_a_failure_half_way_repeats_no_part(house: House) -> None:
    if not house.kit.at_most:
        pytest.skip("a message has one part")
    text = "linia\n" * 2000
    house.tell(text[: house.kit.at_most // 2])
    whole = len(house.screen)
    house.kit.waiting.extend([Trouble.DOWN])
    house.tell(text)
    house.wait(BAD_LUCK)
    shown = house.screen[whole:]
    assert "".join(plain(part.text) for part in shown).replace(" ", "") == plain(text).replace(" ", "")


def test_the_secret_is_in_no_log_and_no_row(house: House, caplog: pytest.LogCaptureFixture) -> None:
    if not house.kit.secret:
        pytest.skip("there is no platform")
    caplog.set_level(0)
    house.kit.waiting.extend([Trouble.DOWN, Trouble.BUSY, Trouble.BLOCKED])
    house.tell("cokolwiek")
    house.say("dzień dobry")
    house.wait(BAD_LUCK)
    assert house.kit.secret not in caplog.text
    assert not any(house.kit.secret in str(row) for row in (*house.history(), *house.history(ENGINEERS)))


# --- a reader, or the engineers' channel itself, is gone ----------------------------------------


def test_of_a_caller_who_is_gone_the_thread_hears_once_and_what_remains(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house)
    house.press_card("Przyjmuję")
    for _ in range(2):
        house.kit.waiting.append(Trouble.BLOCKED)
        house.tell("do nikogo", case_number=number)
    (told,) = [shown for shown in house.group if "nie docierają" in shown.text]
    assert plain(told.text).endswith("Pozostaje: telefon 600 100 200, mail hela@mlyn.example.")
    assert list(told.mentions) == [ENGINEER]


def test_when_the_group_is_closed_people_hear_privately_and_work_on_until_it_opens(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house)
    with house.store.begin() as c:
        house.app.desk.watchdog.start(c)
    house.kit.closed.add(house.kit.group)
    seen = len(house.group)
    house.order_on_board("weź", number, "ola")
    house.order_on_board("nowe: 1912N-40017, wentylator stoi, 600 100 200", number, "ola")
    house.wait(timedelta(minutes=11))
    assert (house.cases()[0].owner, len(house.group)) == ("ola", seen)
    assert all(row.sent_at or row.failed_at for row in house.history(ENGINEERS) if row.direction == "out")
    heard = [plain(shown.text) for shown in house.kit.shown(ENGINEER)]
    assert f"{number}: sprawę prowadzi Aleksandra Dyżur." in heard
    assert any(text.startswith(f"{number + 1} · ") for text in heard)
    assert sum("nie przyjmuje" in shown.text for shown in house.kit.shown(MANAGER)) == 1
    assert "nie przyjmuje" in house.banner()

    house.kit.closed.clear()
    house.order_on_board("kontakt", number, "ola")
    assert house.banner() == ""
    house.wait(timedelta(minutes=6))
    assert any(f"{number + 1} · " in shown.text and shown.labels for shown in house.group)
    assert any("znów przyjmuje" in shown.text for shown in house.group)


def test_with_the_group_and_the_engineer_gone_nobody_is_called_for_ever(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house)
    house.kit.closed |= {house.kit.group, ENGINEER, f"D{ENGINEER}", f"a:{ENGINEER}"}
    house.order_on_board("weź", number, "ola")
    house.wait(timedelta(minutes=10))
    given_up = [row for row in house.history(ENGINEERS) if row.failed_at]
    assert [row.key.partition(".")[2] for row in given_up] == ["card", "taken", "undelivered", "undelivered"]
    assert house.cases()[0].owner == "ola"


def test_a_thread_that_somebody_deleted_gets_a_successor(house: House) -> None:
    if not house.kit.group:
        pytest.skip("engineers do not work here")
    number = report(house)
    (old,) = {str(shown.thread) for shown in house.group if shown.thread}
    house.kit.delete_thread(old)
    house.order_on_board("weź", number, "ola")
    (new,) = {str(shown.thread) for shown in house.group if str(number) in shown.text}
    assert new != old
    house.order("kontakt", thread=new)
    assert house.cases()[0].state == "contacted"
