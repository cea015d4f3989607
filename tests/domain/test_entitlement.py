"""Who is entitled to what, and that nobody learns anything about somebody else's devices and contracts."""

from collections.abc import Iterable
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.contracts import Cover, Device, Entitlement, Outcome, Register, entitle
from bot.domain.people import Role, Scope
from bot.domain.serials import key

TODAY = date(2026, 11, 20)
NOW = (date(2026, 1, 1), date(2027, 12, 31))
PAST = (date(2024, 1, 1), date(2026, 11, 19))  # ended yesterday
FUTURE = (date(2026, 11, 21), date(2028, 1, 1))  # starts tomorrow

BOR, WIR = Scope(Role.CALLER, "Tartak Bór"), Scope(Role.CALLER, "Drukarnia Wir")
MAZUR = Scope(Role.PARTNER, "Sieci Mazur")
ENGINEER = Scope(Role.ENGINEER)

NBD, TAC, XAHB, WORKS = "extreme.pw.nbd_ahr", "extreme.pw.tac_os", "extreme.ahb.8x5xnbd", "extreme.extremeworks"
COCARE, HICARE, HAHB, HSOS = (
    "huawei.cocare.standard",
    "huawei.hicare.basic",
    "huawei.ahb.8x5xnbd",
    "huawei.sos.8x5xnbd",
)


def row(contract: str, service: str, dates: tuple[date, date] = NOW, customer: str = "Tartak Bór") -> Cover:
    """A contract row; Tartak Bór buys from Sieci Mazur, everybody else on their own."""
    return Cover(contract, customer, service, *dates, "Sieci Mazur" if customer == "Tartak Bór" else "")


def device(serial: str, *covers: Cover) -> Device:
    """A device that stands in the sawmill."""
    vendor = covers[0].service.partition(".")[0] if covers else "huawei"
    return Device(serial, vendor, "model", "hala traków", "Leśna 4, Gołdap", covers)


def world(*devices: Device, spare: Iterable[Cover] = ()) -> Register:
    """A register of these devices, their contracts, and contracts that have no device."""
    rows = {cover for d in devices for cover in d.covers} | set(spare)
    contracts = {cover.key: tuple(r for r in sorted(rows, key=str) if r.key == cover.key) for cover in rows}
    return Register({key(d.serial): d for d in devices}, contracts)


def outcome(*covers: Cover, says: str | None = None, scope: Scope | None = BOR) -> Outcome:
    """What the owner of a device with these rows is told when naming the serial and perhaps a contract."""
    return entitle("SN1", says, world(device("SN1", *covers)), scope, TODAY).outcome


@pytest.mark.parametrize(
    ("covers", "says", "expected"),
    [
        ([row("A", NBD)], None, "covered"),
        ([row("A", NBD)], "A", "covered"),
        ([row("A", TAC)], None, "covered"),
        ([row("A", NBD, PAST)], None, "expired"),
        ([row("A", NBD, FUTURE)], None, "not_yet_valid"),
        ([row("A", HICARE)], None, "hicare"),
        ([row("A", WORKS)], None, "extremeworks"),
        ([], None, "warranty_only"),
        # precedence: ours wins over HiCare and ExtremeWorks, which AHB and SOS extend
        ([row("A", HICARE), row("B", HAHB)], None, "covered"),
        ([row("A", HICARE), row("B", HAHB)], "A", "covered"),
        ([row("A", HICARE), row("A", HSOS)], "A", "covered"),
        ([row("A", WORKS), row("B", XAHB)], "A", "covered"),
        # what is not active counts for nothing as long as something is
        ([row("A", NBD, PAST), row("B", NBD)], "A", "covered"),
        ([row("A", NBD, FUTURE), row("B", XAHB)], None, "covered"),
        ([row("A", HAHB, PAST), row("B", HICARE)], "A", "hicare"),
        ([row("A", HAHB, FUTURE), row("B", HICARE)], None, "hicare"),
        ([row("A", XAHB, PAST), row("B", WORKS)], None, "extremeworks"),
        ([row("A", HICARE, PAST), row("B", HAHB)], None, "covered"),
        # nothing active: the stated contract is answered for, else the one to come
        ([row("A", NBD, PAST), row("B", NBD, FUTURE)], None, "not_yet_valid"),
        ([row("A", NBD, PAST), row("B", NBD, FUTURE)], "A", "expired"),
        ([row("A", NBD, PAST), row("B", NBD, FUTURE)], "B", "not_yet_valid"),
        ([row("A", HICARE, PAST)], None, "expired"),
        # the stated contract must be one of the device's
        ([row("A", NBD)], "B", "contract_unknown"),
        ([], "B", "contract_unknown"),
    ],
)
def test_the_owner_of_a_device_is_told(covers: list[Cover], says: str | None, expected: str) -> None:
    assert outcome(*covers, says=says) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2026, 11, 20), (2026, 11, 20), "covered"),  # valid for today alone: both ends belong to it
        ((2026, 11, 19), (2026, 11, 19), "expired"),
        ((2026, 11, 21), (2026, 11, 21), "not_yet_valid"),
    ],
)
def test_both_dates_of_a_contract_belong_to_it(
    first: tuple[int, int, int], last: tuple[int, int, int], expected: str
) -> None:
    assert outcome(row("A", NBD, (date(*first), date(*last)))) == expected


