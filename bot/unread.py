"""What was not understood is kept, masked, with what came next: the raw material of new phrases."""

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from bot import metrics
from bot.evidence import MASK, mask
from bot.flow.effects import Effect, Say
from bot.flow.engine import Chose, Event
from bot.flow.hearing import intent_of
from bot.flow.vocabulary import Said
from bot.store import unread
from bot.understand import mentions
from bot.understand.sheet import Sheet

MISSED = frozenset(
    f"common.{name}" for name in ("again", "again_help", "clarify", "human_sure", "unclear", "unsure", "not_for_case")
)
"""Said when words were not, or not surely, understood."""
LONGEST = 300
SECRET = re.compile(
    r"\b(has[łl]\w*|password|passwd|pass|pin|login|użytkownik\w*|uzytkownik\w*|community|secret|klucz\w*|psk|token)"
    r"(?:\W+(?:to|jest))?[^\w•]+(?!•)\S+",
    re.I,
)


def keep(
    c: Connection, conversation: str, asked: str | None, event: Event, effects: Iterable[Effect], at: datetime
) -> None:
    """In the transaction of the turn: the sentence that was missed, or the sequel of those before it."""
    missed = any(isinstance(e, Say) and e.key in MISSED for e in effects)
    if isinstance(event, Said) and missed:
        metrics.NOT_UNDERSTOOD.add()
        unread.add(c, conversation, at, asked, masked(event.text))
    elif sequel := what_next(event):
        unread.followed_by(c, conversation, sequel)


def what_next(event: Event) -> str:
    """The button that was pressed, or the intent that was understood: `case_status`, `impact=P2`."""
    if isinstance(event, Chose):
        value = next(iter(event.does.values())) if event.does else None
        return str(value)[:80] if value is not None else f"{event.question}={event.value}"[:80]
    return intent_of(event) or "" if isinstance(event, Said) else ""


def masked(text: str) -> str:
    """Lower case without diacritics; every number, address and secret as one word."""
    sheet = Sheet(SECRET.sub(rf"\1 {MASK}", mask(text)))
    mentions.read(sheet, None)
    return " ".join(sheet.masked().split())[:LONGEST]
