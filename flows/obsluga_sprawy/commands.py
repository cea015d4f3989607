"""Engineers' commands: „weź 1011”, „kontakt 1011 16:55”, „odrzuć 1011: brak logów”, the same as the card's buttons."""

import re
from dataclasses import dataclass

VERBS = {
    "take": r"we[źz]|bior[ęe]|przyjmuj[ęe]",
    "contact": r"kontakt|skontaktowano",
    "confirm": r"potwierdzam zasadno[śs][ćc]|potwierdzam|potwierd[źz]",
    "reject": r"odrzucam|odrzu[ćc]",
    "priority": r"priorytet",
    "contract": r"umowa",
    "explain": r"termin",
    "show": r"poka[żz]|karta",
    "write": r"napisz",
    "list": r"lista",
    "mine": r"moje",
    "help": r"pomoc|\?",
}
WITHOUT_CASE = frozenset({"list", "mine", "help"})
NEEDS_WORDS = frozenset({"reject", "priority", "contract", "write"})
"""Verbs that cannot do without words of their own: a reason, a priority, a contract, a message."""
_PATTERNS = {
    verb: re.compile(
        rf"(?:{words})(?:[\s:,]+(?:spraw[ęya]\s+|zg[łl]oszenie\s+)?(?:nr\s+|#)?(\d{{4,9}})\b)?[\s:,]*(.*)", re.I | re.S
    )
    for verb, words in VERBS.items()
}


@dataclass(frozen=True, slots=True)
class Command:
    """What an engineer wants done: the verb, the case when it was named, and the words that follow."""

    verb: str
    case: int | None = None
    words: str = ""


def parse(text: str, case: int | None = None) -> Command | None:
    """The command in these words; `case` is the one in whose thread they were said. None: they are no command.

    Words after a verb that needs none make it a sentence and no command („moje zdanie”, „weź to sprawdź”).
    """
    for verb, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(text.strip()):
            number, rest = int(found[1]) if found[1] else case, found[2].strip()
            if rest and (verb not in NEEDS_WORDS | {"contact"} or (not found[1] and case is None)):
                return None
            return Command(verb, None if verb in WITHOUT_CASE else number, rest)
    return None
