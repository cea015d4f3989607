"""What rules are made of: the answers of a run, rules over them, and what hangs on rules: buttons and wordings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.flow.facts import Facts

Value = Any
"""An answer: whatever JSON can hold."""


class Answers(Mapping[str, Value]):
    """The answers of one run by question name, how often each question was put, and the `misses` at the open one."""

    def __init__(self, values: Mapping[str, Value], times: Mapping[str, int] | None = None, misses: int = 0) -> None:
        self._values, self._times, self.misses = dict(values), dict(times or {}), misses

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    @property
    def fresh(self) -> bool:
        """No question has been put yet in this run."""
        return not self._times

    def times(self, name: str) -> int:
        """How many times the question was put, each time about something else counted once."""
        return self._times.get(name, 0)

    def __repr__(self) -> str:
        return f"Answers({self._values})"


Rule = Callable[[Answers, Facts], bool]
Word = Callable[[Answers, Facts], str]


def always(_answers: Answers, _facts: Facts) -> bool:
    """zawsze"""
    return True


def never(_answers: Answers, _facts: Facts) -> bool:
    """nigdy (tylko zapamiętane, gdy padnie)"""
    return False


def both(first: Rule, second: Rule) -> Rule:
    """Both rules hold; its description is theirs, joined."""

    def rule(answers: Answers, facts: Facts) -> bool:
        return first(answers, facts) and second(answers, facts)

    rule.__doc__ = " i ".join(d for d in (describe(first), describe(second)) if d != describe(always))
    return rule


def neither(*rules: Rule) -> Rule:
    """None of the rules holds."""

    def rule(answers: Answers, facts: Facts) -> bool:
        return not any(r(answers, facts) for r in rules)

    rule.__doc__ = "nie: " + " ani ".join(describe(r) for r in rules)
    return rule


def describe(rule: Rule) -> str:
    """What a rule says of itself, in Polish: the first line of its docstring."""
    return (rule.__doc__ or rule.__name__).strip().splitlines()[0]


@dataclass(frozen=True)
class Variant:
    """Another wording for another situation: `pick` gives one of `names`, or "" for the plain text."""

    names: tuple[str, ...]
    pick: Word


@dataclass(frozen=True, slots=True)
class Option:
    """One button: its value, and its label unless the texts hold it under `<question>.options.<name>`.

    `question` says what it answers when that is not the question it is shown with; `does` makes it no answer but a
    wish: `{"start": flow}`, `{"aside": intent}`, `{"command": command}`, `{"reopen": [questions]}`,
    `{"note": {question: value}}` or `{"pass_on": "case", "number": …, "text": …}`. `means`: intents that press it in
    words („nie” = „Nic, wracamy”).
    """

    value: Value = None
    label: str | None = None
    question: str | None = None
    does: Mapping[str, Any] | None = None
    when: Rule = always
    means: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Its name in the texts: the value, or the verb and object of what it does."""
        if not self.does:
            return str(self.value)
        verb, what = next(iter(self.does.items()))
        return f"{verb}_{what if isinstance(what, str) else next(iter(what))}"
