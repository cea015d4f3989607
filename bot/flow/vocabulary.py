"""The words a flow is written in: Ask, Tell, Stop, Done, Flow, and the answers its rules look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bot.domain.cases import Case
from bot.flow.facts import Facts
from bot.flow.mentions import Understood

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


@dataclass(frozen=True)
class Variant:
    """Another wording for another situation: `pick` gives one of `names`, or "" for the plain text."""

    names: tuple[str, ...]
    pick: Word


@dataclass(frozen=True, slots=True)
class Option:
    """One button: its value, and its label unless the texts hold it under `<question>.options.<name>`.

    `question` says what it answers when that is not the question it is shown with; `does` makes it no answer but a
    wish: `{"start": flow}`, `{"aside": intent}`, `{"command": command}`, `{"reopen": [questions]}` or
    `{"note": {question: value}}`.
    """

    value: Value = None
    label: str | None = None
    question: str | None = None
    does: Mapping[str, Any] | None = None
    when: Rule = always

    @property
    def name(self) -> str:
        """Its name in the texts: the value, or the verb and object of what it does."""
        if not self.does:
            return str(self.value)
        verb, what = next(iter(self.does.items()))
        return f"{verb}_{what if isinstance(what, str) else next(iter(what))}"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the person, with what was understood of them, the files beside them, and the priority they suggest."""

    text: str
    understood: Understood
    files: tuple[str, ...] = ()
    suggested: tuple[str, str] | None = None

    @property
    def bare(self) -> bool:
        """Only files, no words."""
        return not self.text.strip()


class Reader(Protocol):
    """Turns words into a value. `None` always means: these words do not say it."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The value, when the question was just asked."""
        ...

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The value, when it was said without having been asked for."""
        ...


Effects = Callable[[Answers, Facts], "tuple[Effect, ...]"]


@dataclass(frozen=True)
class Ask:
    """A question. `about`: names of the answers it depends on; when one of them changes it is asked again.

    `options` are its buttons, `more` those made from the facts (with labels of their own), shown first.
    `known` gives the answer while the facts hold it (it is not stored); `unknown` is what „nie wiem” means after
    `patience` offers of help (None: it is needed, so a person is offered instead); `variant` picks another wording
    (`<name>.<variant>`); `asking` is done each time the question is put anew; `called` are beginnings of the Polish
    words people use for it („chcę zmienić telefon”).
    """

    name: str
    reader: Reader
    when: Rule = always
    about: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    more: Callable[[Answers, Facts], tuple[Option, ...]] | None = None
    known: Callable[[Answers, Facts], Value | None] | None = None
    unknown: Value | None = None
    patience: int = 1
    variant: Variant | None = None
    asking: Effects | None = None
    called: tuple[str, ...] = ()

    def choices(self, answers: Answers, facts: Facts) -> tuple[Option, ...]:
        """The buttons to show now: those made from the facts first."""
        made = self.more(answers, facts) if self.more else ()
        return (*made, *(o for o in self.options if o.when(answers, facts)))


@dataclass(frozen=True)
class Tell:
    """Something said once, and again only when what it is `about` changes."""

    name: str
    when: Rule = always
    about: tuple[str, ...] = ()
    variant: Variant | None = None


@dataclass(frozen=True)
class Stop:
    """An end of the flow: `when` it holds, do `then` and say the text `name`."""

    name: str
    when: Rule = always
    then: Effects | None = None
    variant: Variant | None = None


Done = Stop
"""The end that the flow was started for; told apart only for the reader of a flow."""

Step = Ask | Tell | Stop


@dataclass(frozen=True)
class Flow:
    """A conversation: its steps from the top, the placeholders its texts may use, and the intents that start it.

    `title` puts it in the menu; `shortcut` recognises typed commands („status 1011”) and gives the first answers;
    `said` are texts that no step says.
    """

    name: str
    steps: tuple[Step, ...] = ()
    words: Mapping[str, Word] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    title: str = ""
    said: tuple[str, ...] = ()
    shortcut: Callable[[str], Mapping[str, Value] | None] | None = None

    def ask(self, name: str) -> Ask | None:
        """The question of that name, or None."""
        return next((s for s in self.steps if isinstance(s, Ask) and s.name == name), None)


def only(step: Ask, when: Rule) -> Ask:
    """The same question, asked at this place only when the rule holds."""
    return replace(step, when=both(when, step.when))


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


# --- what a turn asks to be done -----------------------------------------------------------------


@dataclass(frozen=True)
class Say:
    """Say the text `key` (`<flow>.<name>`), its placeholders filled by `word`, with these buttons."""

    key: str
    word: Callable[[str], str]
    options: tuple[Option, ...] = ()
    question: str | None = None


@dataclass(frozen=True)
class OpenCase:
    """Open this case; its number is drawn when it is stored, and the texts said after it may use `{number}`."""

    case: Case


@dataclass(frozen=True)
class AddToCase:
    """Pass these words (and whatever files came with them) on to the engineers of a case."""

    number: int
    text: str


@dataclass(frozen=True)
class CaseAction:
    """An engineer acts on a case: `verb` is a name of `bot.domain.cases`."""

    verb: str
    number: int
    argument: str = ""


@dataclass(frozen=True)
class CountRefusal:
    """An unlinked account gave a serial and contract that do not belong together."""

    serial: str
    contract: str


Effect = Say | OpenCase | AddToCase | CaseAction | CountRefusal
