"""What engineers type: commands in their spellings, and sentences that only begin like one."""

import pytest

from flows.obsluga_sprawy.commands import Command, parse


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("weź 1001", Command("take", 1001)),
        ("WEZ 1001.", Command("take", 1001)),
        ("biorę sprawę 1001!", Command("take", 1001)),
        ("zwalniam nr 1001", Command("release", 1001)),
        ("kontakt 1001", Command("contact", 1001)),
        ("kontakt 1001 16:55", Command("contact", 1001, "16:55")),
        ("kontakt 16:55", None),  # which case?
        ("priorytet 1001 P1", Command("priority", 1001, "P1")),
        ("umowa 1001: PW-2026-000123", Command("contract", 1001, "PW-2026-000123")),
        ("dopytaj 1001: czy świeci?", Command("request", 1001, "czy świeci?")),
        ("potwierdz 1001", Command("confirm", 1001)),
        ("odrzuć 1001: brak logów z drugiego switcha", Command("reject", 1001, "brak logów z drugiego switcha")),
        ("zamówione 1001: RMA 77", Command("order", 1001, "RMA 77")),
        ("wyslane 1001: list przewozowy 0012", Command("dispatch", 1001, "list przewozowy 0012")),
        ("dostarczone 1001 wczoraj o 15", Command("deliver", 1001, "wczoraj o 15")),
        ("na miejscu 1001 14:30", Command("arrive", 1001, "14:30")),
        ("zwrócone 1001", Command("take_back", 1001)),
        ("zamknij 1001: gotowe", Command("close", 1001, "gotowe")),
        ("otwórz ponownie 1001", Command("reopen", 1001)),
        ("przejmij rozmowę 1001", Command("take_over", 1001)),
        ("oddaj 1001", Command("hand_back", 1001)),
        ("termin 1001", Command("explain", 1001)),
        ("eksport #1001", Command("export", 1001)),
        ("weź", Command("take")),
        ("moje", Command("mine")),
        ("LISTA", Command("list")),
        ("?", Command("help")),
        ("nowe: serial, objaw", Command("new", None, "serial, objaw")),
        ("Nowa sprawa: serial, objaw", Command("new", None, "serial, objaw")),
        ("nowe", Command("new")),
        ("weź 999", None),  # numbers of cases have four digits and more
        ("weź 1001 i 1002", None),
        ("moje zdanie jest takie", None),
        ("dzień dobry", None),
    ],
)
def test_a_command_outside_a_thread(typed: str, command: Command | None) -> None:
    assert parse(typed) == command


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("kontakt", Command("contact", 1001)),
        ("kontakt 16:55", Command("contact", 1001, "16:55")),
        ("weź 1002", Command("take", 1002)),  # the number said wins
        ("dopytaj: czy świeci?", Command("request", 1001, "czy świeci?")),
        ("zamknij: gotowe", Command("close", 1001, "gotowe")),
        ("zamówione RMA 77", Command("order", 1001, "RMA 77")),
        ("wysłane list przewozowy 0012", Command("dispatch", 1001, "list przewozowy 0012")),
        ("Potwierdzam.", Command("confirm", 1001)),
        ("oddaj", Command("hand_back", 1001)),
    ],
)
def test_in_a_thread_the_number_may_be_left_out(typed: str, command: Command) -> None:
    assert parse(typed, 1001) == command


@pytest.mark.parametrize(
    "said",
    [
        "Zamknij port 5 i zobacz, czy dioda zgaśnie.",
        "Zamknijcie proszę drzwi szafy.",
        "Kontaktowałam się z Państwem rano.",
        "Zamówionego zasilacza jeszcze nie ma.",
        "Odrzucam na razie tę hipotezę.",
        "Wysłane przez Państwa logi są puste.",
        "Potwierdzam odbiór logów.",
        "Lista portów jest w załączniku.",
        "Moje zdanie: to zasilacz.",
    ],
)
def test_a_sentence_in_a_thread_is_for_the_caller(said: str) -> None:
    assert parse(said, 1001) is None
