"""Serial numbers are read as they are typed: with spaces, without the dash, with a letter for a digit."""

import pytest

from bot.domain import serials

HUAWEI = "210235317410K8001325"

READ = [
    # as printed
    (HUAWEI, HUAWEI, False),
    ("2S5001048325B0007712", "2S5001048325B0007712", False),
    ("1845N-41234", "1845N-41234", False),
    ("WM012243W-30032", "WM012243W-30032", False),
    ("TB042244K-H0031", "TB042244K-H0031", False),
    ("04102101280342", "04102101280342", False),  # AP410: product 0410, made 2021-01-28
    ("14JP512E10RX", "14JP512E10RX", False),
    ("LBNNTMJXAD0142", "LBNNTMJXAD0142", False),
    # the dash belongs to the form, so its absence is no slip; nor is the case
    ("1845n41234", "1845N-41234", False),
    ("wm012243w30032", "WM012243W-30032", False),
    (HUAWEI.lower(), HUAWEI, False),
    # glued to its label
    (f"SN{HUAWEI}", HUAWEI, False),
    (f"SN-{HUAWEI}", HUAWEI, False),
    # copied in pieces
    ("2102 3531 7410 k800 1325", HUAWEI, True),
    ("1 8 4 5 N 4 1 2 3 4", "1845N-41234", True),
    ("2136g - 01177", "2136G-01177", True),
    ("fb02 2319k-00571", "FB022319K-00571", True),  # never 2319K-00571, somebody else's
    ("SW01 2319K-00571", "2319K-00571", False),  # the name of a host is no prefix
    ("1845N–41234", "1845N-41234", True),  # an en dash from a word processor
    # a letter where only a digit can stand, or a letter that makers leave out
    ("I845N-4I234", "1845N-41234", True),
    ("l845N-41234", "1845N-41234", True),
    ("1845n-4l234", "1845N-41234", True),
    ("2l0235317410K80O1325", HUAWEI, True),
    ("21O235317410K8001325", HUAWEI, True),
    ("1911j-l2673", "1911J-12673", True),
    ("2102047kxml0l5286640", "2102047KXM10L5286640", True),  # the year letter is an L, the maker's number a ten
    ("S/N RX012545G - 51895", "RX012545G-51895", True),
    ("LBNNTMJXADO142", "LBNNTMJXAD0142", True),
    ("B845N-41234", None, None),  # 88 is no year, and week 45 is not enough
    ("210235317410K800132S", HUAWEI[:-1] + "5", True),
]

NO_SERIAL = [
    "2102353174",  # half of a Huawei number
    "210235317410K80013",  # two characters short
    "14035621300012",  # REGON: 56 is no month
    "20241201103000",  # a time stamp, not an access point made in 2012
    "4500123987",
    "V200R021C00SPC600",
    "S5735-L24P4X-A1",
    "X440-G2-24P-10G4",
    "800399-00-12",
    "600 100 200",
    "1 234 567 890",
    "1899N-41234",  # there is no week 99
    "5898B-1234A-83E65-2749D-D032B",  # a licence key
    "S5735 1234567",  # a model and a number
    "przełącznik nie działa",
]


@pytest.mark.parametrize(("typed", "serial", "repaired"), READ)
def test_a_number_is_read_in_its_canonical_form(typed: str, serial: str | None, repaired: bool | None) -> None:
    read = [(found.serial, found.repaired) for found in serials.read(typed)]
    assert read == ([(serial, repaired)] if serial else [])


@pytest.mark.parametrize("typed", NO_SERIAL)
def test_other_numbers_are_no_serials(typed: str) -> None:
    assert serials.read(typed) == ()


def test_two_numbers_side_by_side_stay_two() -> None:
    found = serials.read("slot1 1633N-40550, slot2 1633N-40551")
    assert [f.serial for f in found] == ["1633N-40550", "1633N-40551"]


def test_digits_beside_a_number_in_pieces_forbid_it() -> None:
    # fourteen of these digits would make an access point of 2020-09-04
    assert serials.read("12 0305 2009 0401 17 34") == ()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [("1845n 41234", "1845N-41234"), ("wm012243w-30032", "WM012243W-30032"), (" ab-12 cd ", "AB-12CD")],
)
def test_canonical_is_upper_case_without_spaces_and_keeps_the_dash(written: str, canonical: str) -> None:
    assert serials.canonical(written) == canonical


def test_the_key_ignores_case_spaces_and_separators() -> None:
    assert serials.key("1845n-41234") == serials.key("1845N 41234") == "1845N41234"


def test_look_alikes_are_one_for_comparison_only() -> None:
    assert serials.folded("I845N-4IZ3S") == serials.folded("1845N-41235"[:-4] + "1235")
    assert serials.canonical("I845N-4IZ3S") == "I845N-4IZ3S"


@pytest.mark.parametrize(
    ("serial", "form", "sure"),
    [
        (HUAWEI, "huawei20", "high"),
        ("1845N-41234", "exos", "high"),
        ("WM012243W-30032", "universal", "medium"),
        ("03052009040117", "access_point", "high"),
        ("14JP512E10RX", "voss", "low"),
    ],
)
def test_the_class_of_a_number_says_how_sure_it_is(serial: str, form: str, sure: str) -> None:
    found = serials.form(serial)
    assert found is not None
    assert (found.name, found.sure) == (form, sure)


def test_a_number_with_a_slip_has_no_class() -> None:
    assert serials.form("I845N-41234") is None
