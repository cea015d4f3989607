"""A case for somebody on the phone: „nowe: serial, umowa, objaw, telefon, kiedy”, the parts in any order."""

import re
from datetime import datetime

from sqlalchemy import Connection

from bot.addresses import conversation
from bot.domain.cases import Case, Refused
from bot.domain.contracts import entitle
from bot.domain.people import Person
from bot.domain.worktime import local
from bot.store import register
from bot.understand import understand
from bot.understand.priority import suggest
from flows.obsluga_sprawy import when
from flows.zglos_awarie.draft import settled, with_gaps

NUMBERS = re.compile(
    r"\b(?:sn|s/n|serial|numer|nr|seryjny|umow[ay]|tel(?:efon)?|priorytet|p[1-4])\b[.:]?|\S*\d[\d\s-]*\d\S*", re.I
)


def draft(c: Connection, said: str, who: Person, at: datetime) -> Case:
    """The case these words describe, of a caller who is written to by mail when an address is among them.

    Raises Refused when too little is said, or a moment that is still to come.
    """
    mentions = understand(said).mentions
    parts = [part.strip() for part in re.split(r"[,;\n]", said) if part.strip()]
    moments = {part: moment for part in parts if (moment := when.read(part, at))}
    submitted = min(moments.values(), default=at)
    if any(moment > at for moment in moments.values()):
        raise Refused("new_in_future")
    symptom = ", ".join(words for part in parts if part not in moments and (words := _words(part)))
    if not symptom or not (mentions.numbers or mentions.phones):
        raise Refused("new_needed")
    serial, contract = next(iter(mentions.serials), None), next(iter(mentions.contracts), None)
    known = register.load(c, [serial or ""], [contract or ""], who.scope)
    found = entitle(serial, contract, known, who.scope, local(at).date())
    case = Case(
        number=0,
        submitted_at=submitted,
        priority=mentions.priority or (suggest(symptom) or ("P3", ""))[0],
        symptom=symptom,
        entitlement="",
        contract=contract,
        serial=serial,
        phone=next(iter(mentions.phones), None),
        site=found.device.place if found.device else None,
        conversation=next((conversation(address) for address in mentions.emails), ""),
    )
    return with_gaps(settled(case, found))


def _words(part: str) -> str:
    """What a part says beside its numbers."""
    left = " ".join(NUMBERS.sub(" ", part).split())
    return left if re.search(r"[^\W\d_]{3}", left) else ""
