"""Every kind of bad row is named: file, line, column and reason in Polish."""

from pathlib import Path

import pytest

from bot.importing.checking import check
from bot.importing.problems import Problem, Problems
from bot.importing.reading import read
from bot.importing.wanted import Wanted
from tests.importing.files import CONTRACTS, DEVICES, PEOPLE, write

PW = "PW-2026-000777;Tartak Bór;extreme.pw.nbd_ahr;2026-01-01;2027-12-31;Sieci Mazur;"
DEVICE = "1912N-49999;extreme;X440-G2-24t-10G4;PW-2026-000101;hala;Leśna 4"
PERSON = "nowa;Nowa Osoba;caller;Tartak Bór;nowa@tartak.example;600000109;web;9"


def problems(folder: Path) -> list[str]:
    """What is wrong with the files of a folder."""
    sheets = read(folder)
    found = sheets if isinstance(sheets, list) else check(sheets)
    return [] if isinstance(found, Wanted) else [str(problem) for problem in found]


def test_the_small_world_is_right(tmp_path: Path) -> None:
    assert problems(write(tmp_path)) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (PW.replace("PW-2026-000777", ""), "kolumna contract: brak wartości"),
        (PW.replace("PW-2026-000777", "--/--"), "kolumna contract: numer musi mieć litery lub cyfry"),
        (PW.replace("PW-2026-000777", "P" * 61), "kolumna contract: za długi wpis: może mieć najwyżej 60 znaków"),
        (PW.replace("PW-2026-000777", "ß" * 31), "kolumna contract: za długi numer: może mieć najwyżej 60 znaków"),
        (PW.replace("PW-2026-000777", "2,10235E+19"), "kolumna contract: Excel zamienił numer na liczbę 2,10235E+19"),
        (PW.replace("Tartak Bór", " "), "kolumna customer: brak wartości"),
        (PW.replace("Tartak Bór", "#N/A"), "kolumna customer: błąd formuły #N/A"),
        (PW.replace("extreme.pw.nbd_ahr", "extreme.pw.gold"), "kolumna service: nieznana usługa „extreme.pw.gold”"),
        (PW.replace("extreme.pw.nbd_ahr", ""), "kolumna service: brak wartości"),
        (PW.replace("2026-01-01", ""), "kolumna valid_from: brak wartości"),
        (PW.replace("2026-01-01", "2026-02-30"), "kolumna valid_from: to nie jest data: „2026-02-30”"),
        (PW.replace("2027-12-31", "31/12/2027"), "kolumna valid_to: to nie jest data: „31/12/2027”"),
        (PW.replace("2027-12-31", "0027-12-31"), "kolumna valid_to: to nie jest data: „0027-12-31”"),
        (
            PW.replace("2027-12-31", "2025-12-31"),
            "kolumna valid_to: koniec 2025-12-31 jest wcześniejszy niż początek 2026-01-01",
        ),
        (
            "pw 2026 000101;Tartak Bór;extreme.pw.nbd_ahr;2026-01-01;2027-12-31;Sieci Mazur;",
            "kolumna contract: powtórzony wiersz: to samo jest w wierszu 2",
        ),
        (
            "PW-2026-000101;Tartak Las;extreme.ahb.8x5xnbd;2026-01-01;2027-12-31;Sieci Mazur;",
            "kolumna customer: inna wartość niż w wierszu 2: „Tartak Las” zamiast „Tartak Bór”",
        ),
        (
            "PW-2026-000101;Tartak Bór;extreme.ahb.8x5xnbd;2026-01-01;2027-12-31;Inny;",
            "kolumna partner: inna wartość niż w wierszu 2: „Inny” zamiast „Sieci Mazur”",
        ),
        ("PW-2026-000777;Tartak Bór;extreme.pw.nbd_ahr;2026-0", "komórek jest 4, a powinno być 7"),
        (f"{PW};nadmiar", "komórek jest 8, a powinno być 7"),
    ],
)
def test_a_bad_contract_is_named(tmp_path: Path, row: str, expected: str) -> None:
    [found] = problems(write(tmp_path, contracts=f"{CONTRACTS}{row}\n"))
    assert found.startswith("contracts.csv, wiersz 4")
    assert expected in found


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (DEVICE.replace("1912N-49999", ""), "kolumna serial: brak wartości"),
        (DEVICE.replace("1912N-49999", "- -"), "kolumna serial: numer musi mieć litery lub cyfry"),
        (DEVICE.replace("1912N-49999", "2.10235E+19"), "kolumna serial: Excel zamienił numer na liczbę 2.10235E+19"),
        (
            DEVICE.replace(";extreme;", ";cisco;"),
            "kolumna vendor: nieznany producent „cisco”; możliwe: extreme",
        ),
        (DEVICE.replace(";extreme;", ";;"), "kolumna vendor: brak wartości"),
        (DEVICE.replace("X440-G2-24t-10G4", ""), "kolumna model: brak wartości"),
        (DEVICE.replace("000101", "000999"), "kolumna contract: umowy „PW-2026-000999” nie ma w pliku z umowami"),
        (
            DEVICE.replace("PW-2026-000101", "HZ/SOS/2026/0033"),
            "kolumna contract: umowa „HZ/SOS/2026/0033” nie ma usługi dla urządzeń producenta extreme",
        ),
        (
            "1912n 40017;extreme;X440-G2-24t-10G4;PW-2026-000101;hala traków;Leśna 4, 19-500 Gołdap",
            "kolumna serial: powtórzony wiersz: to samo jest w wierszu 2",
        ),
        (
            "1912N-40017;extreme;X440-G2-48t;;hala traków;Leśna 4, 19-500 Gołdap",
            "kolumna model: inna wartość niż w wierszu 2: „X440-G2-48t” zamiast „X440-G2-24t-10G4”",
        ),
        (
            "1912N-40017;huawei;X440-G2-24t-10G4;;hala traków;Leśna 4, 19-500 Gołdap",
            "kolumna vendor: inna wartość niż w wierszu 2: „huawei” zamiast „extreme”",
        ),
        (
            "1912N-40017;extreme;X440-G2-24t-10G4;;piła;Leśna 4, 19-500 Gołdap",
            "kolumna site: inna wartość niż w wierszu 2: „piła” zamiast „hala traków”",
        ),
        (
            "1912N-40017;extreme;X440-G2-24t-10G4;;hala traków;Leśna 5",
            "kolumna address: inna wartość niż w wierszu 2: „Leśna 5” zamiast „Leśna 4, 19-500 Gołdap”",
        ),
    ],
)
def test_a_bad_device_is_named(tmp_path: Path, row: str, expected: str) -> None:
    [found] = problems(write(tmp_path, devices=f"{DEVICES}{row}\n"))
    assert found.startswith("devices.csv, wiersz 4")
    assert expected in found


