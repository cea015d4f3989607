"""What an import does to the store: planned first, all or nothing, the same the second time, nothing forgotten."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, insert, select, update

from bot.importing import Plan, Problems, apply, plan
from bot.store import tables
from bot.store.engine import Store
from bot.store.register import load, own_devices, person, person_of
from bot.store.tables import Found
from tests.importing.files import CONTRACTS, DEVICES, PEOPLE, write

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
TABLES = (tables.contract, tables.device, tables.cover, tables.person, tables.account)


def planned(store: Store, folder: Path, now: datetime = NOW) -> Plan:
    """The plan of files that are right."""
    found = plan(store, folder, now)
    assert isinstance(found, Plan), str(found)
    return found


def bring(store: Store, folder: Path, now: datetime = NOW) -> None:
    """Import a folder that is right."""
    done = apply(store, planned(store, folder, now), now)
    assert not isinstance(done, Problems)


def everything(store: Store) -> dict[str, list[Found]]:
    """Every row of the register."""
    with store.read() as c:
        return {t.name: sorted(c.execute(select(t)).all(), key=str) for t in TABLES}


def ended(store: Store, table: Table) -> list[datetime | None]:
    """When each row of a table ended."""
    with store.read() as c:
        return list(c.scalars(select(table.c.ended_at).order_by(*table.primary_key)))


def link(store: Store, channel: str, user: str, who: str) -> None:
    """What the product does when a person links an account of theirs."""
    with store.begin() as c:
        row = {"channel": channel, "channel_user": user, "person": who, "imported": False, "linked_at": NOW}
        c.execute(insert(tables.account), row)


def test_a_plan_changes_nothing(any_store: Store, tmp_path: Path) -> None:
    found = planned(any_store, write(tmp_path))
    assert not found.empty
    assert not any(everything(any_store).values())


def test_a_plan_says_in_polish_what_will_happen(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    folder = write(
        tmp_path,
        CONTRACTS.replace("2027-12-31", "2028-12-31"),
        DEVICES.replace("introligatornia", "magazyn") + "DM2350012345;huawei;S5735;HZ/SOS/2026/0033;biuro;\n",
        PEOPLE.rpartition("ola;")[0],
    )
    assert str(planned(any_store, folder)) == (
        "Usługi na umowach: dodane 0, zmienione 1, przywrócone 0, zakończone 0, bez zmian 1.\n"
        "  ~ PW-2026-000101, extreme.pw.nbd_ahr, Tartak Bór, 2026-01-01 – 2028-12-31 "
        "(valid_to: „2027-12-31” → „2028-12-31”)\n"
        "Urządzenia: dodane 1, zmienione 1, przywrócone 0, zakończone 0, bez zmian 1.\n"
        "  + DM2350012345, S5735, biuro\n"
        "  ~ 2102351ABC10K7000042, S5735-L24P4X-A1, magazyn (site: „introligatornia” → „magazyn”)\n"
        "Urządzenia na umowach: dodane 1, zmienione 0, przywrócone 0, zakończone 0, bez zmian 2.\n"
        "  + DM2350012345: HZSOS20260033\n"
        "Osoby: dodane 0, zmienione 0, przywrócone 0, zakończone 1, bez zmian 2.\n"
        "  − ola, Aleksandra Dyżur, engineer\n"
        "Konta w kanałach: dodane 0, zmienione 0, przywrócone 0, zakończone 1, bez zmian 1.\n"
        "  − slack U1: ola\n"
        "Usługi na umowach w plikach: obowiązujące dziś 2, przyszłe 0, wygasłe 0."
    )


def test_a_second_run_with_the_same_files_changes_nothing(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    before = everything(any_store)
    again = planned(any_store, tmp_path, LATER)
    assert again.empty
    assert str(again).endswith("Pliki mówią to samo co baza: nic się nie zmieni.")
    apply(any_store, again, LATER)
    assert everything(any_store) == before


def test_what_was_imported_is_found_in_any_spelling(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    with any_store.read() as c:
        hela = person_of(c, "telegram", "111")
        assert hela is not None
        register = load(c, ["1912n 40017"], ["pw/2026/000101"], hela.scope)
    assert [device.serial for device in register.devices.values()] == ["1912N-40017"]
    assert [row.contract for rows in register.contracts.values() for row in rows] == ["PW-2026-000101"]


def test_with_one_bad_row_nothing_is_changed(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    before = everything(any_store)
    found = plan(any_store, write(tmp_path, devices=DEVICES.replace(";huawei;", ";cisco;"), contracts=CONTRACTS), NOW)
    assert isinstance(found, Problems)
    assert str(found).startswith(
        "Nic nie zostało zmienione. Błędy w plikach: 1.\n- devices.csv, wiersz 3, kolumna vendor"
    )
    assert everything(any_store) == before


def test_an_import_that_fails_half_way_leaves_nothing_behind(any_store: Store, tmp_path: Path) -> None:
    found = planned(any_store, write(tmp_path))
    found.wanted.accounts["web", "9"] = found.wanted.accounts["slack", "U1"]._replace(person="nikt")
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        apply(any_store, found, NOW)
    assert not any(everything(any_store).values())


def test_a_row_gone_from_the_files_ends_and_comes_back(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    before = everything(any_store)
    without = write(
        tmp_path / "bez",
        CONTRACTS.replace("HZ/SOS/2026/0033;Drukarnia Wir;huawei.sos.8x5xnbd;2026-03-01;2027-02-28;;\n", ""),
        DEVICES.rpartition("2102351ABC")[0],
        PEOPLE.rpartition("ola;")[0],
    )
    bring(any_store, without, LATER)
    assert [ended(any_store, table).count(LATER) for table in TABLES] == [1, 1, 1, 1, 1]
    with any_store.read() as c:
        assert person(c, "ola") is None
        assert person_of(c, "slack", "U1") is None
        register = load(c, ["2102351ABC10K7000042"], ["HZ/SOS/2026/0033"], None)
    assert (register.devices, register.contracts) == ({}, {})

    bring(any_store, write(tmp_path), LATER)
    after = everything(any_store)
    linked = {row.channel_user: row.linked_at for row in after["account"]}
    assert (linked["111"], linked["U1"]) == (NOW, LATER)
    assert after | {"account": []} == before | {"account": []}


def test_a_device_moves_to_another_contract(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    contracts = CONTRACTS + "PW-2026-000202;Tartak Bór;extreme.pw.tac_os;2026-01-01;2027-12-31;;\n"
    bring(any_store, write(tmp_path, contracts, DEVICES.replace("PW-2026-000101", "PW-2026-000202")))
    with any_store.read() as c:
        [moved] = load(c, ["1912N-40017"], [], None).devices.values()
    assert moved.contracts == ("PW-2026-000202",)


def test_a_device_off_its_contract_is_left_with_the_warranty(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    bring(any_store, write(tmp_path, devices=DEVICES.replace("PW-2026-000101", "")))
    with any_store.read() as c:
        hela = person(c, "hela")
        assert hela is not None
        [left] = load(c, ["1912N-40017"], [], None).devices.values()
        assert own_devices(c, hela.scope) == ()
    assert left.covers == ()


def test_links_made_in_the_product_are_kept(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    link(any_store, "web", "7", "hela")
    link(any_store, "slack", "U7", "ola")
    before = everything(any_store)["account"]
    assert planned(any_store, tmp_path, LATER).empty  # not named in the files: none of their business

    named = HELA_TOO.join(PEOPLE.partition("mazur;")[::2])
    assert planned(any_store, write(tmp_path, people=named), LATER).empty  # named in agreement: nothing to do
    assert everything(any_store)["account"] == before


HELA_TOO = "hela;Helena Przykładna;caller;Tartak Bór;hela@tartak.example;600000101;web;7\nmazur;"


def test_a_link_survives_the_absence_of_its_person(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    link(any_store, "slack", "U7", "ola")
    bring(any_store, write(tmp_path, people=PEOPLE.rpartition("ola;")[0]), LATER)
    with any_store.read() as c:
        assert person_of(c, "slack", "U7") is None
    bring(any_store, write(tmp_path), LATER)
    with any_store.read() as c:
        back = person_of(c, "slack", "U7")
    assert back is not None
    assert back.id == "ola"


def test_a_file_that_gives_a_linked_account_to_somebody_else_is_refused(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    ready = planned(any_store, write(tmp_path, people=PEOPLE.replace("600000102;;", "600000102;web;7")))
    link(any_store, "web", "7", "hela")  # between the plan and its carrying out
    before = everything(any_store)
    for refused in (apply(any_store, ready, NOW), plan(any_store, tmp_path, NOW)):
        assert isinstance(refused, Problems)
        reason = "people.csv, wiersz 3, kolumna channel_user: to konto połączyła już w produkcie osoba „hela”"
        assert [str(problem) for problem in refused.found] == [reason]
    assert everything(any_store) == before


def test_the_link_of_a_departed_person_may_be_given_to_another(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    link(any_store, "web", "7", "ola")
    bring(any_store, write(tmp_path, people=PEOPLE.rpartition("ola;")[0].replace("600000102;;", "600000102;web;7")))
    with any_store.read() as c:
        now_hers = person_of(c, "web", "7")
    assert now_hers is not None
    assert now_hers.id == "mazur"


def test_an_account_moves_to_another_person(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    people = PEOPLE.replace("telegram;111", ";").replace("600000102;;", "600000102;telegram;111")
    bring(any_store, write(tmp_path, people=people), LATER)
    with any_store.read() as c:
        owner = person_of(c, "telegram", "111")
    assert owner is not None
    assert owner.id == "mazur"


def test_what_looks_odd_is_pointed_out(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    people = PEOPLE.replace("caller;Tartak Bór;hela@tartak", "caller;Tartak Bor;jan@mazur")
    first_row_only = write(tmp_path, devices="".join(DEVICES.splitlines(keepends=True)[:1]), people=people)
    told = str(planned(any_store, first_row_only))
    assert "Uwaga: Urządzenia: zakończy się ponad połowa (2); czy plik jest pełny?" in told
    assert "Uwaga: organizacja „Tartak Bor” nie ma żadnej umowy." in told
    assert "Uwaga: adres jan@mazur.example ma więcej niż jedna osoba." in told


def test_a_long_plan_is_cut_short(any_store: Store, tmp_path: Path) -> None:
    many = "".join(f"2031N-{n};extreme;X465-48W;;;\n" for n in range(40000, 40100))
    told = str(planned(any_store, write(tmp_path, devices=DEVICES + many))).splitlines()
    assert told.count("… i dalsze: 72") == 2  # 102 devices and 102 covers, 30 of each shown
    assert len(told) < 100


def test_an_ended_account_of_the_product_comes_back_as_an_imported_one(any_store: Store, tmp_path: Path) -> None:
    bring(any_store, write(tmp_path))
    link(any_store, "web", "7", "ola")
    with any_store.begin() as c:
        c.execute(update(tables.account).where(tables.account.c.channel_user == "7").values(ended_at=NOW))
    bring(any_store, write(tmp_path, people=PEOPLE.replace("600000102;;", "600000102;web;7")), LATER)
    row = next(row for row in everything(any_store)["account"] if row.channel_user == "7")
    assert (row.person, row.imported, row.linked_at, row.ended_at) == ("mazur", True, LATER, None)
