"""The sample world: imports cleanly, shows every outcome for years to come, and nobody in it is real."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from bot.domain import serials
from bot.domain.catalogue import CATALOGUE
from bot.domain.contracts import Outcome, entitle
from bot.domain.people import Role, Scope
from bot.importing import Plan, apply, plan
from bot.importing.wanted import Wanted
from bot.store.engine import Store
from bot.store.register import load

SAMPLE = Path(str(files("bot") / "sample"))
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def sample(store: Store) -> Plan:
    """The plan of importing the sample."""
    found = plan(store, SAMPLE, NOW)
    assert isinstance(found, Plan), str(found)
    return found


def test_the_sample_imports_without_a_word_of_warning(any_store: Store) -> None:
    told = str(sample(any_store))
    apply(any_store, sample(any_store), NOW)
    assert "Uwaga" not in told
    assert sample(any_store).empty


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2030, 12, 31)])
def test_every_outcome_can_be_seen_for_years(any_store: Store, today: date) -> None:
    found = sample(any_store)
    apply(any_store, found, NOW)
    seen: Counter[Outcome] = Counter()
    with any_store.read() as c:
        register = load(c, [row.serial for row in found.wanted.devices.values()], [], None)
    for device in register.devices.values():
        owner = Scope(Role.CALLER, device.covers[0].customer if device.covers else "ktokolwiek")
        seen[entitle(device.serial, None, register, owner, today).outcome] += 1
    assert set(seen) == {
        Outcome.COVERED, Outcome.EXPIRED, Outcome.NOT_YET_VALID,
        Outcome.HICARE, Outcome.EXTREMEWORKS, Outcome.WARRANTY_ONLY,
    }  # fmt: skip


def test_the_sample_is_wide(any_store: Store) -> None:
    wanted: Wanted = sample(any_store).wanted
    assert len({row.customer for row in wanted.contracts.values()}) >= 8
    assert len({row.partner for row in wanted.contracts.values()} - {""}) >= 4
    assert len({number for number, _ in wanted.contracts}) >= 15
    assert len(wanted.devices) >= 60
    assert len({service for _, service in wanted.contracts} & set(CATALOGUE.services)) >= 20
    assert Counter(row.role for row in wanted.people.values())["engineer"] == 4
    assert {row.vendor for row in wanted.devices.values()} == {"extreme", "huawei"}
    forms = {found.name for row in wanted.devices.values() if (found := serials.form(row.serial))}
    assert forms == {form.name for form in serials.FORMS}
    assert all(serials.canonical(row.serial) == row.serial for row in wanted.devices.values())


def test_nobody_in_the_sample_is_real(any_store: Store) -> None:
    people = sample(any_store).wanted.people.values()
    assert all(row.email.endswith(".example") for row in people)
    assert all(re.fullmatch(r"600 000 1\d\d", row.phone) for row in people)
