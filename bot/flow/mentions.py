"""What was read out of a customer's words: the values mentioned, and what the words were for."""

from dataclasses import dataclass, field
from typing import Literal

Vendor = Literal["extreme", "huawei"]
Priority = Literal["P1", "P2", "P3", "P4"]


@dataclass(frozen=True)
class Mentions:
    """Values found in one message, in the order said and in canonical form; denied ones are only in `rejected`.

    `phones` are nine digits (a foreign one keeps its +), `when` and `place` are as said („od wczoraj”),
    `repaired` are those of `serials` that were read by repairing a slip of the keyboard, `incomplete` are
    pieces that look like a serial number but have too few or too many characters.
    """

    serials: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    vendor: Vendor | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    priority: Priority | None = None
    symptom: bool = False
    when: str | None = None
    place: str | None = None
    repaired: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    correction: bool = False
    incomplete: tuple[str, ...] = ()

    @property
    def numbers(self) -> bool:
        """A serial or contract number was said."""
        return bool(self.serials or self.contracts)


@dataclass(frozen=True)
class Understood:
    """The likeliest intent of a message, how sure (0..1), the runners-up (best first) and the mentions.

    `elsewhere`: whatever else they look like, the words are about things that are not ours („zgaś światło”);
    `wants`: somebody is to do or to say something, so the words tell nothing.
    """

    intent: str
    confidence: float = 0.0
    ranked: tuple[tuple[str, float], ...] = ()
    mentions: Mentions = field(default_factory=Mentions)
    elsewhere: bool = False
    wants: bool = False
