"""How the register is worded: lists by pages, a contract or a device with its level, tables for a file."""

from collections.abc import Iterable
from datetime import date

from bot.domain.contracts import EXTREMEWORKS, Cover, Device, Outcome
from bot.domain.dates import plural, say_date
from bot.domain.levels import level
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, Effect, Option, SendTable, Variant
from flows.status_umowy import rules
from flows.status_umowy.asked import about
from flows.status_umowy.rules import SHOWN
from flows.zglos_awarie.words import service_name

CONTRACT_HEAD = ("umowa", "klient", "usługa", "od", "do", "partner")
DEVICE_HEAD = ("numer seryjny", "model", "miejsce", "klient", "umowy")


def page(answers: Answers, _facts: Facts) -> int:
    """Which page of the list is shown, from 0."""
    return int(answers.get("page", 0))


def lines(answers: Answers, facts: Facts) -> list[str]:
    """The whole list, a line each."""
    of_whom = rules.is_partner(facts) and not rules.customer(answers)
    if about(answers) == "devices":
        return [f"• {_device(d, of_whom)}" for d in rules.devices(answers, facts)]
    return [f"• {_row(c, of_whom, facts)}" for c in rules.listed(answers, facts)]


def shown(answers: Answers, facts: Facts) -> str:
    """The lines of this page."""
    start = page(answers, facts) * SHOWN
    return "\n".join(lines(answers, facts)[start : start + SHOWN])


def where(answers: Answers, facts: Facts) -> str:
    """„ (9–16 z 23)”, when the list is longer than a page."""
    many, start = len(lines(answers, facts)), page(answers, facts) * SHOWN
    return f" ({start + 1}–{min(start + SHOWN, many)} z {many})" if many > SHOWN else ""


