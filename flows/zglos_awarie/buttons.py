"""The buttons of the fault report that depend on what is known."""

from bot.domain.findings import Device
from bot.domain.people import dialled, spaced
from bot.domain.serials import folded
from bot.domain.worktime import local
from bot.flow import own
from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, Option
from flows.zglos_awarie import evidence, rules, situations
from flows.zglos_awarie.faults import KINDS

NEAR_SHOWN = 2
PRINTED_SHOWN = 6
_YES, _NO, _NOTHING = frozenset({"affirm"}), frozenset({"deny"}), frozenset[str]()


def own_devices(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The serials just mentioned, or the caller's own devices when they are few."""
    if several := answers.get("several"):
        return tuple(Option(serial, serial) for serial in several)
    if printed := evidence.offered(answers)[:PRINTED_SHOWN]:
        alone = len(printed) == 1
        return tuple(
            Option(d.serial, "Tak" if alone else _member(d), means=_YES if alone else _NOTHING) for d in printed
        )
    fitting = own.fitting(answers, facts)
    if situations.only_one_fits(answers, facts):
        return (Option(fitting[0].serial, "Tak"),)
    shown = fitting if len(fitting) <= situations.OWN_SHOWN else ()
    return tuple(Option(d.serial, ", ".join(p for p in (d.model, d.site) if p) + f" ({d.serial})") for d in shown)


def _member(device: Device) -> str:
    """A member of a stack by its slot, a device of several by its model or name."""
    which = f"slot {device.slot}" if device.slot else device.host or device.model
    return f"{device.serial} ({which})" if which else str(device.serial)


def printed_devices(answers: Answers, _facts: Facts) -> tuple[Option, ...]:
    """The number given, and those printed: which one is right?"""
    serials, kept = evidence.findings(answers).serials[:PRINTED_SHOWN], answers.get("device")
    if kept:
        return (Option("other", kept), *(Option(s, s, question="device") for s in serials))
    means = _YES if len(serials) == 1 else _NOTHING
    printed = (Option(s, s, question="device", means=means) for s in serials)
    return (*printed, Option("other", "Inne urządzenie", means=_NO))


def printed_faults(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """What the output shows, as the description of the fault."""
    if not situations.seen_wording(answers, facts):
        return ()
    first = evidence.faults(answers)[0]
    fault = f"{KINDS[first.kind].name}: {evidence.shortened(first.evidence)}"
    otherwise = Option(label="Nie, opiszę", does={"note": {"unseen": True}}, means=_NO)
    return (Option(fault, "Tak, tego", means=_YES), otherwise)


def own_contracts(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The caller's own contracts that are valid, or those of the customer named, when they are few."""
    today, customer = local(facts.now).date(), rules.behalf(answers)
    valid = [c for c in facts.contracts if c.active(today) and customer in (None, c.customer)]
    numbers = tuple(dict.fromkeys(c.contract for c in valid))
    return tuple(Option(number, number) for number in numbers) if len(numbers) <= situations.OWN_SHOWN else ()


def near_devices(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The caller's own devices whose serial differs by signs that are easily mistaken: O and 0, I and 1, …"""
    said = folded(str(answers.get("device", "")))
    near = [d for d in facts.own if folded(d.serial) == said] if rules.device_unknown(answers, facts) else []
    return tuple(Option(d.serial, f"Chodzi o {d.serial}", question="device") for d in near[:NEAR_SHOWN])


def other_numbers(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """Numbers that may have been meant."""
    return (*near_devices(answers, facts), *offered_contracts(answers, facts))


def offered_contracts(answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The contracts on which the device does stand, when the stated one was wrong."""
    offers = rules.entitlement(answers, facts).offers[:3]
    return tuple(Option(number, f"Użyj umowy {number}", question="contract") for number in offers)


def own_phone(_answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The number on record."""
    person = facts.person
    if not person or not person.phone:
        return ()
    number = dialled(person.phone)
    return (Option({"shown": number, "contact": person.name}, spaced(number)),)


ON_RECORD = frozenset({"contract", "place"})
"""Questions that the register may have answered."""


def reopen(*names: str) -> Option:
    """A button that asks a question again, shown once it has an answer."""

    def answered(answers: Answers, _facts: Facts) -> bool:
        return bool(ON_RECORD.union(answers) & set(names))

    return Option(does={"reopen": names}, when=answered)