@pytest.mark.parametrize(
    ("serial", "contract", "scope"),
    [(None, None, BOR), ("", "A", BOR), (None, "A", None), ("SN1", None, None), ("SN1", "", None)],
)
def test_what_is_missing_is_asked_for(serial: str | None, contract: str | None, scope: Scope | None) -> None:
    register = world(device("SN1", row("A", NBD)))
    assert entitle(serial, contract, register, scope, TODAY) == Entitlement(Outcome.INCOMPLETE)


def test_numbers_are_compared_without_case_spaces_and_separators() -> None:
    register = world(device("1912N-40017", row("PW-2026-000101", NBD)))
    answer = entitle("1912n 40017", "pw 2026/000101", register, None, TODAY)
    assert (answer.outcome, answer.contract) == ("covered", "PW-2026-000101")


def test_each_service_counts_once_and_the_stated_contract_comes_first() -> None:
    covers = [row("A", NBD), row("B", XAHB), row("C", NBD), row("C", TAC), row("D", XAHB, PAST)]
    answer = entitle("SN1", "C", world(device("SN1", *covers)), BOR, TODAY)
    assert [(c.contract, c.service) for c in answer.covers] == [("C", NBD), ("C", TAC), ("B", XAHB)]
    assert answer.services == (NBD, TAC, XAHB)
    assert (answer.contract, answer.customer) == ("C", "Tartak Bór")


def test_the_case_runs_on_the_contract_that_covers_when_the_stated_one_does_not() -> None:
    answer = entitle("SN1", "A", world(device("SN1", row("A", HICARE), row("B", HAHB))), BOR, TODAY)
    assert (answer.contract, answer.services) == ("B", (HAHB,))


@pytest.mark.parametrize(
    ("services", "support_only"), [([TAC], True), ([TAC, XAHB], False), ([NBD], False), ([HICARE], False)]
)
def test_support_alone_promises_no_hardware(services: list[str], support_only: bool) -> None:
    covers = [row("A", service) for service in services]
    assert entitle("SN1", None, world(device("SN1", *covers)), BOR, TODAY).support_only is support_only


def test_a_contract_out_of_time_is_named_with_its_dates() -> None:
    register = world(device("SN1", row("A", NBD, (date(2020, 1, 1), date(2021, 1, 1))), row("B", NBD, PAST)))
    answer = entitle("SN1", None, register, BOR, TODAY)
    assert (answer.contract, answer.valid_from, answer.valid_to) == ("B", *PAST)  # the one that ended last


def test_of_the_contracts_to_come_the_first_is_named() -> None:
    later = (date(2028, 1, 1), date(2029, 1, 1))
    answer = entitle("SN1", None, world(device("SN1", row("A", NBD, later), row("B", NBD, FUTURE))), BOR, TODAY)
    assert (answer.contract, answer.valid_from) == ("B", FUTURE[0])


@pytest.mark.parametrize("says", ["C", "X"])
def test_a_wrong_contract_is_answered_with_those_of_the_device(says: str) -> None:
    register = world(device("SN1", row("A", NBD), row("B", XAHB)), spare=[row("C", NBD)])
    answer = entitle("SN1", says, register, BOR, TODAY)
    assert answer.outcome == ("device_not_on_contract" if says == "C" else "contract_unknown")
    assert answer.offers == ("A", "B")


