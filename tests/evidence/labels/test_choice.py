"""Which of the numbers on a label is the serial number, and how sure that is."""

import pytest

from bot.evidence.labels.choice import Code, choose

HUAWEI = "2102351QPS10J8000077"
OTHER = "2102351QPS10J8000078"


def chosen(*texts: str, known: tuple[str, ...] = ()) -> tuple[list[str], bool]:
    label = choose([Code(text, proven=True) for text in texts], known)
    return [candidate.serial for candidate in label.candidates], label.sure


@pytest.mark.parametrize(
    "text",
    [
        HUAWEI,
        f"SN:{HUAWEI};",
        f"SN:{HUAWEI};MAC:A47DA5123456;ITEM:02351QPS",
        f"[SN]{HUAWEI}[MAC]A47DA5123456",
        f"(S){HUAWEI}(1P)02351QPS",
        f"(01)05901234123457(21){HUAWEI}",
        f"[)>␞06␝S{HUAWEI}␝1P02351QPS␞␄",
        f"S{HUAWEI}",
        f"SN{HUAWEI}",
        f'{{"mac":"A47DA5123456","sn":"{HUAWEI}"}}',
        f"https://example.com/q?sn={HUAWEI}&mac=A47DA5123456",
        f"S5735-L24P4X-A1,02351QPS,{HUAWEI},A47DA5123456",
        f"{HUAWEI};A47DA5123456;5901234123457",
        f"zażółć\nnumer: {HUAWEI.lower()}\n",
        f"ÿþ<NUL>\x00{HUAWEI}\x1d",
        f"Serial Number={HUAWEI}|Model=S5735",
    ],
)
def test_a_code_with_several_fields(text: str) -> None:
    assert chosen(text) == ([HUAWEI], True)


@pytest.mark.parametrize(
    ("text", "serial"),
    [
        ("1845N-41234", "1845N-41234"),
        ("1845N41234", "1845N-41234"),
        ("SN 1845N-41234 PN 800756-00-04 REV 04", "1845N-41234"),
        ("WM012243W-30032", "WM012243W-30032"),
        ("03051903040123", "03051903040123"),
        ("SN:4E2350012345", "4E2350012345"),
        ("SERIAL NUMBER: 4E2350012345", "4E2350012345"),
        ("SN no. 4E2350012345", "4E2350012345"),
        ("serial=4E2350012345&mac=A47DA5123456", "4E2350012345"),
        ("(01)05901234123457(21)4E2350012345", "4E2350012345"),
    ],
)
def test_other_forms(text: str, serial: str) -> None:
    assert chosen(text) == ([serial], True)


@pytest.mark.parametrize(
    "text",
    [
        "A47DA5123456",
        "A4:7D:A5:12:34:56",
        "A47D-A512-3456",
        "MAC:102345678901",
        "SN/MAC: A47DA5123456",
        "102345678901",
        "14AB23C0FFEE",
        "5901234123457",
        "05901234123457",
        "01234567890128",
        "800756-00-04",
        "02351QPS",
        "P/N 02351QPS-001",
        "MODEL:S5735-L48T4S-A1",
        "X460-G2-24P-10GE4",
        "S5720-36C-EI-AC",
        "600700801",
        "+48 600 700 801",
        "2023-05-16 12:30:00",
        "20230516123000",
        "526-10-40-567",
        "https://support.huawei.com/enterprise",
        "WIFI:S:Biuro;T:WPA;P:haslo2024;;",
        "A47DA5123456,A47DA5123457",
        "",
        "\x00\x01\x02",
        "zażółć gęślą jaźń",
        "9" * 4000,
    ],
)
def test_never_a_serial_number(text: str) -> None:
    assert chosen(text) == ([], False)


def test_twelve_hexadecimal_digits_need_a_word_or_the_typed_number() -> None:
    assert chosen("4E2350012345") == ([], False)
    assert chosen("4E2350012345", known=("4e23 5001 2345",)) == (["4E2350012345"], True)
    assert chosen("4E2350012345", known=("4E2350012346",)) == ([], False)
    assert chosen("S/N 4E2350012345") == (["4E2350012345"], True)


def test_a_form_that_proves_little_is_asked_about() -> None:
    assert chosen("14JP512E0001") == (["14JP512E0001"], False)
    assert chosen("14JP512E0001", known=("14JP512E0001",)) == (["14JP512E0001"], True)
    assert chosen("SN:RFS40109912345") == (["RFS40109912345"], False)


def test_a_number_whose_last_digit_fits_an_article_is_asked_about() -> None:
    assert chosen("11302210082668") == (["11302210082668"], False)
    assert chosen("SN:11302210082668") == (["11302210082668"], True)
    assert chosen("11302210082668", known=("11302210082668",)) == (["11302210082668"], True)


def test_two_devices_are_both_offered_and_neither_is_sure() -> None:
    assert chosen(HUAWEI, OTHER) == ([HUAWEI, OTHER], False)
    assert chosen(f"SN:{HUAWEI};SN:{OTHER}") == ([HUAWEI, OTHER], False)
    assert chosen(HUAWEI, OTHER, known=(OTHER,)) == ([OTHER, HUAWEI], True)
    assert chosen(HUAWEI, OTHER, known=(OTHER, HUAWEI)) == ([HUAWEI, OTHER], False)


def test_a_known_number_is_no_reading() -> None:
    assert chosen("A47DA5123456", known=(HUAWEI,)) == ([], False)


def test_a_code_without_a_check_digit_is_sure_only_when_read_twice() -> None:
    assert not choose([Code("1845N-41234", proven=False)]).sure
    assert choose([Code("1845N-41234", proven=True)]).sure


def test_a_list_of_parcels_is_cut_short() -> None:
    listed = ";".join(f"2102351QPS10J8{number:06}" for number in range(300))
    label = choose([Code(listed, proven=True)])
    assert len(label.candidates) == 8
    assert not label.sure
    assert all(0 < candidate.score <= 1 for candidate in label.candidates)
