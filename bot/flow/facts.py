"""What the world says at the moment of a turn; loaded once, so that nothing downstream asks a clock or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.contracts import Device, Register
from bot.domain.people import Person, Scope


@dataclass(frozen=True, slots=True)
class Hint:
    """An article that fits the symptom: its short steps and the logs it asks for, chosen for the caller's platform."""

    topic: str
    title: str
    steps: tuple[str, ...]
    logs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a rule may look at: `now` is when the event was received (aware), not when it is handled.

    `register` holds only the devices and contracts mentioned so far and the person's own; `scope` whose data the
    person may see (None = an account not linked to anybody); `tries_left` how many more wrong serial and contract
    pairs an unlinked account may give; `suggested` the priority that the symptom sounds like, with its reason.
    """

    now: datetime
    person: Person | None = None
    scope: Scope | None = None
    register: Register = field(default_factory=Register)
    own: tuple[Device, ...] = ()
    cases: tuple[Case, ...] = ()
    hint: Hint | None = None
    logs: tuple[str, ...] = ()
    suggested: tuple[str, str] | None = None
    tries_left: int = 5
    contacts: Mapping[str, str] = field(default_factory=dict)
