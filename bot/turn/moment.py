"""Where, when and with whom a turn takes place."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person
from bot.flow.facts import Proof
from bot.flow.vocabulary import Say


@dataclass(frozen=True, slots=True)
class Moment:
    """One turn's conversation, its person and time; the words heard, what is said of them, and of a code in them."""

    conversation: str
    person: Person | None
    at: datetime
    text: str = ""
    remarks: tuple[Say, ...] = ()
    proof: Proof | None = None

    @property
    def who(self) -> str | None:
        """The person's id, if the register knows them."""
        return self.person.id if self.person else None
