"""The moment at which a conversation is looked at although nobody has spoken: one wake-up each."""

from datetime import datetime

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.store import wakeups


def key(conversation: str) -> str:
    """The wake-up of a conversation."""
    return f"quiet:{conversation}"


def arm(c: Connection, conversation: str, what: str, at: datetime) -> None:
    """Look at the conversation then; `what` says why (see `bot.flow.silence`)."""
    wakeups.arm(c, key(conversation), "quiet", at, {"conversation": conversation, "what": what})


def back_to_bot(c: Connection, case: Case, at: datetime) -> None:
    """The conversations of a case that a person gives back go on at once, from where they stood."""
    for conversation in case.listeners:
        arm(c, conversation, "back", at)
