"""One turn in one transaction: lock, load, understand, decide, and store what is said and done."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import File
from bot.desk import Desk
from bot.domain.people import Person
from bot.events import Heard, together
from bot.flow.conversation import Conversation, from_json, to_json
from bot.flow.engine import Chose, Event, turn
from bot.flow.facts import Facts
from bot.flow.readers import is_output
from bot.flow.vocabulary import AddToCase, CountRefusal, Effect, Flow, OpenCase, Said, Say
from bot.guide import Guide
from bot.replies import Reply, replies, shown
from bot.store import cases, conversations, inbox, outbox, refusals, register
from bot.store.engine import Store, lock
from bot.texts import Texts
from bot.understand import understand
from bot.understand.priority import suggest

LONG = 8000
"""Longer words are kept whole as a file; the conversation goes on with their beginning."""
FROM_ENGINEER = tuple(
    f"engineers.told_{name}" for name in ("written", "rejected", "requested", "data_again", "taken_over")
)
"""After these the caller's words answer the engineer."""
SLOTS = {"unproven": "choice", "case": "choice"}
"""What a question is called for the understanding, where that is not its own name."""


class Turns:
    """Takes what waits in a conversation's inbox and answers it."""

    def __init__(self, store: Store, flows: dict[str, Flow], texts: Texts, guide: Guide, desk: Desk) -> None:
        self._store, self._flows, self._texts, self._guide, self._desk = store, flows, texts, guide, desk

    def __call__(self, conversation: str, at_most: int) -> None:
        """One turn; with nothing waiting it does nothing. Whatever it raises has left no trace."""
        with self._store.begin() as c:
            self.take(c, conversation, at_most)

    def take(self, c: Connection, conversation: str, at_most: int) -> None:
        """The turn inside a transaction that somebody else commits."""
        lock(c, conversation)
        rows = inbox.pending(c, conversation, at_most)
        if not rows:
            return
        heard = together([(row.id, inbox.restore(c, row)) for row in rows])
        inbox.discard_files(c, heard.rows, [name for name, _ in heard.refusals])
        channel, _, user = conversation.partition(":")
        conversations.open_for(c, conversation, channel, user, heard.at)
        person = register.person(c, heard.person) if heard.person else register.person_of(c, channel, user)
        if person and person.role.is_staff:
            self._desk.hear(c, conversation, person, heard)
        else:
            self._answer(c, conversation, person, heard)
        inbox.finish(c, heard.rows, heard.at)

    def _answer(self, c: Connection, conversation: str, person: Person | None, heard: Heard) -> None:
        talk = from_json(conversations.state(c, conversation) or {})
        event, text = self._event(c, conversation, talk, heard)
        transcript = outbox.incoming(c, conversation=conversation, at=heard.at, text=text, inbox_ids=heard.rows)
        facts = self._facts(c, conversation, talk, person, event, heard.at)
        talk, effects = turn(talk, event, facts, self._flows)
        extra = self._carry_out(c, conversation, person, effects, heard, transcript)
        says = [*_remarks(heard), *(e for e in effects if isinstance(e, Say))]
        messages = replies(says, self._texts, extra, talk)
        for message in messages:
            outbox.add(
                c, conversation=conversation, at=heard.at, text=message.text, key=message.key, choices=message.choices,
                case_number=int(extra["number"]) if extra else None,
            )  # fmt: skip
        if messages:
            talk = _remember(talk, messages[-1])
        conversations.save(c, conversation, person.id if person else None, to_json(talk), heard.at)

    def _event(self, c: Connection, conversation: str, talk: Conversation, heard: Heard) -> tuple[Event, str]:
        """What happened, and what the transcript shows of it."""
        if heard.choice:
            return self._pressed(c, conversation, heard.choice)
        run = talk.run
        asked = ("agreed" if run.pending else run.asked) if run else None
        understood = understand(heard.text, SLOTS.get(asked, asked) if asked else None)
        suggested = suggest(heard.text) if heard.text.strip() else None
        text = heard.text if len(heard.text) <= LONG else heard.text[:LONG] + "…"
        said = Said(text, understood, tuple(f.name for f in heard.files), suggested, bool(heard.refusals))
        return said, text

    def _pressed(self, c: Connection, conversation: str, token: str) -> tuple[Event, str]:
        found = outbox.choice(c, conversation, token)
        if not found:
            return Chose(None, ""), ""
        chosen = found[1]
        event = Chose(chosen["run"], chosen["question"], chosen["value"], chosen["does"], chosen["nth"])
        return event, chosen["label"]

    def _facts(
        self, c: Connection, conversation: str, talk: Conversation, person: Person | None, event: Event, now: datetime
    ) -> Facts:
        scope = person.scope if person else None
        key, number = outbox.last_said(c, conversation)
        known = register.load(c, *_numbers(talk, event), scope)
        return Facts(
            now=now,
            person=person,
            scope=scope,
            register=known,
            own=known.own,
            contracts=register.own_contracts(c, scope),
            cases=cases.of_conversation(c, conversation, person.id if person else None),
            guide=self._guide.find,
            suggest=suggest,
            usual_logs=self._guide.usual_logs,
            tries_left=refusals.tries_left(c, conversation, now),
            replying_to=number if key in FROM_ENGINEER else None,
        )

    def _carry_out(
        self,
        c: Connection,
        conversation: str,
        person: Person | None,
        effects: Sequence[Effect],
        heard: Heard,
        transcript: int,
    ) -> dict[str, str]:
        """Everything but the words; returns the placeholders that only now have a value."""
        self._keep_paste(c, conversation, heard, transcript)
        for effect in effects:
            match effect:
                case OpenCase(case):
                    opened = self._desk.open(c, replace(case, conversation=conversation), heard.at)
                    return {"number": str(opened.number)}
                case AddToCase(number, text):
                    who = person.id if person else None
                    self._desk.callers.said(c, number, conversation, who, text, heard.at)
                case CountRefusal(serial, contract):
                    refusals.add(c, conversation, heard.at, serial, contract)
        return {}

    def _keep_paste(self, c: Connection, conversation: str, heard: Heard, transcript: int) -> None:
        """Pasted output is kept as a file too: it is evidence, and it may be long."""
        if len(heard.text) > LONG or is_output(heard.text):
            paste = File(f"wklejone-{transcript}.txt", heard.text.encode())
            outbox.keep_file(c, conversation, transcript, paste, heard.at)


