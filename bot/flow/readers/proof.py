"""Readers of who somebody is: an e-mail address, and what became of a one-time code."""

from typing import ClassVar

from bot.addresses import address
from bot.flow.facts import Facts
from bot.flow.readers.reading import Reading
from bot.flow.vocabulary import Answers, Said, Value


class Email(Reading):
    """An e-mail address that mail can be sent to."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The last one said."""
        return next((e for e in reversed(said.understood.mentions.emails) if _is_address(e)), None)


class RightCode(Reading):
    """Only the right code is an answer."""

    may_look_like: ClassVar[frozenset[str]] = frozenset({"out_of_scope"})

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """True."""
        return True if facts.proof and facts.proof.verdict == "right" else None


class Verdict(Reading):
    """What became of a code that was not right; each time it is another answer."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The verdict, the tries left, and when."""
        proof = facts.proof
        return (
            {"is": proof.verdict, "left": proof.left, "at": facts.now.isoformat()}
            if proof and proof.verdict != "right"
            else None
        )


def _is_address(text: str) -> bool:
    try:
        return bool(address(text))
    except ValueError:
        return False
