"""Readers of what is printed on a device or a contract: serials, models, contract numbers."""

from bot.domain.serials import key
from bot.flow import own
from bot.flow.facts import Facts
from bot.flow.hearing import intent_of
from bot.flow.readers.reading import Reading
from bot.flow.vocabulary import Answers, Said, Value


class Serial(Reading):
    """A serial number; when asked for, also the end of one's own or the place where only one stands."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """A whole number, a piece that fits exactly one own device, or „tak” when only one was offered."""
        found = own.fitting(answers, facts) if intent_of(said) == "affirm" else own.meant(said, facts)
        return self.notice(said, answers, facts) or (found[0].serial if len(found) == 1 else None)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """One serial, or another own device that a correction points at; None when there are several."""
        found = said.understood.mentions.serials
        if not found and "device" in answers and (other := own.meant_instead(said, answers, facts)):
            return other.serial
        return found[0] if len(found) == 1 else None


class Spot(Reading):
    """The own devices at the place where the fault is said to be; only until one is known."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Their serials."""
        return None if "device" in answers else [d.serial for d in own.standing(said, facts)] or None


class SerialChoice(Reading):
    """Several serials in one message: which one is this report about?"""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """All of them, when there is more than one."""
        found = said.understood.mentions.serials
        return list(found) if len(found) > 1 else None


class RepairedSerial(Reading):
    """A serial that was read by repairing a slip of the keyboard."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The only one said, when a character of it was read as another; spaces and dashes are no slip."""
        mentions = said.understood.mentions
        if not mentions.repaired or len(mentions.serials) != 1:
            return None
        serial = mentions.serials[0]
        return None if key(serial) in key(said.text) else serial


class ContractNumber(Reading):
    """A contract number in its canonical form."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The last contract number said."""
        found = said.understood.mentions.contracts
        return found[-1] if found else None


class Model(Reading):
    """The model of the device, as named in passing."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The first model said."""
        found = said.understood.mentions.models
        return found[0] if found else None
