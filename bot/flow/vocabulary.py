"""The words a flow is written in: Ask, Tell, Stop, Done, Flow, and what readers make of what was said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Protocol

from bot.domain.findings import NOTHING, Findings
from bot.flow.effects import (
    AddToCase,
    CompleteCase,
    CountHint,
    CountRefusal,
    Effect,
    Escalate,
    GiveData,
    JoinCase,
    MakeUrgent,
    OpenCase,
    Remind,
    RequestData,
    Say,
    SendCode,
    SendTable,
    ShowCode,
    UnlinkAccount,
    Withdraw,
)
from bot.flow.facts import Facts
from bot.flow.mentions import Understood
from bot.flow.rules import (
    Answers,
    Option,
    Rule,
    Value,
    Variant,
    Word,
    always,
    both,
    describe,
    neither,
    never,
)

__all__ = [
    "AddToCase", "Answers", "Ask", "CompleteCase", "CountHint", "CountRefusal", "Done", "Effect", "Effects",
    "Escalate", "Flow", "GiveData", "JoinCase", "MakeUrgent", "OpenCase", "Option", "Reader", "Remind", "RequestData",
    "Rule", "Said", "Say", "SendCode", "SendTable", "ShowCode", "Silence", "Step", "Stop", "Tell", "UnlinkAccount",
    "Value", "Variant", "Withdraw", "Word", "always", "both", "describe", "neither", "never", "only",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the person, with what was understood of them, the files beside them, and the priority they suggest.

    `refused`: there was also a file that is not taken, and the person is told so; `pasted`: below the words stood what
    a device printed, `findings` what that says; `from_file`: that was in a file sent before, and is no answer to what
    is asked now.
    """

    text: str
    understood: Understood
    files: tuple[str, ...] = ()
    suggested: tuple[str, str] | None = None
    refused: bool = False
    pasted: bool = False
    findings: Findings = NOTHING
    from_file: bool = False

    @property
    def bare(self) -> bool:
        """Only files, no words."""
        return not self.text.strip()


class Reader(Protocol):
    """Turns words into a value. `None` always means: these words do not say it.

    `greedy`: any words may be its answer, so a clear other intent goes first, unless its answers `may_look_like`
    that one; `whole`: what it reads is evidence, in which nothing else is looked for.
    """

    greedy: ClassVar[bool]
    whole: ClassVar[bool]
    may_look_like: ClassVar[frozenset[str]]

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The value, when the question was just asked."""
        ...

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """The value, when it was said without having been asked for."""
        ...


Effects = Callable[[Answers, Facts], tuple[Effect, ...]]


@dataclass(frozen=True)
class Ask:
    """A question. `about`: names of the answers it depends on; when one of them changes it is asked again.

    `options` are its buttons, `more` those made from the facts (with labels of their own), shown first.
    `known` gives the answer while the facts hold it (it is not stored); `unknown` is what „nie wiem” means after
    `patience` offers of help (None: it is needed, so a person is offered instead), or a function that gives it;
    `variant` picks another wording (`<name>.<variant>`), `short` has one for when it is put again unanswered;
    `asking` is done each time the question is put anew; `called` are beginnings of the Polish words people use for
    it („chcę zmienić telefon”).
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
    short: bool = False
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
    """An end of the flow: `when` it holds, do `then` and say the text `name`.

    With `again` nothing said is lost: who comes back to it need not say it twice, and these answers are known then.
    `following` gives the first answers of another report that is to begin at once, if there is one; `more` are
    buttons under the text, each a wish of its own.
    """

    name: str
    when: Rule = always
    then: Effects | None = None
    following: Callable[[Answers, Facts], Mapping[str, Value] | None] | None = None
    variant: Variant | None = None
    again: Mapping[str, Value] | None = None
    more: Callable[[Answers, Facts], tuple[Option, ...]] | None = None


Done = Stop
"""The end that the flow was started for; told apart only for the reader of a flow."""

Step = Ask | Tell | Stop


@dataclass(frozen=True)
class Silence:
    """What a flow does when its caller falls silent: `hours` names the calendar in which the silence is measured.

    While `urgent` holds, `hand_over` sends out what there is; afterwards `update` passes on what is said later.
    """

    hours: Callable[[Answers, Facts], str]
    urgent: Rule
    hand_over: Effects
    update: Effects


@dataclass(frozen=True)
class Flow:
    """A conversation: its steps from the top, the placeholders its texts may use, and the intents that start it.

    `title` puts it in the menu; `shortcut` recognises typed commands („status 1011”) and gives the first answers,
    `wish` does so only while nothing is open;
    `said` are texts that no step says; `faq` finds the text that answers a common question (plain lower
    case, and was there a question mark); `shared` are answers that also hold for the next report of one caller.
    """

    name: str
    steps: tuple[Step, ...] = ()
    words: Mapping[str, Word] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    title: str = ""
    said: tuple[str, ...] = ()
    shortcut: Callable[[str], Mapping[str, Value] | None] | None = None
    wish: Callable[[str], Mapping[str, Value] | None] | None = None
    faq: Callable[[str, bool], str | None] | None = None
    shared: tuple[str, ...] = ()
    silence: Silence | None = None

    def ask(self, name: str) -> Ask | None:
        """The question of that name, or None."""
        return next((s for s in self.steps if isinstance(s, Ask) and s.name == name), None)


def only(step: Ask, when: Rule) -> Ask:
    """The same question, asked at this place only when the rule holds."""
    return replace(step, when=both(when, step.when))
