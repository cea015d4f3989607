"""One turn of a conversation: walk the steps from the top; the first question without an answer is the next one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.flow.conversation import Answer, Conversation, Run
from bot.flow.facts import Facts
from bot.flow.hearing import ASIDES, Heard, hear, intent_of, pick, plain
from bot.flow.vocabulary import AddToCase, Answers, Ask, Effect, Flow, Option, Said, Say, Stop, Tell, Value, Word

REPORT = "report_fault"
HUMAN_AFTER = 1
"""After more misses than this at one question, a person is offered beside every further try."""


@dataclass(frozen=True, slots=True)
class Chose:
    """A pressed button: of which run and question, what it answers or does, and which putting of it was shown."""

    run: int | None
    question: str
    value: Value = None
    does: Mapping[str, Any] | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Started:
    """A flow is begun on purpose, with what is known already."""

    flow: str
    answers: Mapping[str, Value] = field(default_factory=dict)


Event = Said | Chose | Started


def turn(
    conversation: Conversation, event: Event, facts: Facts, flows: Mapping[str, Flow]
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after the event, and what is to be said and done. Pure: same arguments, same result."""
    talk = _Talk(conversation, facts, flows)
    talk.handle(event)
    return talk.conversation, tuple(talk.effects)


class _Talk:
    """The turn under way: a conversation that changes and the effects gathered so far."""

    def __init__(self, conversation: Conversation, facts: Facts, flows: Mapping[str, Flow]) -> None:
        self.conversation, self.facts, self.flows = conversation, facts, flows
        self.effects: list[Effect] = []

    # --- what happened -------------------------------------------------------------------------

    def handle(self, event: Event) -> None:
        if not self.conversation.greeted:
            self.say("common.hello")
            self.conversation = replace(self.conversation, greeted=True)
        match event:
            case Started(flow, answers):
                self.start(flow, answers)
            case Chose(does=does) if does and "start" in does:
                self.do(does)
            case Chose():
                self.chose(event)
            case Said():
                self.said(event)

    def chose(self, event: Chose) -> None:
        run, question = self.conversation.run, event.question
        if run is None or run.number != event.run or self.outdated(run, event):
            self.say("common.stale")
            self.resume()
        elif question == "pending":
            self.settle_pending(bool(event.value))
        elif event.does:
            self.do(event.does)
        elif question in run.answers and run.answers[question].value == event.value:
            self.go_on()  # pressed twice: nothing changes, the open question is put again
        else:
            self.answer({question: event.value})
            self.go_on()

    def outdated(self, run: Run, event: Chose) -> bool:
        """The button stood under a question that has since been put about something else, or is no longer open."""
        if event.question == "pending":
            return not run.pending
        return event.nth != run.values.times(event.question) or (
            event.question != run.asked and event.question not in run.answers
        )

    def said(self, said: Said) -> None:
        run = self.conversation.run
        if shortcut := self.shortcut(said.text):
            self.start(*shortcut)
        elif run is None:
            self.said_first(said)
        elif run.pending:
            self.said_to_pending(said)
        else:
            self.heard(said, hear(said, run, self.flow, run.values, self.facts))

    def shortcut(self, text: str) -> tuple[str, Mapping[str, Value]] | None:
        """A typed command of some flow, with the answers it brings."""
        for flow in self.flows.values():
            if flow.shortcut and (answers := flow.shortcut(text)) is not None:
                return flow.name, answers
        return None

    # --- words when nothing is open -----------------------------------------------------------------

    def said_first(self, said: Said) -> None:
        """Nothing is open: a known wish starts its flow, an aside is answered, the rest goes to the open case."""
        intent, mentions = intent_of(said), said.understood.mentions
        if (picked := pick(said.text, self.conversation.shown)) and picked.does:
            self.do(picked.does)
        elif intent == "talk_to_human":
            self.start(REPORT, {"human": True})
        elif flow := next((f for f in self.flows.values() if intent in f.starts and intent != REPORT), None):
            self.start(flow.name, {}, said)
        elif intent == REPORT or mentions.serials or mentions.contracts or mentions.symptom:
            self.start(REPORT, {}, said)
        elif intent in ("cancel", "restart", "repeat"):
            self.menu("common.nothing_open")
        elif intent in ASIDES - {"greeting", "out_of_scope"}:
            self.say(f"common.{intent}")
        elif self.facts.cases and intent != "greeting":
            self.pass_on(said)
        else:
            self.menu("common.menu" if intent == "greeting" or not said.text.strip() else "common.unclear")

    def pass_on(self, said: Said) -> None:
        """Words or files after a case was opened belong to its engineers."""
        number = self.facts.cases[-1].number
        self.effects.append(AddToCase(number, said.text))
        self.say("common.passed_on", extra={"number": str(number)})

    def menu(self, key: str) -> None:
        flows = [f for f in self.flows.values() if f.title]
        options = tuple(Option(label=f.title, does={"start": f.name}) for f in flows)
        self.say(key, options=options, question="menu")

    def do(self, does: Mapping[str, Any]) -> None:
        """A button, pressed or typed, that is a wish and no answer."""
        match does:
            case {"start": flow, **rest}:
                self.start(flow, rest.get("answers", {}))
            case {"reopen": names}:
                self.put(self.current.without(*names, "agreed"))
                self.go_on()
            case {"note": notes}:
                self.answer(notes)
                self.go_on()
            case {"aside": aside}:
                self.say(f"common.{aside}")
                self.go_on()
            case {"command": command}:
                self.command(command, "")

    # --- words when a question is open -----------------------------------------------------------------

    def heard(self, said: Said, heard: Heard) -> None:
        if heard.answers:
            self.answer(heard.answers)
        if heard.does:
            self.do(heard.does)
        elif heard.command:
            self.command(heard.command, said.text)
        elif heard.aside in self.starters:
            self.start(self.starters[heard.aside], {}, said)
        elif heard.aside:
            self.say(f"common.{heard.aside}")
            self.go_on()
        elif heard.nothing:
            self.missed(said)
        else:
            self.go_on()

    def missed(self, said: Said) -> None:
        """Not understood: once more, then with help, then a person is offered with everything collected so far."""
        run = self.current
        if said.bare and said.files:
            self.say("common.file_kept")
            return self.go_on()
        self.put(replace(run, misses=run.misses + 1))
        self.say(("common.again", "common.again_help", "common.again_human")[min(run.misses, 2)])
        return self.go_on()

    def command(self, command: str, words: str) -> None:
        match command:
            case "cancel" | "restart":
                self.ask_pending(command)
            case "talk_to_human":
                self.to_human()
            case "dont_know":
                self.dont_know()
            case "why" if self.asking:
                self.say(f"{self.current.flow}.{self.asking.name}.why")
                self.go_on()
            case "correct_slot":
                self.correct(words)
            case _:  # repeat
                self.go_on()

    def to_human(self) -> None:
        """The way to a person from anywhere: what is known already goes with it."""
        if self.current.flow != REPORT:
            self.end()
            return self.start(REPORT, {"human": True})
        self.answer({"human": True})
        return self.go_on()

    def dont_know(self) -> None:
        """„Nie wiem”: help first, then the consequence the question defines; a needed answer leads to a person."""
        run, ask = self.current, self.asking
        if ask is None:
            return self.go_on()
        if run.misses >= ask.patience and ask.unknown is not None:
            self.answer({ask.name: ask.unknown})
        elif run.misses >= ask.patience + 1:
            self.say("common.again_human")
        else:
            self.put(replace(run, misses=run.misses + 1))
            self.say(f"{run.flow}.{ask.name}.help")
        return self.go_on()

    def correct(self, text: str) -> None:
        """„Chcę zmienić telefon”: the question named in the words is asked again, else the person chooses."""
        words = plain(text).split()
        named = {
            s.name
            for s in self.flow.steps
            if isinstance(s, Ask) and s.name in self.current.answers and _mentions(words, s.called)
        }
        if len(named) == 1:
            self.put(self.current.without(*named, "agreed"))
        else:
            self.answer({"agreed": "fix"})
        self.go_on()

    # --- cancel and restart, asked once ------------------------------------------------------------------

    def ask_pending(self, what: str) -> None:
        run = self.current
        if not run.answers:
            return self.settle(what)
        self.put(replace(run, pending=what))
        return self.say(f"common.{what}_sure", options=(Option(True), Option(False)), question="pending")

    def said_to_pending(self, said: Said) -> None:
        picked, intent = pick(said.text, self.current.shown), intent_of(said)
        if picked and picked.question == "pending":
            self.settle_pending(bool(picked.value))
        elif intent in ("affirm", "cancel", "deny"):
            self.settle_pending(intent != "deny")
        else:  # anything else goes on with the conversation: nothing is lost by a misunderstanding
            self.put(replace(self.current, pending=None))
            self.said(said)

    def settle_pending(self, sure: bool) -> None:
        what, run = self.current.pending, self.current
        self.put(replace(run, pending=None))
        if sure and what:
            self.settle(what)
        else:
            self.say("common.goes_on")
            self.go_on()

    def settle(self, what: str) -> None:
        flow = self.current.flow
        self.end()
        if what == "restart":
            self.start(flow, {})
        else:
            self.say("common.cancelled")
            self.resume()

    # --- moving on ----------------------------------------------------------------------------------------

    def start(self, flow: str, answers: Mapping[str, Value], said: Said | None = None) -> None:
        """Begin a flow on top of whatever was being talked about, using everything already said."""
        number = self.conversation.next_run
        run = Run(flow, number, {n: Answer(v) for n, v in answers.items()})
        self.conversation = replace(
            self.conversation, runs=(*self.conversation.runs, run), next_run=number + 1, shown=()
        )
        if said:
            self.answer(dict(hear(said, run, self.flow, run.values, self.facts).answers), echo=False)
        self.go_on()

    def answer(self, values: Mapping[str, Value], echo: bool = True) -> None:
        """Take the values in; a changed one is echoed, and what rested on it is forgotten and asked again."""
        for name, value in values.items():
            run, ask = self.current, self.flow.ask(name)
            if echo and name in run.answers and run.answers[name].value != value and ask and ask.called:
                words = {"old": _shown(run.answers[name].value), "new": _shown(value)}
                self.say(f"{run.flow}.{name}.corrected", extra=words)
            self.put(replace(run, answers={**run.answers, name: Answer(value, self.ground(name))}).settled())

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
            self.say(self.key(step))
            ground = {about: run.values.get(about) for about in step.about}
            self.put(replace(run, answers={**run.answers, step.name: Answer(True, ground)}))
        return self.resume_after_end()

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
        self.say(self.key(step), options=options, question=step.name)

    def stop(self, step: Stop) -> None:
        if step.then:
            self.effects += step.then(self.current.values, self.facts)
        self.say(self.key(step))
        self.resume_after_end()

    def resume_after_end(self) -> None:
        self.end()
        self.resume()

    def end(self) -> None:
        self.conversation = replace(self.conversation, runs=self.conversation.runs[:-1], shown=())

    def resume(self) -> None:
        """Back to what was interrupted: its open question is put again."""
        if self.conversation.run:
            self.go_on()

    # --- small things ---------------------------------------------------------------------------------------

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

    @property
    def starters(self) -> dict[str, str]:
        """Which flow an intent starts in the middle of another."""
        return {i: f.name for f in self.flows.values() for i in f.starts if i != REPORT}

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


def _mentions(words: list[str], called: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) for word in words for stem in called)


def _shown(value: Value) -> str:
    """An answer as it is echoed in a correction."""
    return str(value.get("shown", value)) if isinstance(value, dict) else str(value)
