"""The priority that a caller states: „P2”, „prio 3”, „najwyższy priorytet”, „to jest krytyczne”."""

import re

from bot.flow.mentions import Priority
from bot.understand.corrections import Denials
from bot.understand.patterns import any_of
from bot.understand.sheet import Found, Sheet

_LEVELS: dict[Priority, str] = {
    "P1": r"krytyczn\w*|najwyzsz\w*|pierwsz\w*|jedynk\w*",
    "P2": r"wysok\w*|drug\w*|dwojk\w*",
    "P3": r"sredni\w*|normaln\w*|trzec\w*|trojk\w*",
    "P4": r"nisk\w*|najnizsz\w*|czwart\w*|czwork\w*",
}
_COUNTED = ("jeden", "dwa", "trzy", "cztery")
_PRIORITY = any_of(r"prio\b", r"priorytet\w*", "priority", "severity", "sev")
_LINK = r"\W{0,3}(?:(?:to|na|jako|jest|numer|nr|poziom|bardzo|ma byc) ){0,3}"
_ABOUT = any_of("sprawa", r"awari\w*", r"sytuacj\w*", r"zgloszeni\w*", "problem", r"usterk\w*")
_PATTERNS: tuple[tuple[str, Priority | None], ...] = (
    (r"(?<![\w/.-])p ?-?([1-4])(?![\w/.-]*\w)", None),
    (rf"\b{_PRIORITY}{_LINK}(?:p ?-?)?([1-4])\b", None),
    *((rf"\b{_PRIORITY}{_LINK}{any_of(words)}", level) for level, words in _LEVELS.items()),
    *((rf"\b{_PRIORITY}{_LINK}{word}\b(?! z\b)", level) for level, word in zip(_LEVELS, _COUNTED, strict=True)),
    *((rf"\b{any_of(words)} {_PRIORITY}", level) for level, words in _LEVELS.items()),
    (rf"\b(?:to|jest|bardzo|{_ABOUT})\W{{1,2}}(?:jest )?krytyczn[aey]\b", "P1"),
    (rf"^\W*krytyczn[aey]\W*$|\bkrytyczn[aey]\w{{0,2}} {_ABOUT}", "P1"),
)
_STATED = tuple((re.compile(pattern), level) for pattern, level in _PATTERNS)
_ASKED = re.compile(r"\?|\b(?:roznic\w*|oznacza|znaczy|jaki (?:jest |bedzie )?priorytet|pomiedzy|czym sie rozni\w*)\b")
_NOT_STATED = re.compile(r"\b(?:nie|malo|port\w*|slot\w*|zasilacz\w*|modul\w*) (?:jest )?$")
_NAMES: tuple[Priority, ...] = ("P1", "P2", "P3", "P4")


def priority(sheet: Sheet) -> Priority | None:
    """The priority stated; a question about priorities, and two of them without a correction, state none."""
    found = sorted(
        (
            Found(level or _NAMES[int(match[1]) - 1], match.start(), match.end())
            for pattern, level in _STATED
            for match in pattern.finditer(sheet.words)
            if not _NOT_STATED.search(sheet.words[max(0, match.start() - 16) : match.start()])
            or match[0].startswith("p")
        ),
        key=lambda item: item.start,
    )
    stated = {item.value for item in Denials(sheet.words, found).kept()}
    return stated.pop() if len(stated) == 1 and not _ASKED.search(sheet.words) else None
