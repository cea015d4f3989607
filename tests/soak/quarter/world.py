"""The world of a quarter: every service of the catalogue on devices of its own, their people, staff and duties."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random

from sqlalchemy import insert

from bot import importing
from bot.domain.catalogue import CATALOGUE
from bot.store.engine import Store
from bot.store.tables import duty

START = datetime(2026, 9, 30, 22, 0, tzinfo=UTC)
"""Midnight of 1 October: the clock change, All Saints, Independence Day and Christmas are ahead."""
BEFORE = START - timedelta(days=1)
DAYS = 90
DEVICES, SITE = 4, "Serwerownia"
MODELS = {"extreme": "X460-G2-48p-10G4", "huawei": "S5735-L24P4X-A1"}
STAFF = {
    "ola": ("engineer", "telegram:100"),
    "hania": ("engineer", "mail:hania@serwis.example"),
    "szef": ("manager", "slack:U4"),
}
"""The role, and where they are called."""
ENGINEERS = ("hania", "ola")


@dataclass(frozen=True, slots=True)
class Place:
    """A device on a contract, and who may report it."""

    serial: str
    contract: str
    service: str
    vendor: str
    organisation: str
    caller: str


def places() -> list[Place]:
    """Some devices of each service; an organisation has the same service everywhere."""
    services = [s for s in CATALOGUE.services.values() if not s.quote_only or s.rules]
    return [_place(n, nth, s.id, s.vendor) for n, (s, nth) in enumerate(product(services, range(DEVICES)))]


def _place(n: int, nth: int, service: str, vendor: str) -> Place:
    serial = f"{1800 + n}N-{41000 + n}" if vendor == "extreme" else f"2102352UFK10L2{n:06}"
    contract = f"PW-2026-{n:06}" if vendor == "extreme" else f"00488{n:05}A"
    return Place(serial, contract, service, vendor, f"Zakład nr {n // DEVICES}", f"klient{n // DEVICES}-{nth}")


def doubled(all_places: Sequence[Place]) -> list[tuple[Place, str]]:
    """Some devices are on a second service of the same maker as well."""
    return [(p, q.service) for p, q in zip(all_places[::7], all_places[5::7], strict=False) if p.vendor == q.vendor]


def furnish(store: Store, home: Path, dice: Random) -> list[tuple[str, str, datetime, datetime]]:
    """Tables, the register and the duty calendar; the shifts are returned as (person, vendor, from, until)."""
    store.migrate()
    folder = home / "register"
    folder.mkdir()
    known = places()
    _write(folder / "contracts.csv", "contract;customer;service;valid_from;valid_to;partner;note", _contracts(known))
    _write(folder / "devices.csv", "serial;vendor;model;contract;site;address", _devices(known))
    _write(folder / "people.csv", "person;name;role;organisation;email;phone;channel;channel_user", _people(known))
    found = importing.plan(store, folder, BEFORE)
    assert isinstance(found, importing.Plan), str(found)
    importing.apply(store, found, BEFORE)
    shifts = _shifts(dice)
    with store.begin() as c:
        for person, vendor, since, until in shifts:
            c.execute(insert(duty).values(person=person, vendor=vendor, starts_at=since, ends_at=until))
    return shifts


def _contracts(known: Sequence[Place]) -> Iterable[Sequence[str]]:
    for p in known:
        yield p.contract, p.organisation, p.service, "2026-01-01", "2027-12-31", "", ""
    for p, service in doubled(known):
        yield p.contract, p.organisation, service, "2026-01-01", "2027-12-31", "", ""


def _devices(known: Sequence[Place]) -> Iterable[Sequence[str]]:
    return ((p.serial, p.vendor, MODELS[p.vendor], p.contract, SITE, "Próbna 1, 00-001 Warszawa") for p in known)


def _people(known: Sequence[Place]) -> Iterable[Sequence[str]]:
    for n, p in enumerate(known):
        phone = f"600 {n // 1000:03} {n % 1000:03}"
        yield p.caller, f"Klient {n}", "caller", p.organisation, "", phone, "console", p.caller
    for person, (role, called) in STAFF.items():
        channel, _, user = called.partition(":")
        name, mail = f"Osoba {person}", f"{person}@serwis.example"
        yield person, name, role, "", mail, "600 900 900", "console", person
        if channel != "mail":
            yield person, name, role, "", mail, "600 900 900", channel, user


def _shifts(dice: Random) -> list[tuple[str, str, datetime, datetime]]:
    """One engineer on most weekends, sometimes for one maker only; otherwise everybody is on duty."""
    days = (START + timedelta(days=n) for n in range(DAYS))
    saturdays = [day for day in days if (day + timedelta(hours=2)).isoweekday() == 6]
    return [
        (dice.choice(ENGINEERS), dice.choice(("", "", "huawei", "extreme")), day, day + timedelta(days=2))
        for day in saturdays
        if dice.random() < 0.7
    ]


def _write(path: Path, head: str, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(head.split(";"))
        writer.writerows(rows)