def _numbers(talk: Conversation, event: Event) -> tuple[list[str], list[str]]:
    """Every serial and contract number this turn may have to look up; it may end in an earlier or a queued run."""
    serials: list[str] = []
    contracts: list[str] = []
    for values in (*(run.values for run in talk.runs), *talk.queued, talk.ended):
        serials += [values.get("device") or "", *(values.get("several") or ())]
        contracts.append(values.get("contract") or "")
    for run in talk.runs:
        contracts += [str(s.value) for s in run.shown if s.question == "contract"]
        serials += [str(s.value) for s in run.shown if s.question == "device" and s.value]
    if isinstance(event, Said):
        serials += event.understood.mentions.serials
        contracts += event.understood.mentions.contracts
    if isinstance(event, Chose) and isinstance(event.value, str):
        serials.append(event.value)
        contracts.append(event.value)
    return [s for s in serials if s], [n for n in contracts if n]


def _remarks(heard: Heard) -> Iterable[Say]:
    """What is said of the message itself before it is answered."""
    if len(heard.text) > LONG and not is_output(heard.text):
        yield Say("common.too_long", "".join)
    for name, reason in heard.refusals:
        words = {"names": name, "reason": reason}
        yield Say("common.file_refused", words.__getitem__)


def _remember(talk: Conversation, last: Reply) -> Conversation:
    """What was shown last, so that labels and numbers can be typed."""
    buttons = shown(last)
    if talk.run:
        return replace(talk.with_run(replace(talk.run, shown=buttons)), shown=())
    return replace(talk, shown=buttons)
