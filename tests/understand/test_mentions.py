"""One message, several numbers: each is taken for what it is."""

import pytest

from bot.understand import understand

SERIAL, OTHER = "1845N-41234", "1845N-41243"
HUAWEI = "210235317410K8001325"


@pytest.mark.parametrize(
    ("text", "contracts"),
    [
        ("PW-2024-001234", ("PW-2024-001234",)),
        ("pw/2023/000871", ("PW-2023-000871",)),
        ("pw 2023 000871", ("PW-2023-000871",)),
        ("PW2024001234", ("PW-2024-001234",)),
        ("PW-2O24-OO1234", ("PW-2024-001234",)),  # O for 0
        ("HZ-AHB-2025-0417", ("HZ/AHB/2025/0417",)),
        ("umowa hz sos 2026 0033", ("HZ/SOS/2026/0033",)),
        ("p w - 2025 - 004417", ("PW-2025-004417",)),  # spelled
        (r"HZ\SOS\2024\0091", ("HZ/SOS/2024/0091",)),
        ("kontrakt 4012 8875", ("40128875",)),
        ("umowa 40128875? nie, 40128876", ("40128876",)),
        ("umowa 4012 8875 1122", ()),  # a piece of a longer number is no contract
        ("umowa od 01 02 2022", ()),
        ("umowa 2024-2026", ()),
        ("contract id 40128875", ("40128875",)),
        ("40128875 to numer naszej umowy", ("40128875",)),
        ("kontrakt Huawei 0048611234a ważny do 31.12.2026", ("0048611234A",)),
        ("umowa nr KZ/77/20251/B", ("KZ/77/20251/B",)),  # an unknown form: the register decides
        ("umowy PW-2024-001234 i HZ/AHB/2025/0417", ("PW-2024-001234", "HZ/AHB/2025/0417")),
        ("umowa z dnia 01.02.2022", ()),
        ("umowa na 36 miesięcy", ()),
        ("case 40128875", ()),
        ("40128875", ()),  # eight digits alone are no contract
        ("faktura FV/2025/03/1187", ()),
    ],
)
def test_contracts(text: str, contracts: tuple[str, ...]) -> None:
    assert understand(text).mentions.contracts == contracts


def test_eight_digits_answer_the_question_about_the_contract() -> None:
    assert understand("40128875", "contract").mentions.contracts == ("40128875",)


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("0048 602 111 444 mój numer", ("602111444",)),
        ("+48 602-111-444", ("602111444",)),
        ("(22) 555 12 34 wew. 12", ("225551234",)),
        ("0-12 25 25 600", ("122525600",)),
        ("kom. 602.111.444", ("602111444",)),
        ("602 111 444 lub 603 111 444", ("602111444", "603111444")),
        ("602 111 444 603 111 444", ("602111444", "603111444")),
        ("tel +49 30 1234567", ("+49301234567",)),
        ("NIP 525-000-12-34", ()),
        ("REGON 123456785", ()),
        ("PESEL 85041512345", ()),
        ("faktura 123456789", ()),
        ("ID w teamviewer 123 456 789", ()),
        ("192.168.100.254", ()),
        ("kod pocztowy 05-800", ()),
        ("2024-05-12 10:20", ()),
    ],
)
def test_phones(text: str, phones: tuple[str, ...]) -> None:
    assert understand(text).mentions.phones == phones


@pytest.mark.parametrize(
    ("text", "emails"),
    [
        ("Anna.Nowak@urzad.gov.pl", ("anna.nowak@urzad.gov.pl",)),
        ("anna.nowak małpa urzad.gov.pl", ("anna.nowak@urzad.gov.pl",)),
        ("anna kropka nowak małpa urzad kropka pl", ("anna.nowak@urzad.pl",)),
        ("serwis (at) zaklad.com.pl", ("serwis@zaklad.com.pl",)),
        ("k_wisniewska+it@poczta.onet.pl.", ("k_wisniewska+it@poczta.onet.pl",)),
        ("jak małpa z brzytwą", ()),
    ],
)
def test_emails(text: str, emails: tuple[str, ...]) -> None:
    assert understand(text).mentions.emails == emails


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        (f"show version: Switch : 800399-00-12 {SERIAL} Rev 12.0 IMG: 15.5.3.4", (SERIAL,)),
        (f"Item 02353174 BarCode {HUAWEI}", (HUAWEI,)),
        (f"mac aabb.ccdd.eeff, serial {SERIAL}", (SERIAL,)),
        (f'{{"sn":"{HUAWEI}"}}', (HUAWEI,)),
        ("esn urządzenia to chyba 2102353174 10K8001325", (HUAWEI,)),  # words between the label and the digits
        ("SN 0123456789AB do kontrolera", ("0123456789AB",)),  # twelve hex digits with a label
        ("MAC 000496AABBCC", ()),  # and without: an address
        ("S/N RFS-77120045", ("RFS-77120045",)),  # an older line: as announced, unverified
        ("License Serial No : LIC20190424S0G55M", ()),
        ("hasło 1845N-4x", ()),
        ("zamówienie 450012398712", ()),
        ("list przewozowy 21744368812494746085", ()),
        ("PL61 1090 1014 0000 0712 1981 2874", ()),
        ("klucz 0548A-C7588-4C363-645C9", ()),
        ("na naklejce jest 4E2326411180", ("4E2326411180",)),  # twelve hex digits that a word announces
        ("14JP512E1ORX stary nortel", ("14JP512E10RX",)),
        ("FA012144N-31493", ("FA012144N-31493",)),  # and no invoice
    ],
)
def test_serials_beside_other_numbers(text: str, serials: tuple[str, ...]) -> None:
    assert understand(text).mentions.serials == serials