def test_a_partner_sees_the_contracts_it_sold_and_no_others() -> None:
    sold, other = row("A", NBD), Cover("B", "Tartak Bór", XAHB, *NOW, "Inny Partner")
    answer = entitle("SN1", None, world(device("SN1", sold, other)), MAZUR, TODAY)
    assert answer.covers == (sold,)
    assert answer.device is not None
    assert answer.device.site == "hala traków"  # its own customer's place


def test_an_engineer_sees_every_device_and_contract() -> None:
    register = world(device("SN1", row("A", NBD)), device("SN2", row("B", HAHB, customer="Drukarnia Wir")))
    answers = [entitle(serial, None, register, ENGINEER, TODAY) for serial in ("SN1", "SN2")]
    assert [answer.customer for answer in answers] == ["Tartak Bór", "Drukarnia Wir"]


def test_covers_of_two_customers_are_never_mixed() -> None:
    register = world(device("SN1", row("A", NBD), row("B", XAHB, customer="Drukarnia Wir")))
    assert entitle("SN1", "B", register, ENGINEER, TODAY).services == (XAHB,)


# --- nothing about anybody else ---------------------------------------------------------------------


@pytest.mark.parametrize("scope", [BOR, MAZUR])
@pytest.mark.parametrize("says", [None, "A", "B", "X"])
def test_a_foreign_device_is_exactly_an_unknown_one(scope: Scope, says: str | None) -> None:
    mine, theirs = row("A", NBD), row("B", HAHB, customer="Drukarnia Wir")
    register = world(device("SN1", mine), device("SN2", theirs))
    assert entitle("SN2", says, register, scope, TODAY) == entitle("NIC", says, register, scope, TODAY)


def test_a_foreign_contract_is_exactly_an_unknown_one() -> None:
    register = world(device("SN1", row("A", NBD)), spare=[row("B", XAHB, customer="Drukarnia Wir")])
    assert entitle("SN1", "B", register, BOR, TODAY) == entitle("SN1", "X", register, BOR, TODAY)


def test_whatever_does_not_match_is_one_answer_for_an_unlinked_caller() -> None:
    register = world(
        device("SN1", row("A", NBD)),
        device("SN2", row("B", HAHB, customer="Drukarnia Wir")),
        device("SN3"),
        spare=[row("C", NBD, PAST)],
    )
    pairs = [("SN1", "B"), ("SN1", "X"), ("NIC", "A"), ("NIC", "X"), ("SN3", "A"), ("SN3", "X"), ("SN1", "C")]
    answers = {entitle(serial, contract, register, None, TODAY) for serial, contract in pairs}
    assert answers == {Entitlement(Outcome.MISMATCH)}


def test_a_matching_active_pair_opens_what_the_same_customer_has_on_the_device() -> None:
    mine = (row("A", HICARE), row("B", HAHB))
    register = world(device("SN1", *mine, row("C", HSOS, customer="Drukarnia Wir")))
    answer = entitle("SN1", "A", register, None, TODAY)
    assert (answer.outcome, answer.services) == ("covered", (HAHB,))
    assert answer.device == Device("SN1", "huawei", "model", covers=mine)


@pytest.mark.parametrize(("dates", "expected"), [(PAST, "expired"), (FUTURE, "not_yet_valid")])
def test_a_pair_out_of_time_tells_its_own_dates_and_nothing_else(dates: tuple[date, date], expected: str) -> None:
    register = world(device("SN1", row("A", NBD, dates), row("B", XAHB)))
    answer = entitle("SN1", "A", register, None, TODAY)
    bare = Device("SN1", "extreme", "model")
    assert answer == Entitlement(Outcome(expected), bare, "A", valid_from=dates[0], valid_to=dates[1])


@pytest.mark.parametrize(("service", "expected"), [(HICARE, "hicare"), (WORKS, "extremeworks")])
def test_a_matching_pair_of_the_maker_is_routed_to_the_maker(service: str, expected: str) -> None:
    assert outcome(row("A", service), says="A", scope=None) == expected


