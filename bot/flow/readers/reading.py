"""The port of all readers: by itself it reads nothing."""

from typing import ClassVar

from bot.flow.facts import Facts
from bot.flow.vocabulary import Answers, Said, Value


class Reading:
    """The usual reader: nothing is noticed unless it was asked for."""

    greedy: ClassVar[bool] = False
    whole: ClassVar[bool] = False
    may_look_like: ClassVar[frozenset[str]] = frozenset()

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Nothing."""
        return self.notice(said, answers, facts)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002 - the port's shape
        """Nothing."""
        return None
