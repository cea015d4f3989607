"""E-mail addresses of the house: where mail of its own accord goes, and what an address may look like."""

import re
from dataclasses import dataclass

LONGEST = 120
"""What the column of an account in a channel holds."""
_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"[a-z0-9][a-z0-9-]{0,61}[a-z0-9]",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where mail goes without being asked: every opened case to `intake`, what nobody takes to `escalation`.

    None means that nothing is sent there; while mail is not `enabled`, nothing is to be sent by mail at all.
    """

    intake: str | None = None
    escalation: str | None = None
    enabled: bool = False


def address(text: str) -> str:
    """The address as given; raises ValueError for what is none, or not one that every server takes (ASCII only)."""
    if len(text) > LONGEST or not _ADDRESS.fullmatch(text):
        raise ValueError("not an e-mail address")
    return text


def conversation(to: str) -> str:
    """The conversation in which somebody is written to by mail."""
    return f"mail:{to}"
