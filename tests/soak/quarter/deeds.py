"""What the people of a case do next, by lot and by what it looks like; now and then something that is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.domain.cases import Case
from bot.domain.worktime import local
from tests.soak.quarter.world import ENGINEERS, Place

MINUTE = timedelta(minutes=1)
WRONG = 0.06
"""How often an engineer does something that does not fit the case, or a case of somebody else."""
ANYTHING = (
    "weź", "zwolnij", "kontakt", "potwierdź", "odrzuć", "priorytet", "dopytaj", "zamówione", "wysłane",
    "dostarczone", "na miejscu", "zwrócone", "zamknij", "otwórz ponownie", "przejmij rozmowę", "oddaj", "napisz",
)  # fmt: skip
BEFORE = (
    *("potwierdź",) * 6, "kontakt", "kontakt", "napisz", "dopytaj", "odrzuć", "priorytet", "zwolnij",
    "przejmij rozmowę", "oddaj", "zamknij",
)  # fmt: skip
AFTER = ("zamówione", "wysłane", "dostarczone", "dostarczone", "na miejscu", "zwrócone", "priorytet", "napisz",
         "dopytaj", "zwolnij", "zamknij")  # fmt: skip
WORDS = {
    "odrzuć": "to nie usterka", "dopytaj": "jaka wersja systemu?", "zamówione": "RMA 12345", "zamknij": "zrobione",
    "napisz": "proszę o zdjęcie diod",
}  # fmt: skip
TOLD_LATER = frozenset({"kontakt", "dostarczone", "na miejscu", "zwrócone", "wysłane"})
CALLER = ("says", "says", "says", "raises", "escalates", "withdraws")


@dataclass(frozen=True, slots=True)
class Deed:
    """An engineer types `text`; or, with `who` empty, the caller does what `text` names."""

    who: str
    text: str


def gap(case: Case, dice: Random) -> timedelta:
    """How long until somebody does something again: minutes, hours, now and then days; sooner when nobody has it."""
    luck = dice.random() * (1 if case.owner else 0.8)
    most = 60 if luck < 0.6 else 600 if luck < 0.88 else 5760
    return dice.randrange(1, most) * MINUTE


def next_deed(case: Case, place: Place, dice: Random, at: datetime) -> Deed:
    """The likeliest is what the case is waiting for."""
    if case.open and dice.random() < _caller_share(case):
        return Deed("", dice.choice(CALLER) if case.state not in ("data_requested", "rejected") else "says")
    who = dice.choice(ENGINEERS) if not case.owner or dice.random() < WRONG else case.owner
    verb = dice.choice(ANYTHING) if dice.random() < WRONG else _verb(case, dice)
    return Deed(who, typed(verb, case, place, dice, at))


def last_deeds(case: Case) -> list[Deed]:
    """What brings a case to its end: closed, and the device back."""
    who = case.owner or ENGINEERS[0]
    owed = any(k.kind == "return" and k.waiting for k in case.clocks)
    back = [Deed(who, f"zwrócone {case.number}")] if owed and case.owner else []
    return [*back, *([Deed(who, f"zamknij {case.number}: koniec")] if case.open else [])]


def typed(verb: str, case: Case, place: Place, dice: Random, at: datetime) -> str:
    """The command as it is typed; what has happened is now and then told of later, with its moment."""
    if verb == "umowa":
        return f"umowa {case.number}: {place.contract}"
    if verb.startswith("priorytet"):
        return f"priorytet {case.number} {dice.choice(('P1', 'P2', 'P3', 'P4'))}"
    if words := WORDS.get(verb):
        return f"{verb} {case.number}: {words}"
    if verb in TOLD_LATER and verb != "wysłane" and dice.random() < 0.4:
        return f"{verb} {case.number} {local(at - dice.randrange(90) * MINUTE):%d.%m.%Y %H:%M}"
    return f"{verb} {case.number}"


def _caller_share(case: Case) -> float:
    return 0.6 if case.state in ("data_requested", "rejected") else 0.12


def _verb(case: Case, dice: Random) -> str:
    if not case.open:
        return dice.choice(("otwórz ponownie", "zwrócone", "zwrócone"))
    if not case.owner:
        return dice.choice(("weź", "weź", "weź", "kontakt", "potwierdź"))
    if not case.verified and dice.random() < 0.6:
        return "umowa"
    if case.state == "taken" and dice.random() < 0.6:
        return "kontakt"
    return dice.choice(AFTER if case.confirmed_at else BEFORE)
