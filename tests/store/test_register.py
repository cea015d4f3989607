"""What a turn reads of the register: by key in any spelling, within one's scope, and nothing that has ended."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from bot.domain.contracts import Register
from bot.domain.people import Role, Scope
from bot.importing import Plan, apply, plan
from bot.store import tables
from bot.store.engine import Store
from bot.store.register import count_own_devices, load, own_contracts, own_devices, person, person_of
from tests.importing.files import write

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BOR, MAZUR = Scope(Role.CALLER, "Tartak Bór"), Scope(Role.PARTNER, "Sieci Mazur")
ENGINEER = Scope(Role.ENGINEER)

CONTRACTS = """\
contract;customer;service;valid_from;valid_to;partner;note
PW-2026-000101;Tartak Bór;extreme.pw.nbd_ahr;2026-01-01;2027-12-31;Sieci Mazur;
PW-2026-000101;Tartak Bór;extreme.ahb.8x5xnbd;2026-01-01;2027-12-31;Sieci Mazur;
PW-2026-000102;Tartak Bór;extreme.pw.tac_os;2026-01-01;2027-12-31;;
HZ/SOS/2026/0033;Drukarnia Wir;huawei.sos.8x5xnbd;2026-03-01;2027-02-28;Sieci Mazur;
"""
DEVICES = """\
serial;vendor;model;contract;site;address
1912N-40017;extreme;X440-G2;PW-2026-000101;piła;Leśna 4
1912N-40018;extreme;X440-G2;PW-2026-000101;brama;Leśna 4
1912N-40018;extreme;X440-G2;PW-2026-000102;brama;Leśna 4
1912N-40019;extreme;X440-G2;PW-2026-000102;biuro;Leśna 4
2102351ABC10K7000042;huawei;S5735;HZ/SOS/2026/0033;introligatornia;Prasowa 11
2102351ABC10K7000043;huawei;S5735;;;
"""


@pytest.fixture
def store(any_store: Store, tmp_path: Path) -> Store:
    """The register of two customers and their partner."""
    found = plan(any_store, write(tmp_path, CONTRACTS, DEVICES), NOW)
    assert isinstance(found, Plan), str(found)
    apply(any_store, found, NOW)
    return any_store


def test_a_person_is_known_by_account_and_by_id(store: Store) -> None:
    with store.read() as c:
        hela = person_of(c, "telegram", "111")
        assert hela == person(c, "hela")
        assert hela is not None
        assert (hela.name, hela.role, hela.scope) == ("Helena Przykładna", Role.CALLER, BOR)
        assert person_of(c, "web", "111") is None
        assert person(c, "nikt") is None


def test_an_ended_account_is_nobodys(store: Store) -> None:
    with store.begin() as c:
        c.execute(update(tables.account).values(ended_at=NOW))
        assert person_of(c, "telegram", "111") is None


def test_named_serials_and_contracts_are_read_in_any_spelling(store: Store) -> None:
    with store.read() as c:
        register = load(c, ["1912n 40018", "2102351abc10k7000043", "nic", ""], ["hz sos 2026 0033", "X"], None)
    assert {key: device.contracts for key, device in register.devices.items()} == {
        "1912N40018": ("PW-2026-000101", "PW-2026-000102"),
        "2102351ABC10K7000043": (),
    }
    assert [c.service for c in register.devices["1912N40018"].covers] == [
        "extreme.ahb.8x5xnbd",
        "extreme.pw.nbd_ahr",
        "extreme.pw.tac_os",
    ]
    [[row]] = register.contracts.values()
    assert (row.contract, row.customer, row.valid_to) == ("HZ/SOS/2026/0033", "Drukarnia Wir", date(2027, 2, 28))


def test_nothing_named_reads_nothing(store: Store) -> None:
    with store.read() as c:
        assert load(c, [], [], None) == Register()
        assert load(c, [], [], ENGINEER) == Register()


def test_an_organisation_has_its_own_devices_by_site(store: Store) -> None:
    with store.read() as c:
        assert [d.site for d in own_devices(c, BOR)] == ["biuro", "brama", "piła"]
        assert [d.site for d in own_devices(c, BOR, limit=1)] == ["biuro"]
        assert count_own_devices(c, BOR) == 3
        register = load(c, [], [], BOR)
    assert ([d.site for d in register.own], register.own_count) == (["biuro", "brama", "piła"], 3)


def test_a_partner_has_the_devices_on_the_contracts_it_sold(store: Store) -> None:
    with store.read() as c:
        devices = own_devices(c, MAZUR)
        assert {d.serial: d.contracts for d in devices} == {
            "1912N-40017": ("PW-2026-000101",),
            "1912N-40018": ("PW-2026-000101",),  # 000102 was not sold by Mazur
            "2102351ABC10K7000042": ("HZ/SOS/2026/0033",),
        }
        assert count_own_devices(c, MAZUR) == 3


@pytest.mark.parametrize(
    ("scope", "numbers"),
    [
        (BOR, ["PW-2026-000101", "PW-2026-000101", "PW-2026-000102"]),
        (MAZUR, ["HZ/SOS/2026/0033", "PW-2026-000101", "PW-2026-000101"]),
        (Scope(Role.CALLER, "Sieci Mazur"), []),  # a partner's name does not make a customer
        (Scope(Role.PARTNER, ""), []),  # contracts without a partner are nobody's
        (ENGINEER, []),
        (None, []),
    ],
)
def test_an_organisation_has_its_own_contracts(store: Store, scope: Scope | None, numbers: list[str]) -> None:
    with store.read() as c:
        assert [row.contract for row in own_contracts(c, scope)] == numbers
        assert [row.contract for row in own_contracts(c, scope, limit=1)] == numbers[:1]


def test_what_has_ended_is_not_read(store: Store) -> None:
    with store.begin() as c:
        c.execute(
            update(tables.contract).where(tables.contract.c.service == "extreme.ahb.8x5xnbd").values(ended_at=NOW)
        )
        c.execute(update(tables.cover).where(tables.cover.c.contract_key == "PW2026000102").values(ended_at=NOW))
        c.execute(update(tables.device).where(tables.device.c.site == "piła").values(ended_at=NOW))
        register = load(c, ["1912N-40017", "1912N-40018"], ["PW-2026-000101"], BOR)
    assert [c.service for c in register.devices["1912N40018"].covers] == ["extreme.pw.nbd_ahr"]
    assert "1912N40017" not in register.devices
    assert [c.service for rows in register.contracts.values() for c in rows] == ["extreme.pw.nbd_ahr"]
    assert [d.site for d in register.own] == ["brama"]


@pytest.mark.parametrize(("more", "counted"), [(120, 121), (2000, 1000)])  # and one device of the file
def test_the_devices_of_a_large_organisation_are_read_up_to_a_limit(store: Store, more: int, counted: int) -> None:
    many = [f"2031N{n}" for n in range(10000, 10000 + more)]
    with store.begin() as c:
        common = {"vendor": "huawei", "model": "S5735"}
        c.execute(insert(tables.device), [{"serial_key": key, "serial": key, **common} for key in many])
        c.execute(insert(tables.cover), [{"serial_key": key, "contract_key": "HZSOS20260033"} for key in many])
        register = load(c, [], [], Scope(Role.CALLER, "Drukarnia Wir"))
    assert (len(register.own), register.own_count) == (50, counted)