def test_repaired_serials_are_told_apart() -> None:
    mentions = understand(f"I845N-4I234 i {OTHER}").mentions
    assert (mentions.serials, mentions.repaired) == ((SERIAL, OTHER), (SERIAL,))


def test_a_serial_that_is_too_short_is_incomplete() -> None:
    assert understand("SN 2102353174 10K80").mentions.incomplete == ("210235317410K80",)


def test_everything_in_one_message() -> None:
    found = understand(
        "Dzień dobry, w naszym oddziale w Radomiu od wczoraj nie działa switch Huawei S5735-L24P4X-A1, "
        f"SN {HUAWEI}, umowa PW-2024-001234. Kontakt: Marek Wójcik 603 404 505, m.wojcik@transbud.pl. Priorytet P2."
    ).mentions
    assert found.serials == (HUAWEI,)
    assert found.contracts == ("PW-2024-001234",)
    assert (found.models, found.vendor) == (("S5735-L24P4X-A1",), "huawei")
    assert (found.phones, found.emails) == (("603404505",), ("m.wojcik@transbud.pl",))
    assert (found.priority, found.symptom) == ("P2", True)
    assert (found.when, found.place) == ("od wczoraj", "w naszym oddziale w Radomiu")


@pytest.mark.parametrize(
    ("text", "models", "vendor"),
    [
        ("s5720", ("S5720",), "huawei"),
        ("vsp 7432cq", ("VSP7432CQ",), "extreme"),
        ("ers 4950", ("ERS4950",), "extreme"),
        ("airengine 6761-21", ("AIRENGINE6761-21",), "huawei"),
        ("ERS4826GTS-PWR+", ("ERS4826GTS-PWR",), "extreme"),
        ("w X440-ce padł zasilacz", ("X440",), "extreme"),  # a Polish ending is no part of the model
        ("port 17 w przełączniku 5320", ("5320",), "extreme"),
        ("pokój 5320", (), None),
        ("mamy exos 32.5", (), "extreme"),
        ("hułajwej padł", (), "huawei"),
        ("ekstremalnie wolno", (), None),
        ("cisco 2960x", (), None),
        ("mamy i huaweia i extreme, ale zepsuty to extreme", (), "extreme"),
        ("podałem huawei a to jednak extreme", (), "extreme"),
        ("huawei i extreme", (), None),
    ],
)
def test_models_and_makers(text: str, models: tuple[str, ...], vendor: str | None) -> None:
    mentions = understand(text).mentions
    assert (mentions.models, mentions.vendor) == (models, vendor)


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("P1", "P1"),
        ("prio 3", "P3"),
        ("Priorytet: P2, brak redundancji", "P2"),
        ("najwyższy priorytet", "P1"),
        ("priorytet jeden", "P1"),
        ("jeden priorytet czy kilka", None),
        ("niski priorytet", "P4"),
        ("to jest krytyczne!!!", "P1"),
        ("to nie jest krytyczne", None),
        ("P2 a nie P3", "P2"),
        ("nie P1 tylko P2", "P2"),
        ("czym się różni P1 od P2?", None),
        ("port P1/3 nie działa", None),
    ],
)
def test_the_stated_priority(text: str, priority: str | None) -> None:
    assert understand(text).mentions.priority == priority


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("od wczoraj nie działa", "od wczoraj"),
        ("Od 8:30 nie ma sieci", "Od 8:30"),
        ("padło w sobotę w nocy", "w sobotę w nocy"),
        ("trzy godziny temu zgasł", "trzy godziny temu"),
        ("Po burzy martwy", "Po burzy"),
        ("jakieś dwie godziny temu", "jakieś dwie godziny temu"),
        ("w piątek po 15 zgasł", "w piątek po 15"),
        ("od jakichś trzech dni", "od jakichś trzech dni"),
        ("pół godziny temu", "pół godziny temu"),
        ("w nocy z soboty na niedzielę padł", "w nocy z soboty na niedzielę"),
        ("od wczroaj rwie", "od wczroaj"),  # as said, with the slip
        ("zacznijmy od początku", None),
        ("switch nie działa", None),
    ],
)
def test_the_time_as_said(text: str, when: str | None) -> None:
    assert understand(text).mentions.when == when


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nie działa WiFi w hali B", "w hali B"),
        ("w oddziale w Radomiu padło", "w oddziale w Radomiu"),
        ("ul. Prosta 12, 00-850 Warszawa", "ul. Prosta 12, 00-850 Warszawa"),
        ("w Kielcach nie ma sieci", "w Kielcach"),
        ("padło", None),
    ],
)
def test_the_place_as_said(text: str, place: str | None) -> None:
    assert understand(text).mentions.place == place
