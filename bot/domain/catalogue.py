"""Every service of both vendors as data: catalogue.json read once into frozen records."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, Literal

from bot.domain.errors import DeadlineError
from bot.domain.terms import Calendar, DaysOff, Hours, NextBusinessDay, Promise, Reaction, Return

PRIORITIES = ("P1", "P2", "P3", "P4")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALL_DAYS = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a service promises at some priorities; None where it promises nothing."""

    priorities: frozenset[str | None]
    reaction: Reaction | None
    dispatch: Promise | None
    delivery: Promise | None
    onsite: Promise | None


@dataclass(frozen=True, slots=True)
class Service:
    """One service a contract may hold, e.g. „HEZO Assistance AHB 8x5 NBD”."""

    id: str
    vendor: Literal["extreme", "huawei"]
    family: str
    name: str
    code: str | None
    intake_window: str | None  # name of a calendar; None when reports go elsewhere
    includes: Mapping[str, bool | None]  # None: the documents do not say
    rules: tuple[Rule, ...]
    returns_broken_device: bool
    quote_only: bool
    handled_by: str | None  # whose service it is when not ours, e.g. "Huawei"

    @property
    def brings_engineer(self) -> bool:
        """Whether an engineer comes to the device at any priority (SOS and Onsite)."""
        return any(rule.onsite for rule in self.rules)

    def rule(self, priority: str | None) -> Rule:
        """The promises at this priority (None: not known yet).

        Raises DeadlineError `bad_priority`, or `priority_required` where the clocks depend on it and
        none is given (docs/terminy.md R28).
        """
        for rule in self.rules:
            if priority in rule.priorities:
                return rule
        if priority is None:
            raise DeadlineError("priority_required", f"Usługa {self.name} wymaga podania priorytetu P1–P4.")
        raise DeadlineError("bad_priority", "Nieznany priorytet: możliwe są P1, P2, P3 i P4.")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole file."""

    timezone: str
    years: range  # local years for which holidays are known
    calendars: Mapping[str, Calendar]
    off: DaysOff  # what is no business day
    closed: frozenset[date]  # days the firm is closed beyond the law (docs/terminy.md R29)
    return_: Return
    services: Mapping[str, Service]


def service(key: str) -> Service:
    """The service with that id; raises DeadlineError `unknown_service`."""
    found = CATALOGUE.services.get(key)
    if found is None:
        raise DeadlineError("unknown_service", "Nieznana usługa: nie ma jej w katalogu.")
    return found


def load(raw: Mapping[str, Any]) -> Catalogue:
    """Read the catalogue's JSON; raises KeyError or ValueError for one this code does not understand."""
    calendars = {name: _calendar(name, fields) for name, fields in raw["calendars"].items()}
    first, last = raw["supported_years"]
    return Catalogue(
        timezone=raw["timezone"],
        years=range(first, last + 1),
        calendars=calendars,
        off=_days_off(raw["business_day"]),
        closed=frozenset(map(date.fromisoformat, raw.get("extra_closed_days", ()))),
        return_=_return(raw["return"]),
        services={key: _service(key, fields, calendars) for key, fields in raw["services"].items()},
    )


def _calendar(name: str, raw: Mapping[str, Any]) -> Calendar:
    return Calendar(name, _clock(raw["open"]), _clock(raw["close"]), _days_off(raw))


def _days_off(raw: Mapping[str, Any]) -> DaysOff:
    return DaysOff(ALL_DAYS - set(raw["days"]), raw["closed_on_holidays"])


def _return(raw: Mapping[str, Any]) -> Return:
    _expect(raw["counting"], "calendar_days")
    _expect(raw["first_day"], "day_after_event")
    rolls = raw["roll_if_last_day_is"]
    weekdays = frozenset(WEEKDAYS.index(name) + 1 for name in rolls if name != "holiday")
    return Return(
        days=raw["days"],
        off=DaysOff(weekdays, "holiday" in rolls),
        closes=_clock(raw["due_local"]),
        calendar="24x7",
        anchors=tuple(raw["anchor_order"]),
        readings=tuple(raw["readings"]),
    )


def _service(key: str, raw: Mapping[str, Any], calendars: Mapping[str, Calendar]) -> Service:
    return Service(
        id=key,
        vendor=raw["vendor"],
        family=raw["family"],
        name=raw["name"],
        code=raw["code"],
        intake_window=raw["intake_window"],
        includes=raw["includes"],
        rules=tuple(_rule(fields, calendars) for fields in raw["rules"]),
        returns_broken_device=raw["return_broken_device"],
        quote_only=raw.get("quote_only", False),
        handled_by=raw.get("handled_by"),
    )


def _rule(raw: Mapping[str, Any], calendars: Mapping[str, Calendar]) -> Rule:
    return Rule(
        priorities=frozenset(raw["priorities"]),
        reaction=_reaction(raw["reaction"], calendars),
        dispatch=_promise(raw["dispatch"], calendars),
        delivery=_promise(raw["delivery"], calendars),
        onsite=_promise(raw["onsite"], calendars),
    )


def _reaction(raw: Mapping[str, Any] | None, calendars: Mapping[str, Calendar]) -> Reaction | None:
    if raw is None:
        return None
    _expect(raw["clock"], "submitted_at")
    calendar = calendars[raw["calendar"]].name
    return Reaction(timedelta(minutes=raw["minutes"]), calendar, tuple(raw["readings"]))


def _promise(raw: Mapping[str, Any] | None, calendars: Mapping[str, Calendar]) -> Promise | None:
    if raw is None:
        return None
    _expect(raw["clock"], "confirmed_at")
    readings = tuple(raw["readings"])
    if raw["kind"] == "hours":
        return Hours(timedelta(hours=raw["hours"]), calendars[raw["calendar"]].name, readings)
    _expect(raw["kind"], "next_business_day")
    _expect(raw["on_day_off"], "count_from_that_day", "roll_to_next_business_day")
    closes = _clock(raw["due_local"])
    return NextBusinessDay(
        cutoff=_clock(raw["cutoff"]) if raw["cutoff"] else None,
        inclusive=bool(raw["cutoff_inclusive"]),
        waits_on_day_off=raw["on_day_off"] == "roll_to_next_business_day",
        closes=closes,
        calendar=_office_hours_until(closes, calendars),
        readings=readings,
    )


def _office_hours_until(closes: time, calendars: Mapping[str, Calendar]) -> str:
    """The calendar with days off whose closing is nearest to `closes` (docs/terminy.md R06)."""

    def distance(calendar: Calendar) -> int:
        return abs(_minutes(calendar.closes) - _minutes(closes))

    return min((c for c in calendars.values() if c.off.weekdays), key=distance).name


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(text: str) -> time:
    return time.min if text == "24:00" else time.fromisoformat(text)


def _expect(value: object, *known: str) -> None:
    if value not in known:
        raise ValueError(f"catalogue.json: {value!r}, oczekiwano: {' albo '.join(known)}")


CATALOGUE = load(json.loads(Path(__file__).with_name("catalogue.json").read_text(encoding="utf-8")))
