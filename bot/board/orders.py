"""What an engineer can do with a case, and the words that do it: the same that could be typed in their channel."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.cases import Case
from bot.domain.clocks import running

Verb = Literal["take", "contact", "confirm", "reject", "contract", "priority"]
LABELS: dict[Verb, str] = {
    "take": "Przyjmuję",
    "contact": "Skontaktowano",
    "confirm": "Potwierdzam zasadność",
    "reject": "Odrzucam",
    "contract": "Ustal umowę",
    "priority": "Zmień priorytet",
}
WORDS: dict[Verb, str] = {
    "take": "weź",
    "contact": "kontakt",
    "confirm": "potwierdź",
    "reject": "odrzuć",
    "contract": "umowa",
    "priority": "priorytet",
}


@dataclass(frozen=True, slots=True)
class Action:
    """A button; `main` is what the case is waiting for."""

    verb: Verb
    main: bool = False

    @property
    def label(self) -> str:
        """What stands on it."""
        return LABELS[self.verb]


def actions(case: Case, me: str) -> tuple[Action, ...]:
    """The buttons that fit the state; whatever is pressed, the answer is decided again where the case is locked."""
    if not case.open or case.owner not in (None, me):
        return ()
    if case.owner is None:
        return (Action("take", main=True),)
    waits = any(running(clock, "reaction") for clock in case.clocks)
    unconfirmed, proven = case.confirmed_at is None, case.verified
    fitting = (
        (Action("contact", main=waits), waits),
        (Action("contract", main=not waits), unconfirmed and not proven),
        (Action("confirm", main=not waits), unconfirmed and proven),
        (Action("priority"), True),
        (Action("reject"), unconfirmed),
    )
    return tuple(action for action, fits in fitting if fits)


def order(verb: Verb, number: int, words: str = "") -> str:
    """„weź 1001”, „kontakt 1001 16:55”, „odrzuć 1001: brak logów z drugiego switcha”."""
    words = " ".join(words.split())
    joint = ": " if verb in ("reject", "contract") else " "
    return f"{WORDS[verb]} {number}{joint}{words}" if words else f"{WORDS[verb]} {number}"


def message(number: int, words: str) -> str:
    """Words for the caller of a case; said outright, because in a case's thread „potwierdzam” alone is an order."""
    return f"napisz {number}: {words.strip()}"
