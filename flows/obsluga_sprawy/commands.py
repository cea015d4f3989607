"""Engineers' commands: „weź 1011”, „kontakt 1011 16:55”, „odrzuć 1011: brak logów”, the same as the card's buttons."""

import re
from dataclasses import dataclass

VERBS = {
    "reopen": r"otw[óo]rz ponownie|wzn[óo]w",
    "take_over": r"przejmij rozmow[ęe]|przejmuj[ęe] rozmow[ęe]|przejmij|przejmuj[ęe]",
    "hand_back": r"oddaj rozmow[ęe]|oddaj[ęe] rozmow[ęe]|oddaj[ęe]|oddaj",
    "take": r"we[źz]|bior[ęe]|przyjmuj[ęe]|przyjmij",
    "release": r"zwolnij|zwalniam",
    "contact": r"kontakt|skontaktowano",
    "confirm": r"potwierdzam zasadno[śs][ćc]|potwierdzam|potwierd[źz]",
    "reject": r"odrzucam|odrzu[ćc]",
    "priority": r"priorytet",
    "contract": r"umowa",
    "request": r"dopytaj|dopytuj[ęe]",
    "order": r"zam[óo]wione|zam[óo]wiono|zamawiam",
    "dispatch": r"wys[łl]ane|wys[łl]ano|nadane|nadano",
    "deliver": r"dostarczone|dostarczono",
    "arrive": r"na miejscu",
    "take_back": r"zwr[óo]cone|zwr[óo]cono|odes[łl]ane|odes[łl]ano",
    "close": r"zamknij|zamykam",
    "explain": r"terminy?",
    "export": r"eksport|eksportuj",
    "config": r"konfiguracja",
    "show": r"poka[żz]|karta",
    "write": r"napisz",
    "new": r"nowe|nowa sprawa",
    "list": r"lista",
    "mine": r"moje",
    "help": r"pomoc|polecenia|\?",
}
WITHOUT_CASE = frozenset({"list", "mine", "help", "new"})
NEEDS_WORDS = frozenset({"reject", "priority", "contract", "write", "request", "order", "close", "new"})
"""Verbs that cannot do without words of their own: a reason, a priority, a contract, a message."""
TAKES_WORDS = NEEDS_WORDS | {"contact", "dispatch", "deliver", "arrive", "take_back", "reopen"}
PROSE = frozenset({"reject", "write", "request", "close", "reopen"})
"""Verbs whose words are sentences: in a thread, without the number, these need a colon („zamknij port 5” is speech)."""
NAMES = frozenset({"order", "dispatch"})
_NAME = re.compile(r"(?:\S+\s+){0,2}\S*\d\S*")
"""What follows the others there without a colon: „RMA 7788”, „list przewozowy 0012”."""
_PATTERNS = {
    verb: re.compile(
        rf"(?:{words})(?!\w)(?:[\s:,]+(?:spraw[ęya]\s+|zg[łl]oszenie\s+)?(?:nr\s+|#)?(\d{{4,9}})\b(?![.:]\d))?"
        r"([\s:,]*)(.*)",
        re.I | re.S,
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
    said = text.strip()
    if found := re.fullmatch(r"now[ea](?:\s+(?:sprawa|zg[łl]oszenie))?\s*(?::\s*(.*))?", said, re.I | re.S):
        return Command("new", None, found[1] or "")
    if found := re.fullmatch(r"od[łl][ąa]cz\s+kont[oa][\s:]+(\S+?)[.!]?", said, re.I):
        return Command("unlink", None, found[1])
    for verb, pattern in _PATTERNS.items():
        if verb != "new" and (found := pattern.fullmatch(said)):
            number, rest = int(found[1]) if found[1] else case, found[3].strip()
            rest = rest if verb in TAKES_WORDS else rest.strip(".!")
            if rest and not _fit(verb, rest, named=bool(found[1]), colon=":" in found[2], thread=case is not None):
                return None
            return Command(verb, None if verb in WITHOUT_CASE else number, rest)
    return None


def _fit(verb: str, words: str, *, named: bool, colon: bool, thread: bool) -> bool:
    """Do these words after the verb belong to it, or is it all a sentence?"""
    if verb not in TAKES_WORDS or not (named or thread):
        return False
    return named or colon or (verb not in PROSE and (verb not in NAMES or bool(_NAME.fullmatch(words))))
