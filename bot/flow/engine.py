"""One turn of a conversation: walk the steps from the top; the first question without an answer is the next one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.flow.conversation import Conversation, Run
from bot.flow.facts import Facts
from bot.flow.hearing import Heard, hear, intent_of, noticed
from bot.flow.picking import pick, plain
from bot.flow.readers import FreeText
from bot.flow.repair import likely
from bot.flow.silence import Waited
from bot.flow.vocabulary import Effect, Flow, Option, Said, Value
from bot.flow.waiting import Waiting
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


RESUME = re.compile(r"(?:prosze )?wzn(?:ow|awiam|awiamy|owic)(?: zgloszenie| rozmowe)?")
LINK = "link_account"
Event = Said | Chose | Started | Waited
NO_AFTER_ALL = re.compile(
    r"nie(?: (?:nie|jednak|dzieki|dziekuje|prosze|przerywaj\w*|anuluj\w*|koncz\w*|no|to|wracamy|idziemy|dalej)\b.*)?$"
)
"""„Nie, jednak nie”: whatever else it looks like, nothing is thrown away after a no."""
MEANT = {"cancel": "cancel", "restart": "restart", "solved": "problem_solved", "human": "talk_to_human"}
"""Saying once more what is being asked about is a yes."""


def turn(
    conversation: Conversation, event: Event, facts: Facts, flows: Mapping[str, Flow]
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after the event, and what is to be said and done. Pure: same arguments, same result."""
    talk = _Talk(conversation, facts, flows)
    talk.handle(event)
    return talk.conversation, tuple(talk.effects)


class _Talk(Waiting):
    """Takes one event."""

    def handle(self, event: Event) -> None:
        """Take the event; a case that is out already hears what is said later."""
        self.leave_ended()
        if isinstance(event, Waited):
            self.waited(event.what)
        else:
            self.conversation = replace(self.conversation, heard_at=self.facts.now.isoformat(), quiet=())
            self.heard_from(event)
        self.keep_ready()

    def heard_from(self, event: Event) -> None:
        if self.conversation.parked_at:
            self.conversation = replace(self.conversation, parked_at="")
            self.say("common.resumed")
        if not self.conversation.greeted:
            self.say("common.hello")
            self.conversation = replace(self.conversation, greeted=True)
        match event:
            case Started(flow, answers):
                self.start(flow, answers)
            case Chose(does=does) if does and ("start" in does or "pass_on" in does):
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
        if self.facts.proof:
            self.take_up(LINK)
        run = self.conversation.run
        if self.facts.proof and (run is None or run.flow != LINK):
            self.say(f"{LINK}.no_code_awaited")
            self.resume()
        elif RESUME.fullmatch(plain(said.text)):
            self.resumed()
        elif shortcut := self.shortcut(said):
            self.start(*shortcut)
        elif self.facts.replying_to and self.is_reply(said):
            self.pass_on(said, self.facts.replying_to)
            self.resume()
        elif run is None:
            self.said_first(said)
        elif run.pending:
            self.said_to_pending(said)
        elif run.flow == LINK and self.is_of_a_fault(said):
            self.end()
            self.said(said)
        elif said.pasted and run.flow != REPORT:
            self.brought(said)
        elif run.shown and run.shown[0].question == "clarify" and intent_of(said) in ("affirm", "deny"):
            self.said_to_clarify(said)
        elif FreeText.asks(said) and not said.understood.mentions.numbers and (answer := self.faq(said.text)):
            self.say(answer)
            self.go_on()
        else:
            self.heard(said, hear(said, run, self.flow, run.values, self.facts))

    def is_of_a_fault(self, said: Said) -> bool:
        """Whoever tells of a fault has let go of linking the account."""
        mentions = said.understood.mentions
        return bool(mentions.numbers or mentions.symptom) and not (mentions.emails or said.understood.elsewhere)

    def resumed(self) -> None:
        """„Wznów”: back to the open question, or to the menu when there is none."""
        self.whole = True
        if self.conversation.run:
            self.resume()
        else:
            unlinked = self.facts.linking and self.facts.person is None
            link = (Option(does={"start": LINK}),) if unlinked else ()
            self.menu("common.menu" if any(c.open for c in self.facts.cases) else "common.nothing_open", link)

    def said_to_pending(self, said: Said) -> None:
        picked, intent = pick(said.text, self.current.shown), intent_of(said)
        if NO_AFTER_ALL.match(plain(said.text)) and not said.understood.elsewhere:
            intent = "deny"
        if picked and picked.question == "pending":
            self.settle_pending(bool(picked.value))
        elif intent in ("affirm", "deny") or intent == MEANT.get(str(self.current.pending)):
            self.settle_pending(intent != "deny")
        elif intent == "out_of_scope":
            self.say("common.out_of_scope")
            self.ask_pending(str(self.current.pending))
        else:  # anything else goes on with the conversation: nothing is lost by a misunderstanding
            self.put(replace(self.current, pending=None))
            self.said(said)

    def said_to_clarify(self, said: Said) -> None:
        """„Tak” takes the only meaning offered; „nie” is no answer to the question behind it."""
        meanings = [s.does for s in self.current.shown if s.does]
        if intent_of(said) == "affirm" and len(meanings) == 2:  # one meaning and „coś innego”
            self.do(meanings[0])
        else:
            self.go_on()

    def shortcut(self, said: Said) -> tuple[str, Mapping[str, Value]] | None:
        """A typed command of some flow, with all it brings; the title of a flow in the menu is one too."""
        for flow in self.flows.values():
            if flow.shortcut and (answers := flow.shortcut(said.text)) is not None:
                return flow.name, {**noticed(flow, said, self.facts), **answers}
            if flow.title and plain(flow.title) == plain(said.text):
                return flow.name, {}
        return None

    def heard(self, said: Said, heard: Heard) -> None:
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
        elif heard.aside == "wait":
            self.say("common.wait")
        elif heard.aside == "goodbye":
            self.say("common.goodbye_unfinished")
            self.conversation = replace(self.conversation, parked_at=self.facts.now.isoformat())
        elif heard.aside in self.starters:
            self.start(self.starters[heard.aside], {}, said)
        elif heard.aside:
            self.more = likely(said)[:1] if heard.aside == "unsure" else ()
            self.understood()
            self.say(f"common.{heard.aside}")
            self.go_on()
        elif heard.nothing:
            self.missed(said)
        elif heard.known:
            self.insisted()
        else:
            self.go_on()
