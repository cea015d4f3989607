"""What is asked of the register: the kind of question, the days, the customer and the devices meant."""

import re
from collections.abc import Mapping

from bot.domain.worktime import local
from bot.flow import bent, own
from bot.flow.facts import Facts
from bot.flow.picking import plain
from bot.flow.readers import Reading
from bot.flow.span import span
from bot.flow.vocabulary import Answers, Said, Value

_CONTRACTS = r"\b(?:umow\w*|um[oó]w|kontrakt\w*)\b"
_DEVICES = r"\b(?:urzadze\w*|sprzet\w*|przelacznik\w*|switch\w*|router\w*)\b"
_LIST = r"\b(?:ktor\w+|jaki\w*|ile|lista|liste|pokaz\w*|wypisz\w*|podaj\w*|wymien\w*|czy (?:jakies|cos))\b"
_HAVE = r"\b(?:mam|mamy|ma|maja|posiada\w*|moj\w*|nasz\w*|jest|sa|stoi|stoja|na umow\w*|u|dla|klient\w*|firm\w*)\b"
_MINE = r"\b(?:moje|nasze|ile mam|ile mamy|jakie mam|jakie mamy)\b"
_REMINDERS = r"(?:dostawac )?(?:tych )?przypom\w+"
_TO_WHOM = r"(?: (?:mi|nam|wiecej|juz|znow\w*|prosze|o (?:koncu )?(?:umow\w*|kontrakt\w*)))*"
_COVERED = r"(?:objet\w*|pokryt\w*|na serwisie|pod opieka|pod umowa|obejmuj\w*)"

KINDS = {
    "reminders_off": r"(?:prosze )?(?:nie przypominaj\w*|bez przypomnien"
    rf"|(?:wylacz\w*|nie chce\w*) {_REMINDERS}){_TO_WHOM}",
    "reminders_on": rf"(?:prosze )?(?:przypominaj\w*|(?:wlacz\w*|chce\w*) (?:znow\w* )?{_REMINDERS}){_TO_WHOM}",
    "who_may": r"(?=.*\b(?:kto|jacy|ktorzy|lista|kim)\b)(?=.*\b(?:u nas|od nas|nasz\w*)\b)"
    r".*\b(?:upowazni\w*|przedstawiciel\w*|(?:moze|moga) zgl\w+).*",
    "covered": rf"(?:.{{0,40}}\b)?(?:czy|co z|jak z)\b.*\b(?:{_COVERED}"
    r"|(?:ma|maja) (?:\w+ )?(?:umow\w*|serwis\w*|wsparci\w*|kontrakt\w*))\b.*",
    "devices": rf"(?=.*{_HAVE})(?:.*\b)?(?:ile|jakie|ktore|pokaz\w*|wypisz\w*|podaj\w*) (?:\w+ ){{0,2}}{_DEVICES}.*"
    rf"|.*\blist[ae] (?:\w+ )?{_DEVICES}.*",
    "ended": rf"(?=.*{_CONTRACTS}).*\b(?:wygasl\w*|(?:s|za)konczyl\w*|(?:nie sa|nie jest) (?:juz )?wazn\w*)\b.*",
    "ending": rf"(?=.*{_LIST})(?=.*{_CONTRACTS}).*\b(?:koncz\w*|wygas\w+|uplyw\w+|wazn\w* do)\b.*"
    r"|(?:a )?co (?:\w+ )?(?:sie )?(?:\w+ )?(?:konczy|wygasa)(?: sie)? (?:w|do|za) .*",
    "contracts": rf"(?:(?:pokaz|lista|liste|wszystkie|prosze o)\b.*)?{_MINE}.{{0,20}}{_CONTRACTS}.*",
}
"""In the order they are tried; in plain lower case."""
_COMPILED = {name: re.compile(pattern) for name, pattern in KINDS.items()}
SURE = frozenset({"reminders_off", "reminders_on", "who_may", "devices", "ending", "ended"})
"""Kinds in words that leave no doubt."""
FILE = re.compile(
    rf"(?=.*(?:{_CONTRACTS}|{_DEVICES}|\bliste?\b|\bto\b))"
    r".*\b(?:csv|excel\w*|eksport\w*|arkusz\w*|(?:do|w) plik\w+)\b.*|(?:prosze )?(?:o )?(?:plik )?csv|eksport\w*"
)
"""The answer is wanted as a file."""
OF_ONE = re.compile(
    r"(?:(?:a|i|no|to) )*czy (?:\S+ ){1,6}(?:jest|sa) (?:jeszcze |nadal )?"
    r"(?:objet\w*|pokryt\w*|na serwisie)(?: \S+){0,3}"
)
"""„Czy 1845N-41234 jest objęte?”"""
LONGEST = 120
"""Longer messages tell something, they do not ask the register."""


