"""The priority stated, the time and the place, as the caller says them."""

import re

from bot.flow.mentions import Priority
from bot.understand.corrections import Denials
from bot.understand.sheet import Found, Sheet

_NAMED = (
    (r"(?<![\w/.-])p ?-?([1-4])(?![\w/.-]*\w)", None),
    (
        r"\b(?:prio|priorytet\w*|priority|severity|sev)\W{0,3}(?:to |na |jako |jest |numer |nr |poziom )*(?:p ?-?)?([1-4])\b",
        None,
    ),
    (r"\b(?:prio|priorytet\w*)\W{0,3}(?:to |jest |bardzo )*(?:krytyczn\w*|najwyzsz\w*|pierwsz\w*|jedynk\w*)", "P1"),
    (r"\b(?:krytyczn\w*|najwyzsz\w*|pierwsz\w*) (?:prio\b|priorytet\w*)", "P1"),
    (
        r"\b(?:prio|priorytet\w*)\W{0,3}(?:to |jest )*(?:wysok\w*|drug\w*|dwojk\w*)|\bwysok\w* (?:prio\b|priorytet\w*)",
        "P2",
    ),
    (
        r"\b(?:prio|priorytet\w*)\W{0,3}(?:to |jest )*(?:sredni\w*|normaln\w*|trzec\w*|trojk\w*)|\bsredni\w* (?:prio\b|priorytet\w*)",
        "P3",
    ),
    (
        r"\b(?:prio|priorytet\w*)\W{0,3}(?:to |jest )*(?:nisk\w*|najnizsz\w*|czwart\w*|czwork\w*)|\b(?:nisk|najnizsz)\w* (?:prio\b|priorytet\w*)",
        "P4",
    ),
    (
        r"\b(?:to|jest|sprawa|awaria|sytuacja|zgloszenie|problem|bardzo|usterka)\W{1,2}(?:jest )?krytyczn[aey]\b|^\W*krytyczn[aey]\W*$|\bkrytyczn[aey] (?:awari|sytuacj|spraw|uster|problem|zgloszen)\w*",
        "P1",
    ),
)
_PRIORITIES = tuple((re.compile(pattern), fixed) for pattern, fixed in _NAMED)
_QUESTION = re.compile(
    r"\?|\b(?:roznic\w*|co (?:to )?(?:znaczy|oznacza)|jaki (?:jest )?(?:bedzie )?priorytet|pomiedzy|czym sie rozni)\b"
)
_DAY = r"(?:poniedzial\w+|wtor\w+|srod[aye]\w*|czwart\w+|piat\w+|sobot\w+|niedziel\w+)"
_HOUR = r"(?:godz(?:iny|\.)? ?)?\d{1,2}(?:[:.]\d\d)?\b(?! ?(?:port|osob|sztuk|switch|ap\b|%))"
_WHEN = re.compile(
    "|".join(
        (
            rf"\bod (?:dzis(?:iaj)?|wczoraj|przedwczoraj|rana|nocy|poludnia|{_DAY}|tygodni\w*|miesiac\w*|kilku \w+|paru \w+|"
            rf"\d+ (?:minut|godzin|dni|tygodni|miesiecy)\w*|godzin\w*|chwili|zawsze|zeszl\w+ \w+|ostatni\w+ \w+|{_HOUR}|dwoch \w+|trzech \w+)"
            rf"(?:,? (?:rano|rana|wieczor\w*|w nocy|okolo {_HOUR}|od {_HOUR}))?",
            rf"\b(?:dzis(?:iaj)?|wczoraj|przedwczoraj)(?: (?:rano|w nocy|wieczor\w*|po poludniu|w poludnie|(?:okolo|ok\.|o|po|przed) {_HOUR}))?",
            rf"\bw (?:zeszl\w+ |ostatni\w+ |mini\w+ |ten )?(?:{_DAY}|weekend|nocy|tym tygodniu|nocy z \w+ na \w+)(?: (?:rano|wieczor\w*|okolo {_HOUR}|o {_HOUR}))?",
            r"\b(?:przed chwila|przed momentem|przed godzina|(?:godzine|tydzien|miesiac|dwie godziny|kilka (?:minut|godzin|dni)|\d+ (?:minut|godzin|dni))\w* temu)",
            r"\b(?:dzis(?:iejszej)?|tej|ubieglej|zeszlej) nocy\b|\b(?:rano|nad ranem|w poludnie|wieczorem)\b",
            r"\bpo (?:burzy|awarii zasilania|zaniku (?:zasilania|pradu)|aktualizacji|restarcie|upgrade\w*|wymianie \w+|przeprowadzce|remoncie|weekendzie)",
            rf"\b(?:okolo|ok\.|o godz\w*\.?) {_HOUR}",
        )
    )
)
_SITE = (
    r"oddzial\w*|fili[iaeę]\w*|hal[iaeę]\w*|magazyn\w*|serwerown\w*|biur\w*|szkol\w*|szpital\w*|fabry\w*|central[ia]\w*|siedzib\w*|"
    r"pietr\w*|budyn\w*|lokalizacj\w*|recepcj\w*|zakladz\w*|sklep\w*|hotel\w*|urzed\w*|przychodn\w*|bibliotek\w*|kampus\w*|laborator\w*|"
    r"warsztat\w*|produkcji|kas(?:ie|ach)|szaf\w*|szaci\w*|punkt\w* dystrybucyjn\w*|pokoj\w*|sal[iae]\w*|piwnic\w*|parking\w*|lotnisk\w*|dworc\w*"
)
_STREET = re.compile(
    r"(?:\b(?:ul\.|ulic[aye]|al\.|alej[aei]|pl\.|plac|os\.|osiedl\w+) ?[A-ZĄĆĘŁŃÓŚŹŻ0-9][\w.-]*(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w.-]*){0,3} \d+\w?(?:/\d+)?)"
    r"(?:,? \d{2}-\d{3} [A-ZĄĆĘŁŃÓŚŹŻ]\w+(?:[ -][A-ZĄĆĘŁŃÓŚŹŻ]\w+)?)?"
)
_PLACE = re.compile(
    rf"\b(?:we?|na|z) (?:nasz\w+ |cal\w+ |drug\w+ |glown\w+ |jedn\w+ )?(?:{_SITE})(?: (?:nr )?(?:[a-z]|\d{{1,3}}[a-z]?)(?![\w]))?"
)
_TOWN = re.compile(r"(?: (?:w|we|na) [A-ZĄĆĘŁŃÓŚŹŻ][\w-]+(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w-]+)?| [A-ZĄĆĘŁŃÓŚŹŻ]\w+)")
_IN_TOWN = re.compile(r"\b[Ww]e? [A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{3,}(?:[ -][A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{3,})?")
_WHEN_WORDS = re.compile(rf"\bw {_DAY}")


