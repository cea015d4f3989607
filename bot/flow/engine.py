"""One turn of a conversation: walk the steps from the top; the first question without an answer is the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.flow.conversation import Conversation, Run
from bot.flow.facts import Facts
from bot.flow.hearing import ASIDES, Heard, hear, intent_of, pick, plain
from bot.flow.repair import Repair
from bot.flow.vocabulary import AddToCase, Effect, Flow, Option, Said, Value
from bot.flow.walk import REPORT


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


class _Talk(Repair):
    """Takes one event."""

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
        if event.question in ("pending", "clarify"):
            return event.question == "pending" and not run.pending
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

    def said_to_pending(self, said: Said) -> None:
        picked, intent = pick(said.text, self.current.shown), intent_of(said)
        if picked and picked.question == "pending":
            self.settle_pending(bool(picked.value))
        elif intent in ("affirm", "cancel", "deny"):
            self.settle_pending(intent != "deny")
        else:  # anything else goes on with the conversation: nothing is lost by a misunderstanding
            self.put(replace(self.current, pending=None))
            self.said(said)

    def shortcut(self, text: str) -> tuple[str, Mapping[str, Value]] | None:
        """A typed command of some flow, with the answers it brings."""
        for flow in self.flows.values():
            if flow.shortcut and (answers := flow.shortcut(text)) is not None:
                return flow.name, answers
        return None

    def said_first(self, said: Said) -> None:
        """Nothing is open: a known wish starts its flow, an aside is answered, the rest goes to the open case."""
        intent, mentions = intent_of(said), said.understood.mentions
        case = next((c for c in reversed(self.facts.cases) if c.open or c.state == "rejected"), None)
        numbers = mentions.serials or mentions.contracts
        if (picked := pick(said.text, self.conversation.shown)) and picked.does:
            self.do(picked.does)
        elif case and said.files and not numbers:
            self.pass_on(said, case.number)
        elif intent == "talk_to_human":
            self.start(REPORT, {"wants_human": True})
        elif not numbers and (answer := self.faq(said.text)):
            self.say(answer)
        elif flow := next((f for f in self.flows.values() if intent in f.starts and intent != REPORT), None):
            self.start(flow.name, {}, said)
        elif intent == REPORT or numbers or ((mentions.symptom or mentions.priority) and not case):
            self.start(REPORT, {}, said)
        elif intent in ("cancel", "restart", "repeat") and not (case and intent == "cancel"):
            self.menu("common.menu" if case else "common.nothing_open")
        elif intent in ASIDES - {"greeting", "out_of_scope"}:
            self.say(f"common.{intent}")
        elif case and intent != "greeting":
            self.pass_on(said, case.number)
        else:
            self.menu("common.menu" if intent == "greeting" or not said.text.strip() else "common.unclear")

    def pass_on(self, said: Said, number: int) -> None:
        """Words or files after a case was opened belong to its engineers."""
        self.effects.append(AddToCase(number, said.text))
        self.say("common.passed_on", extra={"number": str(number)})

    def faq(self, text: str) -> str | None:
        """The text that answers a common question, asked in words that leave no doubt."""
        return next((key for f in self.flows.values() if f.faq and (key := f.faq(plain(text)))), None)

    def menu(self, key: str) -> None:
        flows = [f for f in self.flows.values() if f.title]
        options = tuple(Option(label=f.title, does={"start": f.name}) for f in flows)
        self.say(key, options=options, question="menu")

    def heard(self, said: Said, heard: Heard) -> None:
        if said.files and not (self.asking and self.asking.reader.whole):
            self.say("common.file_kept")
        if heard.answers:
            self.answer(heard.answers)
        if heard.does:
            self.do(heard.does)
        elif heard.later:
            self.queue(heard.later)
            self.say("common.noted_for_later")
            self.go_on()
        elif not heard.answers and (answer := self.faq(said.text)):
            self.say(answer)
            self.go_on()
        elif heard.command:
            self.command(heard.command, said.text)
        elif heard.aside in self.starters:
            self.start(self.starters[heard.aside], {}, said)
        elif heard.aside:
            self.say(f"common.{heard.aside}")
            self.go_on()
        elif heard.nothing:
            self.missed(said)
        elif heard.known:
            self.insisted()
        else:
            self.go_on()

    def do(self, does: Mapping[str, Any]) -> None:
        """A button, pressed or typed, that is a wish and no answer."""
        match does:
            case {"start": flow, **rest}:
                self.start(flow, rest.get("answers", {}))
            case {"reopen": names}:
                self.reopen(*names)
            case {"note": notes}:
                self.answer(notes)
                self.go_on()
            case {"aside": aside}:
                self.say(f"common.{aside}")
                self.go_on()
            case {"command": command}:
                self.command(command, "")

    @property
    def starters(self) -> dict[str, str]:
        """Which flow an intent starts in the middle of another."""
        return {i: f.name for f in self.flows.values() for i in f.starts if i != REPORT}