HELA = "hela;Helena Przykładna;caller;Tartak Bór;hela@tartak.example;600000101;web;2"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (PERSON.replace("nowa;", ";", 1), "kolumna person: brak wartości"),
        (PERSON.replace("Nowa Osoba", ""), "kolumna name: brak wartości"),
        (
            PERSON.replace("caller", "klient"),
            "kolumna role: nieznana rola „klient”; możliwe: caller, engineer",
        ),
        (PERSON.replace("Tartak Bór", ""), "kolumna organisation: brak wartości"),
        (PERSON.replace("caller", "engineer"), "kolumna organisation: obsługa nie ma organizacji"),
        (PERSON.replace("@tartak", " tartak"), "kolumna email: to nie jest adres e-mail: „nowa tartak.example”"),
        (PERSON.replace("web;9", "fax;9"), "kolumna channel: nieznany kanał „fax”; możliwe: console, slack, teams"),
        (PERSON.replace("web;9", ";9"), "kolumna channel: brak kanału dla konta „9”"),
        (PERSON.replace("web;9", "telegram;111"), "kolumna channel_user: to konto ma już osoba „hela”"),
        (HELA.replace("web;2", "telegram;111"), "kolumna person: powtórzony wiersz: to samo jest w wierszu 2"),
        (HELA.replace("Helena", "Hanna"), "kolumna name: inna wartość niż w wierszu 2: „Hanna Przykładna”"),
        (HELA.replace("caller", "partner"), "kolumna role: inna wartość niż w wierszu 2: „partner” zamiast „caller”"),
        (HELA.replace("Bór", "Las"), "kolumna organisation: inna wartość niż w wierszu 2: „Tartak Las”"),
        (HELA.replace("hela@", "h@"), "kolumna email: inna wartość niż w wierszu 2: „h@tartak.example”"),
        (HELA.replace("600000101", "600000109"), "kolumna phone: inna wartość niż w wierszu 2: „600000109”"),
    ],
)
def test_a_bad_person_is_named(tmp_path: Path, row: str, expected: str) -> None:
    [found] = problems(write(tmp_path, people=f"{PEOPLE}{row}\n"))
    assert found.startswith("people.csv, wiersz 5")
    assert expected in found


def test_all_bad_rows_are_named_at_once(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        CONTRACTS.replace("2027-12-31", "kiedyś"),
        DEVICES.replace(";huawei;", ";cisco;"),
        PEOPLE.replace("engineer", "boss"),
    )
    assert [found.partition(":")[0] for found in problems(folder)] == [
        "contracts.csv, wiersz 2, kolumna valid_to",
        "devices.csv, wiersz 3, kolumna vendor",
        "people.csv, wiersz 4, kolumna role",
    ]


def test_a_bad_service_does_not_blame_the_devices_on_its_contract(tmp_path: Path) -> None:
    [found] = problems(write(tmp_path, contracts=CONTRACTS.replace("extreme.pw.nbd_ahr", "extreme.gold")))
    assert found.startswith("contracts.csv, wiersz 2, kolumna service")


@pytest.mark.parametrize(
    ("row", "stem"),
    [
        ("40128875;Tartak Bór;extreme.extremeworks;2026-01-01;2027-12-31;;", "contracts"),
        ("PW-2026-000101;Tartak Bór;EXTREME.AHB.8X5XNBD;1.2.2026;46752;Sieci Mazur;druga usługa", "contracts"),
        ("1912N-49999;Extreme;X440;;;", "devices"),  # warranty only, no place
        ("1912N-40017;extreme;X440-G2-24t-10G4;;hala traków;Leśna 4, 19-500 Gołdap", "devices"),
        ("hela;Helena Przykładna;caller;Tartak Bór;hela@tartak.example;600000101;web;", "people"),  # not linked yet
        ("nowa;Nowa Osoba;CALLER;Tartak Bór;;;;", "people"),
        (";;;;;;;", "people"),
    ],
)
def test_a_right_row_is_taken(tmp_path: Path, row: str, stem: str) -> None:
    texts = {"contracts": CONTRACTS, "devices": DEVICES, "people": PEOPLE}
    texts[stem] += f"{row}\n"
    assert problems(write(tmp_path, **texts)) == []


def test_a_long_list_of_problems_is_cut_short() -> None:
    found = tuple(Problem("devices.csv", "brak wartości", line, "model") for line in range(2, 252))
    lines = str(Problems(found)).splitlines()
    assert lines[0] == "Nic nie zostało zmienione. Błędy w plikach: 250."
    assert lines[-1] == "… i dalsze: 50"
    assert len(lines) == 1 + 200 + 1
