"""When it began and where it stands, in the caller's own words: „od wczoraj”, „w oddziale w Radomiu”."""

import re

from bot.understand.patterns import any_of
from bot.understand.sheet import Sheet

_DAY = any_of(r"poniedzial\w+", r"wtor\w+", r"srod[aey]\w*", r"czwart\w+", r"piat\w+", r"sobot\w+", r"niedziel\w+")
_NEAR_DAY = any_of("dzis(?:iaj)?", "wczoraj", "przedwczoraj", r"w dniu (?:dzisiej|wczoraj)szym")
_HOUR = r"(?:godz(?:iny|\.)? ?)?\d{1,2}(?:[:.]\d\d)?\b(?: rano| wieczorem)?"
_PART = any_of(
    "rano|rana|z rana", r"wieczor\w*", r"w nocy(?: z \w+ na \w+)?", r"w poludnie|(?:kolo|okolo|po|przed) poludni\w+",
    "nad ranem", "o swicie",
)  # fmt: skip
_ABOUT = r"(?:(?:jaki\w*|mniej wiecej|gdzies|chyba|z|ze|okolo|ok\.|ponad|dobr\w+) )?"
_SPAN = any_of(
    r"\d+", r"kilk\w+", r"par\w+", r"ostatni\w+", r"zeszl\w+", r"poltor\w+|pol", r"dwoch|dwa|dwie|trz\w+|cztere\w+",
    r"piec\w*|szesc\w*|siedem|siedmiu|osiem|osmiu|dziesiec\w*",
)  # fmt: skip
_UNIT = any_of(
    r"minut\w*", r"godzin\w*", r"kwadrans\w*", "dni|dnia|doby|dob", r"tygodni\w*|tydzien", r"miesi[ae]c\w*|miesiecy",
    r"weekend\w*",
)  # fmt: skip
_AT = rf"(?:okolo|kolo|ok\.|o|od|po|przed) {_HOUR}"
_SINCE = any_of(
    "(?:samego )?rana", "nocy", "poludnia", "chwili", "zawsze", "swiat", "dawna", "poczatku (?:dnia|tygodnia|miesiaca)"
)
_NIGHT = rf"nocy(?: z {_DAY} na {_DAY})?"
_EVENT = any_of(
    "burzy", r"zaniku \w+", "awarii (?:zasilania|pradu)", "aktualizacji", "restarcie", r"upgra\w*", r"wymianie \w+",
    "przeprowadzce", "remoncie", "weekendzie",
)  # fmt: skip
_WHEN = re.compile(
    any_of(
        rf"\bod {_ABOUT}(?:{_NEAR_DAY}|{_DAY}|{_SINCE})(?:,? (?:{_PART}|{_AT}))?",
        rf"\bod {_ABOUT}(?:(?:{_SPAN} )?{_UNIT}|{_HOUR})",
        rf"\b{_NEAR_DAY}\b(?:,? (?:{_PART}|{_AT}))?",
        rf"\bwe? (?:(?:zeszl|ostatni|minion|ubiegl)\w+ )?(?:{_DAY}|{_NIGHT}|weekend)(?: (?:{_PART}|{_AT}))?",
        rf"\b{_ABOUT}(?:{_SPAN} )?{_UNIT} temu",
        r"\bprzed (?:chwila|momentem|godzina|kwadransem|poludniem)|\bz samego rana|\bdopiero co",
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
    return sheet.as_said(*match.span()) if match else None


def place(sheet: Sheet) -> str | None:
    """A street address, else the place of the device with its town, else a town, as written."""
    if street := _STREET.search(sheet.text):
        return sheet.as_said(*street.span())
    if site := _PLACE.search(sheet.words):
        town = _TOWN.match(sheet.text, site.end())
        return sheet.as_said(site.start(), town.end() if town else site.end())
    town = _IN_TOWN.search(sheet.text)
    return sheet.as_said(*town.span()) if town and not _WHEN.match(sheet.words, town.start()) else None