def kind(text: str) -> str | None:
    """What is asked; None when the words do not say."""
    words = plain(text)
    return next((name for name, pattern in _COMPILED.items() if pattern.fullmatch(words)), None)


def shortcut(text: str) -> Mapping[str, Value] | None:
    """A question in words that leave no doubt, at any moment."""
    sure = asks(text) and (kind(text) in SURE or any(p.fullmatch(plain(text)) for p in (FILE, OF_ONE)))
    return {} if sure else None


def asks(text: str) -> bool:
    """May it be a question to the register at all?"""
    return len(text) <= LONGEST and (kind(text) is not None or FILE.fullmatch(plain(text)) is not None)


class Kind(Reading):
    """The kind of question."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Its name."""
        return kind(said.text)


class AsFile(Reading):
    """„Poproszę listę w CSV”."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """True, when a file is wanted."""
        return True if FILE.fullmatch(plain(said.text)) else None


class Days(Reading):
    """„W 60 dni”, „do końca marca”."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The first and the last day."""
        found = span(said.text, local(facts.now).date())
        return [day.isoformat() for day in found] if found else None


class Named(Reading):
    """One's own customers, as far as their names were said."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Those of whose names most was said."""
        return list(named(said.text, facts)) or None


class Customer(Reading):
    """Which of the customers offered."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The only one whose name fits best."""
        found = [name for name in named(said.text, facts) if name in answers.get("named", ())]
        return found[0] if len(found) == 1 else None


class Stranger(Reading):
    """A name that is none of one's own customers'; whose it is nobody looks up."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The name as said."""
        return None if facts.scope is None or named(said.text, facts) else stranger(said.text)


class Standing(Reading):
    """One's own devices at the place said, else those of the model said."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Their serial numbers."""
        models = [m.upper() for m in said.understood.mentions.models]
        found = own.standing(said, facts) or [d for d in facts.own if d.model.upper().startswith(tuple(models))]
        return [d.serial for d in found] or None


def named(text: str, facts: Facts) -> tuple[str, ...]:
    """One's own customers that the words name, in whatever case."""
    return bent.best((cover.customer for cover in facts.contracts), plain(text).split())


_WHOSE = (
    r"(?:klient(?:a|owi|em|ka|ki)?|firm(?:a|y|ie|ę)|organizacj(?:a|i|ę)|spół(?:ka|ki|ce|kę)|w imieniu)"
    r"(?: (?:klienta|firmy|organizacji|spółki))?"
)
STRANGER = re.compile(
    rf"\b(?:(?i:{_WHOSE})\s+(?P<after>\w[\w&.-]*(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w&.-]*){{0,4}})"
    r"|(?i:mają|maja|ma|posiada|dla|u|umowy|umów|umow|urządzenia|urządzeń|umowa)\s+"
    r"(?P<name>[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]{2,}(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w&.-]*){0,4}))"
)
NO_NAME = frozenset("csv pw hz cc hc hicare cocare ahb sos nbd extreme huawei partnerworks premier".split())


def stranger(text: str) -> str | None:
    """What stands where a customer is named."""
    found = STRANGER.search(text)
    name = (found["after"] or found["name"]).strip(" .-") if found else ""
    return None if not name or plain(name).split()[0] in NO_NAME else name


def about(answers: Answers) -> str:
    """What is asked: the kind in the words, or what the values in them can only be about."""
    kind = answers.get("kind")
    if kind in (None, "contracts", "ending", "covered") and answers.get("contract"):
        return "contract"
    if kind is None and answers.get("serial"):
        return "covered"
    return "ending" if kind in (None, "contracts") and answers.get("days") else str(kind or "contracts")
