"""Walking a flow from the top: the first question without an answer is next, the first end that holds ends it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.people import spaced
from bot.flow.conversation import Answer, Conversation, Run
from bot.flow.facts import Facts
from bot.flow.hearing import hear
from bot.flow.rules import never
from bot.flow.vocabulary import (
    Answers,
    Ask,
    Effect,
    Flow,
    Option,
    Said,
    Say,
    Stop,
    Tell,
    UnlinkAccount,
    Value,
    Withdraw,
    Word,
)

REPORT = "report_fault"
HUMAN_AFTER = 1
"""After more misses than this at one question, a person is offered beside every further try."""


class Walk:
    """A conversation that changes during one turn, and the effects gathered so far."""

    def __init__(self, conversation: Conversation, facts: Facts, flows: Mapping[str, Flow]) -> None:
        self.conversation, self.facts, self.flows = conversation, facts, flows
        self.effects: list[Effect] = []
        self.more: tuple[Option, ...] = ()
        """Buttons offered beside those of the question."""
        self.whole = False
        """The open question is to be put in full, as when it was new."""

    @property
    def starters(self) -> dict[str, str]:
        """Which flow an intent starts in the middle of another."""
        return {i: f.name for f in self.flows.values() for i in f.starts if i != REPORT}

    def start(self, flow: str, answers: Mapping[str, Value], said: Said | None = None) -> None:
        """Begin a flow on top of whatever was being talked about, using everything already said.

        A flow already under way is taken up again instead: nobody fills in two reports at once.
        """
        runs, number = self.conversation.runs, self.conversation.next_run
        run = next((r for r in runs if r.flow == flow), None)
        others = tuple(r for r in runs if r is not run)
        run = run or Run(flow, number)
        self.conversation = replace(self.conversation, runs=(*others, run), next_run=number + 1, shown=())
        self.answer(answers, echo=False)
        if said:
            heard = hear(said, self.current, self.flow, self.current.values, self.facts)
            self.answer(heard.answers, echo=False)
            if heard.aside == "serial_length":
                self.say("common.serial_length")
        self.go_on()

    def take_up(self, flow: str) -> None:
        """The run of this flow, if there is one, is what is talked about now."""
        runs = self.conversation.runs
        if run := next((r for r in runs[:-1] if r.flow == flow), None):
            self.conversation = replace(self.conversation, runs=(*(r for r in runs if r is not run), run), shown=())

    def answer(self, values: Mapping[str, Value], echo: bool = True) -> None:
        """Take the values in; a changed one is echoed, and what rested on it is forgotten and asked again."""
        for name, value in values.items():
            run, ask = self.current, self.flow.ask(name)
            if echo and ask and ask.called:
                self.echo(ask, value)
            self.put(replace(run, answers={**run.answers, name: Answer(value, self.ground(name))}).settled())

    def echo(self, ask: Ask, value: Value) -> None:
        """„Telefon zmieniony: … → …”; what was said without having been asked for is confirmed too."""
        run = self.current
        known, was = ask.name in run.answers, run.answers.get(ask.name)
        old = _shown(was.value) if was else ""
        if known and old and old != _shown(value):
            self.say(f"{run.flow}.{ask.name}.corrected", extra={"old": old, "new": _shown(value)})
        elif not known and run.asked not in (None, ask.name) and not ask.reader.whole:
            self.say(f"{run.flow}.{ask.name}.noted", extra={"new": _shown(value)})

    def ground(self, name: str) -> dict[str, Value]:
        """What an answer to this question rests on now."""
        ask, values = self.flow.ask(name), self.current.values
        return {about: values.get(about) for about in ask.about} if ask else {}

    def go_on(self) -> None:
        """Walk the steps: say what is due, take what is known, ask the first open question or end."""
        for step in self.flow.steps:
            run = self.current
            if not step.when(run.values, self.facts):
                continue
            if isinstance(step, Stop):
                return self.stop(step)
            if step.name in run.answers:
                continue
            if isinstance(step, Ask):
                if step.known and step.known(run.values, self.facts) is not None:
                    continue
                return self.ask(step)
            self.unsay(*(f"{run.flow}.{about}.noted" for about in step.about))
            self.say(self.key(step))
            ground = {about: run.values.get(about) for about in step.about}
            self.put(replace(run, answers={**run.answers, step.name: Answer(True, ground)}))
        return self.resume_after_end()

    def unsay(self, *keys: str) -> None:
        """What is told next shows that these were heard."""
        self.effects = [e for e in self.effects if not (isinstance(e, Say) and e.key in keys)]

    def ask(self, step: Ask) -> None:
        run = self.current
        ground = self.ground(step.name)
        new = run.asked != step.name or run.ground != ground
        times = {**run.times, step.name: run.values.times(step.name) + 1} if new else run.times
        self.put(replace(run, asked=step.name, ground=ground, times=times, misses=0 if new else run.misses))
        if new and step.asking:
            self.effects += step.asking(run.values, self.facts)
        options = step.choices(self.current.values, self.facts)
        if self.current.misses > HUMAN_AFTER:
            options = (*options, Option(does={"command": "talk_to_human"}))
        options = (*options, *self.more)
        again = step.short and not new and not self.whole
        self.say(f"{run.flow}.{step.name}.short" if again else self.key(step), options=options, question=step.name)

    def stop(self, step: Stop) -> None:
        if step.then:
            self.effects += step.then(self.current.values, self.facts)
        later = step.following(self.current.values, self.facts) if step.following else None
        options = step.more(self.current.values, self.facts) if step.more else ()
        self.say(self.key(step), options=options, question="menu" if options else None)
        if self.current.flow == REPORT and (step.then or step.again is not None):
            self.keep(step.again)
        if later:
            self.queue(later)
        self.share()
        self.resume_after_end()

    def share(self) -> None:
        """What holds for the next report too is not asked twice."""
        shared = {name: self.current.values[name] for name in self.flow.shared if name in self.current.values}
        queued = tuple({**shared, **later} for later in self.conversation.queued)
        self.conversation = replace(self.conversation, queued=queued)

    def queue(self, answers: Mapping[str, Value]) -> None:
        """Another report waits until the present one has ended."""
        self.conversation = replace(self.conversation, queued=(*self.conversation.queued, answers))

    def keep(self, again: Mapping[str, Value] | None) -> None:
        """Remember what was told in the run that ends, for who comes back to it; None: nothing."""
        asked = ((n, v, self.flow.ask(n)) for n, v in self.current.values.items())
        told = {n: v for n, v, ask in asked if ask and (ask.called or (ask.when is never and not ask.about))}
        kept = {} if again is None else {**told, **again}
        self.conversation = replace(self.conversation, ended=kept, ended_at=self.facts.now.isoformat())

    def resume_after_end(self) -> None:
        self.end()
        self.resume()

    def end(self) -> None:
        self.conversation = replace(self.conversation, runs=self.conversation.runs[:-1], shown=())

    def resume(self) -> None:
        """Back to what was interrupted; with several interrupted the person says which; then what was queued."""
        self.leave_ended()
        runs, queued = self.conversation.runs, self.conversation.queued
        if len(runs) > 1:
            options = tuple(Option(label=self.flows[r.flow].title, does={"start": r.flow}) for r in reversed(runs))
            self.say("common.which_resume", options=options, question="menu")
        elif runs:
            self.go_on()
        elif queued:
            self.conversation = replace(self.conversation, queued=queued[1:])
            self.say("common.next_report")
            self.start(REPORT, queued[0])

    def leave_ended(self) -> None:
        """Nobody is asked any more about a case that has ended, or is being withdrawn just now.

        Whoever unlinks their account leaves everything behind.
        """
        if any(isinstance(e, UnlinkAccount) for e in self.effects):
            self.conversation = replace(self.conversation, runs=(), queued=(), ended={}, shown=())
        over = {c.number for c in self.facts.cases if not c.open}
        over |= {e.number for e in self.effects if isinstance(e, Withdraw)}
        runs = tuple(run for run in self.conversation.runs if run.values.get("handed") not in over)
        if runs != self.conversation.runs:
            self.conversation = replace(self.conversation, runs=runs, shown=())

    @property
    def current(self) -> Run:
        assert self.conversation.run is not None  # noqa: S101 - callers made sure a run is open
        return self.conversation.run

    @property
    def flow(self) -> Flow:
        return self.flows[self.current.flow]

    @property
    def asking(self) -> Ask | None:
        return self.flow.ask(self.current.asked) if self.current.asked else None

    def put(self, run: Run) -> None:
        self.conversation = self.conversation.with_run(run)

    def key(self, step: Ask | Tell | Stop) -> str:
        variant = step.variant.pick(self.current.values, self.facts) if step.variant else ""
        return f"{self.current.flow}.{step.name}" + (f".{variant}" if variant else "")

    def say(
        self,
        key: str,
        options: tuple[Option, ...] = (),
        question: str | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        values = self.conversation.run.values if self.conversation.run else Answers({})
        words = self.flows[key.split(".")[0]].words
        self.effects.append(Say(key, _filler(words, values, self.facts, extra or {}), options, question))


def _filler(words: Mapping[str, Word], values: Answers, facts: Facts, extra: Mapping[str, str]) -> Callable[[str], str]:
    """How a text's placeholders are filled: what the effect brings itself, then the words of the text's own flow."""
    return lambda name: extra[name] if name in extra else words[name](values, facts)


def _shown(value: Value) -> str:
    """An answer as it is echoed in a correction."""
    return spaced(str(value.get("shown", value)) if isinstance(value, dict) else str(value))