def more(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """„Dalej” while there is more, and the whole as a file."""
    many, number = len(lines(answers, facts)), page(answers, facts)
    following = [_again("Dalej", answers, page=number + 1)] if many > (number + 1) * SHOWN else []
    return (*following, *([_again("Plik CSV", answers, file=True)] if many else []))


def _again(label: str, answers: Answers, **change: object) -> Option:
    return Option(label=label, does={"start": "contract_status", "answers": {**answers, **change}})


def count(answers: Answers, facts: Facts) -> str:
    """How many there are."""
    if about(answers) == "devices":
        return str(len(rules.devices(answers, facts)))
    return str(len({c.key for c in rules.listed(answers, facts)}))


def whose(answers: Answers, _facts: Facts) -> str:
    """„, klient Akord”: of which customer, when one was named."""
    named = rules.customer(answers)
    return f", klient {named}" if named else ""


def days(answers: Answers, facts: Facts) -> str:
    """„ do wt 19 stycznia 2027” or „ od … do …”."""
    found = answers.get("days")
    if not found:
        return ""
    first, last = map(date.fromisoformat, found)
    since = "" if first == rules.today(facts) else f" od {say_date(first, facts.now)}"
    return f"{since} do {say_date(last, facts.now)}"


def list_as(answers: Answers, facts: Facts) -> str:
    """Which text heads the list."""
    kind = about(answers)
    if not lines(answers, facts):
        return f"no_{kind}"
    return "" if kind == "contracts" or (kind == "ending" and not answers.get("days")) else kind


_KINDS = ("contracts", "ending", "ended", "devices")
LIST_AS = Variant(("", *_KINDS[1:], *(f"no_{kind}" for kind in _KINDS)), list_as)


def _row(cover: Cover, with_customer: bool, facts: Facts) -> str:
    customer = f", {cover.customer}" if with_customer else ""
    return f"{cover.contract}{customer}: {service_name(cover.service)}, {_until(cover, facts)}"


def _until(cover: Cover, facts: Facts) -> str:
    """„ważna do czw 31 grudnia”, and how many days are left when they are few."""
    day, now = rules.today(facts), facts.now
    if cover.valid_to < day:
        return f"skończyła się {say_date(cover.valid_to, now)}"
    if cover.valid_from > day:
        return f"ważna od {say_date(cover.valid_from, now)} do {say_date(cover.valid_to, now)}"
    left = (cover.valid_to - day).days
    soon = f" (jeszcze {left} {plural(left, 'dzień', 'dni', 'dni')})" if 0 < left <= SOON else ""
    return f"ważna do {say_date(cover.valid_to, now)}{soon}"


SOON = 90
"""An end so many days away is counted in days too."""


def _device(device: Device, with_customer: bool) -> str:
    customers = ", ".join(dict.fromkeys(c.customer for c in device.covers)) if with_customer else ""
    return ", ".join(filter(None, (device.model, f"nr {device.serial}", device.site, customers)))


# --- one contract, one device ------------------------------------------------------------------


def contract(answers: Answers, facts: Facts) -> str:
    """The number as printed, and whose it is for a partner."""
    rows = rules.rows_of(answers, facts)
    if not rows:
        return str(answers.get("contract", ""))
    return rows[0].contract + (f", klient {rows[0].customer}" if rules.is_partner(facts) else "")


def contract_levels(answers: Answers, facts: Facts) -> str:
    """Each service of the contract: until when, and what it brings."""
    return "\n".join(_level(c, facts) for c in rules.rows_of(answers, facts))


def on_contract(answers: Answers, facts: Facts) -> str:
    """How many devices stand on the contract."""
    keys = {c.key for c in rules.rows_of(answers, facts)}
    return str(sum(any(c.key in keys for c in d.covers) for d in facts.own))


def device(answers: Answers, facts: Facts) -> str:
    """„X460-G2, nr 1845N-41234, rozlewnia”."""
    found = rules.own_device(answers, facts)
    return _device(found, rules.is_partner(facts)) if found else str(answers.get("serial", ""))


def device_levels(answers: Answers, facts: Facts) -> str:
    """The services that count, with their contracts."""
    return "\n".join(_level(c, facts, named=True) for c in rules.entitled(answers, facts).covers)


def device_as(answers: Answers, facts: Facts) -> str:
    """Is it covered, was it, or by whom else?"""
    return str(rules.entitled(answers, facts).outcome)


DEVICE_AS = Variant(
    tuple(map(str, (Outcome.COVERED, Outcome.NOT_YET_VALID, Outcome.EXPIRED, Outcome.HICARE, Outcome.WARRANTY_ONLY,
                    Outcome.EXTREMEWORKS))), device_as,
)  # fmt: skip


def device_contract(answers: Answers, facts: Facts) -> str:
    """The contract that ended or is to begin."""
    return rules.entitled(answers, facts).contract or ""


def device_since(answers: Answers, facts: Facts) -> str:
    """When that one begins."""
    day = rules.entitled(answers, facts).valid_from
    return say_date(day, facts.now) if day else ""


def device_until(answers: Answers, facts: Facts) -> str:
    """When that one ended."""
    day = rules.entitled(answers, facts).valid_to
    return say_date(day, facts.now) if day else ""


def _level(cover: Cover, facts: Facts, named: bool = False) -> str:
    number = f"{cover.contract}: " if named else ""
    head = f"• {number}{service_name(cover.service)}, {_until(cover, facts)}"
    told = () if cover.service == EXTREMEWORKS else level(cover.service)
    return "\n".join((head, *(f"   {line}" for line in told)))


# --- choices and files -----------------------------------------------------------------------


def customers(answers: Answers, _facts: Facts) -> tuple[Option, ...]:
    """The customers whose names fit."""
    return tuple(Option(name, name) for name in (answers.get("named") or ())[:SHOWN])


def device_choices(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The devices that may be meant, when they are few."""
    found = rules.candidates(answers, facts)
    return tuple(Option(d.serial, _device(d, False)) for d in found) if len(found) <= SHOWN else ()


def table(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """The whole list for a spreadsheet."""
    if about(answers) == "devices":
        found = (
            (d.serial, d.model, d.place or "", _joined(c.customer for c in d.covers), _joined(d.contracts))
            for d in rules.devices(answers, facts)
        )
        return (SendTable("urzadzenia.csv", (DEVICE_HEAD, *found)),)
    rows = (
        (c.contract, c.customer, service_name(c.service), c.valid_from.isoformat(), c.valid_to.isoformat(), c.partner)
        for c in rules.listed(answers, facts)
    )
    return (SendTable("umowy.csv", (CONTRACT_HEAD, *rows)),)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def representatives(_answers: Answers, facts: Facts) -> str:
    """Who may report for one's own organisation."""
    return ", ".join(facts.representatives)
