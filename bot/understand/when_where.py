"""When it began and where it stands, in the caller's own words: „od wczoraj”, „w oddziale w Radomiu”."""

import re

from bot.understand.patterns import any_of
from bot.understand.sheet import Sheet

_DAY = any_of(r"poniedzial\w+", r"wtor\w+", r"srod[aey]\w*", r"czwart\w+", r"piat\w+", r"sobot\w+", r"niedziel\w+")
_NEAR_DAY = any_of("dzis(?:iaj)?", "wczoraj", "przedwczoraj", r"w dniu (?:dzisiej|wczoraj)szym")
_HOUR = r"(?:godz(?:iny|\.)? ?)?\d{1,2}(?:[:.]\d\d)?\b"
_PART = any_of("rano", "rana", r"wieczor\w*", "w nocy", "w poludnie", "po poludniu")
_SPAN = any_of(r"\d+", r"kilk\w+", r"par\w+", r"dwoch|dwa|dwie", r"trz\w+", r"ostatni\w+", r"zeszl\w+")
_UNIT = any_of(r"minut\w*", r"godzin\w*", "dni|dnia", r"tygodni\w*|tydzien", r"miesi[ae]c\w*|miesiecy", r"weekend\w*")
_AT = rf"(?:okolo|ok\.|o|od|po|przed) {_HOUR}"
_EVENT = any_of(
    "burzy", r"zaniku \w+", "awarii (?:zasilania|pradu)", "aktualizacji", "restarcie", r"upgra\w*", r"wymianie \w+",
    "przeprowadzce", "remoncie", "weekendzie",
)  # fmt: skip
_WHEN = re.compile(
    any_of(
        rf"\bod (?:{_NEAR_DAY}|{_DAY}|rana|nocy|poludnia|chwili|zawsze)(?:,? (?:{_PART}|{_AT}))?",
        rf"\bod (?:(?:{_SPAN} )?{_UNIT}|{_HOUR})",
        rf"\b{_NEAR_DAY}\b(?: (?:{_PART}|{_AT}))?",
        rf"\bwe? (?:(?:zeszl|ostatni|minion|ubiegl)\w+ )?(?:{_DAY}|weekend|nocy)(?: (?:{_PART}|{_AT}))?",
        rf"\b(?:{_SPAN} )?{_UNIT} temu",
        r"\bprzed (?:chwila|momentem|godzina|poludniem)",
        r"\b(?:dzisiejszej|tej|ubieglej|zeszlej) nocy\b|\bnad ranem\b",
        rf"\bpo {_EVENT}",
    )
)
_SITE = any_of(
    r"oddzial\w*|fili\w+|hal[aei]\w*|magazyn\w*|serwerown\w*|biur\w*|central[aei]\w*|siedzib\w*|budyn\w*|lokalizacj\w*",
    r"szkol\w*|szpital\w*|fabry\w*|zakladz\w*|sklep\w*|hotel\w*|urzed\w*|przychodn\w*|bibliotek\w*|kampus\w*|laborator\w*",
    r"pietr\w*|recepcj\w*|produkcji|kasach|szafie|pokoj\w*|sal[aei]\w*|piwnic\w*|parking\w*|lotnisk\w*|dworc\w*|warsztat\w*",
)
_NAME = r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?:[ -][A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+)?(?![\w-])"
_WHICH = any_of("nasz", "cal", "drug", "pierwsz", "trzec", "glown", "jedn")
_PLACE = re.compile(rf"\b(?:we?|na|z) (?:{_WHICH}\w+ )?{_SITE}(?: (?:nr )?(?:[a-z]|\d{{1,3}}[a-z]?)(?!\w))?")
_TOWN = re.compile(rf" (?:we? |na )?{_NAME}")
_IN_TOWN = re.compile(rf"\b[Ww]e? {_NAME}")
_ROAD = any_of(r"ul\.|ulic[aey]", r"al\.|alej[aei]", r"pl\.|plac", r"os\.|osiedl\w+")
_STREET = re.compile(
    rf"\b{_ROAD} ?[\w.-]+(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w.-]*){{0,3}} \d+\w?(?:/\d+)?(?:,? \d{{2}}-\d{{3}} {_NAME})?"
)


def when(sheet: Sheet) -> str | None:
    """The first phrase of time, as written."""
    match = _WHEN.search(sheet.words)
    return sheet.text[match.start() : match.end()] if match else None


def place(sheet: Sheet) -> str | None:
    """A street address, else the place of the device with its town, else a town, as written."""
    if street := _STREET.search(sheet.text):
        return street.group()
    if site := _PLACE.search(sheet.words):
        town = _TOWN.match(sheet.text, site.end())
        return sheet.text[site.start() : town.end() if town else site.end()]
    town = _IN_TOWN.search(sheet.text)
    return town.group() if town and not _WHEN.match(sheet.words, town.start()) else None