def test_the_place_of_a_device_that_changed_hands_is_not_told() -> None:
    sold_on = world(device("SN1", row("A", NBD, PAST), row("B", NBD, customer="Drukarnia Wir")))
    before, after = entitle("SN1", None, sold_on, BOR, TODAY), entitle("SN1", None, sold_on, WIR, TODAY)
    assert (before.outcome, after.outcome) == ("expired", "covered")
    assert before.device == Device("SN1", "extreme", "model", covers=(row("A", NBD, PAST),))


def test_a_device_under_warranty_alone_belongs_to_nobody_so_its_place_is_not_told() -> None:
    register = world(device("SN1"))
    assert entitle("SN1", None, register, BOR, TODAY).device == Device("SN1", "huawei", "model")
    engineer = entitle("SN1", None, register, ENGINEER, TODAY)
    assert engineer.device == device("SN1")


ORGANISATIONS = ("Alfa", "Beta", "Gamma")
PARTNERS = ("", "Pośrednik", "Sprzedawca")


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Any register in which every word of an organisation carries its name."""
    rows = [
        Cover(f"{org}-{n}", org, draw(st.sampled_from([HICARE, HAHB, HSOS, COCARE])), *dates, draw(partner))
        for org, n in product(ORGANISATIONS, (1, 2))
        for dates, partner in [(draw(st.sampled_from([NOW, PAST, FUTURE])), st.sampled_from(PARTNERS))]
    ]
    devices = []
    for n in range(3):
        covers = tuple(draw(st.lists(st.sampled_from(rows), unique=True, max_size=4)))
        place = " i ".join(sorted({c.customer for c in covers}))
        devices.append(Device(f"SN{n}", "huawei", "model", f"biuro {place}", f"ulica {place}", covers))
    return world(*devices, spare=rows)


def strangers(answer: Entitlement, own: str) -> list[str]:
    """Organisations other than one's own whose name is anywhere in the answer."""
    return [org for org in ORGANISATIONS if org != own and org in str(answer)]


callers = st.sampled_from([None, *(Scope(Role.CALLER, org) for org in ORGANISATIONS), Scope(Role.CALLER, "Obca")])
serials = st.sampled_from(["SN0", "SN1", "SN2", "SN9", None])
numbers = st.sampled_from([*(f"{org}-{n}" for org, n in product(ORGANISATIONS, (1, 2))), "X", None])


@given(registers(), serials, numbers, callers)
def test_no_answer_carries_a_word_of_another_organisation(
    register: Register, serial: str | None, contract: str | None, scope: Scope | None
) -> None:
    answer = entitle(serial, contract, register, scope, TODAY)
    own = scope.organisation if scope else (contract or "").partition("-")[0]  # unlinked: whose contract is named
    assert not strangers(answer, own)


@given(registers(), st.data())
def test_a_pair_opens_no_word_of_another_organisation(register: Register, data: st.DataObject) -> None:
    devices = [d for d in register.devices.values() if d.covers]
    assume(devices)
    one = data.draw(st.sampled_from(devices))
    named = data.draw(st.sampled_from(one.covers))
    answer = entitle(one.serial, named.contract, register, None, TODAY)
    assert answer.outcome is not Outcome.MISMATCH
    assert not strangers(answer, named.customer)


@given(registers(), serials, numbers, st.sampled_from(PARTNERS))
def test_a_partner_is_told_of_its_own_contracts_only(
    register: Register, serial: str | None, contract: str | None, partner: str
) -> None:
    answer = entitle(serial, contract, register, Scope(Role.PARTNER, partner), TODAY)
    sold = {row.contract for rows in register.contracts.values() for row in rows if partner and row.partner == partner}
    told = {c.contract for c in (*answer.covers, *(answer.device.covers if answer.device else ()))}
    assert told | {*answer.offers} | {answer.contract} <= sold | {None}


@given(registers(), st.sampled_from(["SN0", "SN1", "SN2"]), numbers.filter(bool))
def test_an_unlinked_caller_learns_nothing_without_the_pair(register: Register, serial: str, contract: str) -> None:
    answer = entitle(serial, contract, register, None, TODAY)
    on_it = any(c.contract == contract for c in register.devices[key(serial)].covers)
    assert (answer == Entitlement(Outcome.MISMATCH)) is not on_it