def priority(sheet: Sheet) -> Priority | None:
    """The priority stated; a question about priorities and two of them without a correction state none."""
    found = sorted(
        (Found(fixed or f"P{m[1]}", m.start(), m.end()) for p, fixed in _PRIORITIES for m in p.finditer(sheet.words)),
        key=lambda item: item.start,
    )
    stated = {item.value for item in Denials(sheet.words, found).kept() if not _unsaid(sheet.words, item.start)}
    if len(stated) != 1 or _QUESTION.search(sheet.words):
        return None
    return _as_priority(stated.pop())


def when(sheet: Sheet) -> str | None:
    """The first phrase of time, as written."""
    match = _WHEN.search(sheet.words)
    return sheet.text[match.start() : match.end()] if match else None


def place(sheet: Sheet) -> str | None:
    """A street address, else the place of the device („w oddziale w Radomiu”), as written."""
    if street := _STREET.search(sheet.text):
        return street.group()
    if site := _PLACE.search(sheet.words):
        town = _TOWN.match(sheet.text, site.end())
        return sheet.text[site.start() : town.end() if town else site.end()]
    town = _IN_TOWN.search(sheet.text)
    return town.group() if town and not _WHEN_WORDS.match(sheet.words, town.start()) else None


def _unsaid(words: str, start: int) -> bool:
    return bool(
        re.search(r"\b(?:nie|malo|port\w*|slot\w*|zasilacz\w*|modul\w*) (?:jest )?$", words[max(0, start - 14) : start])
    )


def _as_priority(value: str) -> Priority | None:
    names: tuple[Priority, ...] = ("P1", "P2", "P3", "P4")
    return next((name for name in names if name == value), None)
