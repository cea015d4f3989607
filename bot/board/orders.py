"""What an engineer can do with a case, and the words that do it: the same that could be typed in their channel."""

from dataclasses import dataclass

from bot.domain.cases import Case
from bot.domain.people import Person, Role
from flows.obsluga_sprawy import card
from flows.obsluga_sprawy.commands import NEEDS_WORDS

WORDS = {
    "take": "weź",
    "release": "zwolnij",
    "contact": "kontakt",
    "confirm": "potwierdź",
    "reject": "odrzuć",
    "priority": "priorytet",
    "contract": "umowa",
    "request": "dopytaj",
    "order": "zamówione",
    "dispatch": "wysłane",
    "deliver": "dostarczone",
    "arrive": "na miejscu",
    "take_back": "zwrócone",
    "close": "zamknij",
    "reopen": "otwórz ponownie",
    "take_over": "przejmij rozmowę",
    "hand_back": "oddaj",
    "explain": "termin",
    "export": "eksport",
}
ANYBODYS = ("take", "reopen", "explain", "export")
"""What whoever is not the owner may do as well."""
GRAVE = ("reject", "release", "close")


@dataclass(frozen=True, slots=True)
class Action:
    """A button; `main` is what the case is waiting for, `aside` what is seldom needed."""

    verb: str
    main: bool = False
    aside: bool = False

    @property
    def label(self) -> str:
        """What stands on it."""
        return card.BUTTONS[self.verb]


def actions(case: Case, me: Person) -> tuple[Action, ...]:
    """The buttons that fit the state and the person; what is pressed is decided again where the case is locked."""
    fitting = [verb for verb in _proven(case) if _may(verb, case, me)]
    first = [Action(verb, main=index == 0 and verb not in GRAVE) for index, verb in enumerate(fitting)]
    rest = (Action(verb, aside=True) for verb in card.more(case) if verb not in fitting and _may(verb, case, me))
    return (*first, *rest)


def _proven(case: Case) -> list[str]:
    """Where the contract is not settled, that comes before the fault is confirmed."""
    return ["contract" if verb == "confirm" and not case.verified else verb for verb in card.fitting(case)]


def _may(verb: str, case: Case, me: Person) -> bool:
    return verb in ANYBODYS or case.owner == me.id or (verb == "release" and me.role is Role.MANAGER)


def order(verb: str, number: int, words: str = "") -> str:
    """„weź 1001”, „kontakt 1001 16:55”, „odrzuć 1001: brak logów z drugiego switcha”."""
    words = " ".join(words.split())
    joint = ": " if verb in (*NEEDS_WORDS, "dispatch", "reopen") and verb != "priority" else " "
    return f"{WORDS[verb]} {number}{joint}{words}" if words else f"{WORDS[verb]} {number}"


def message(number: int, words: str) -> str:
    """Words for the caller of a case; said outright, because in a case's thread „potwierdzam” alone is an order."""
    return f"napisz {number}: {words.strip()}"


def hotline(*parts: str) -> str:
    """„nowe: 1912N-40017, PW-2026-000101, nie wstaje, 600 100 200, 9:40”: a case for somebody on the phone."""
    return f"nowe: {', '.join(' '.join(part.split()) for part in parts if part.strip())}"
