"""Everything a conversation remembers between turns; plain values, so that it survives a restart as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.flow.vocabulary import Answers, Value


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the values of the answers it depended on when it was given."""

    value: Value
    about: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """A button as last shown: typing its label or its number means the same as pressing it."""

    label: str
    question: str
    value: Value = None
    does: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a flow. Answers are kept by question name, and so is what was last asked: never a step number.

    `ground` is what the open question was about when it was put, `times` how often each was put anew, `pending` a
    „na pewno?” that must be settled first („cancel” or „restart”).
    """

    flow: str
    number: int
    answers: Mapping[str, Answer] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    asked: str | None = None
    ground: Mapping[str, Value] = field(default_factory=dict)
    shown: tuple[Shown, ...] = ()
    misses: int = 0
    pending: str | None = None

    @property
    def values(self) -> Answers:
        """The answers without their grounds, as rules see them."""
        return Answers({name: a.value for name, a in self.answers.items()}, self.times, self.misses)

    def without(self, *names: str) -> "Run":
        """The same run with these answers forgotten."""
        return replace(self, answers={n: a for n, a in self.answers.items() if n not in names})

    def settled(self) -> "Run":
        """Forget every answer whose ground has changed, and what rested on it in turn."""
        values = self.values
        stale = [n for n, a in self.answers.items() if any(values.get(about) != was for about, was in a.about.items())]
        return self.without(*stale).settled() if stale else self


@dataclass(frozen=True, slots=True)
class Conversation:
    """The runs under way, the interrupted ones first, the one being talked about last.

    `queued` are the first answers of further reports that wait for the present one to end.
    `ended`: what was answered in the run that came to an end `ended_at` (ISO 8601), if it may be taken up again.
    `heard_at`: when the person last spoke, `quiet`: what was done about their silence since, `parked_at`: since when
    the conversation is laid aside.
    `sources`: conversations of the same person in which what is under way here was begun, `moved_to`: the one in which
    what was begun here goes on.
    """

    runs: tuple[Run, ...] = ()
    next_run: int = 1
    greeted: bool = False
    shown: tuple[Shown, ...] = ()
    queued: tuple[Mapping[str, Value], ...] = ()
    ended: Mapping[str, Value] = field(default_factory=dict)
    ended_at: str = ""
    heard_at: str = ""
    quiet: tuple[str, ...] = ()
    parked_at: str = ""
    sources: tuple[str, ...] = ()
    moved_to: str = ""

    @property
    def run(self) -> Run | None:
        """The run being talked about."""
        return self.runs[-1] if self.runs else None

    def with_run(self, run: Run) -> "Conversation":
        """The same conversation with its current run replaced."""
        return replace(self, runs=(*self.runs[:-1], run))


def to_json(conversation: Conversation) -> dict[str, Any]:
    """The stored form."""
    return asdict(conversation)


def from_json(state: Mapping[str, Any]) -> Conversation:
    """Back from the stored form; what an older version did not know takes its default."""
    return Conversation(
        runs=tuple(_run(r) for r in state.get("runs", ())),
        next_run=state.get("next_run", 1),
        greeted=state.get("greeted", False),
        shown=tuple(Shown(**s) for s in state.get("shown", ())),
        queued=tuple(state.get("queued", ())),
        ended=state.get("ended", {}),
        ended_at=state.get("ended_at", ""),
        heard_at=state.get("heard_at", ""),
        quiet=tuple(state.get("quiet", ())),
        parked_at=state.get("parked_at", ""),
        sources=tuple(state.get("sources", ())),
        moved_to=state.get("moved_to", ""),
    )


def _run(state: Mapping[str, Any]) -> Run:
    return Run(
        flow=state["flow"],
        number=state["number"],
        answers={n: Answer(**a) for n, a in state.get("answers", {}).items()},
        times=state.get("times", {}),
        asked=state.get("asked"),
        ground=state.get("ground", {}),
        shown=tuple(Shown(**s) for s in state.get("shown", ())),
        misses=state.get("misses", 0),
        pending=state.get("pending"),
    )
