"""Readers of a choice: yes or no, a shown button, the number of a case."""

import re

from bot.flow.facts import Facts
from bot.flow.hearing import intent_of
from bot.flow.readers.reading import Reading
from bot.flow.vocabulary import Answers, Said, Value


class YesNo(Reading):
    """Yes or no, also as „no”, „ta”, „nieee” or 👍; the values may be named."""

    def __init__(self, yes: Value = True, no: Value = False) -> None:
        self.yes, self.no = yes, no

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """By the intent, read as an answer to a question of this kind."""
        match intent_of(said):
            case "affirm":
                return self.yes
            case "deny":
                return self.no
            case _:
                return None


class CaseNumber(Reading):
    """The number of a case, one's own when it is said in passing."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """Whatever number looks like one of a case."""
        found = _case_numbers(said.text)
        return self.notice(said, answers, facts) or (found[0] if found else None)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Only that of an own case."""
        own = {c.number for c in facts.cases}
        return next((n for n in _case_numbers(said.text) if n in own), None)


def _case_numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"(?<![\w/-])\d{4,9}(?![\w/-])", text)]


class Choice(Reading):
    """Only a shown button, its label or its number."""
