"""One turn in one transaction: lock, load, understand, decide, and store what is said and done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot import reading, unread
from bot.channel import File
from bot.desk import Desk, silence
from bot.domain.cases import Case
from bot.domain.findings import NOTHING
from bot.domain.people import Person
from bot.events import Heard, together
from bot.flow.conversation import Answer, Conversation, from_json, to_json
from bot.flow.engine import Chose, Event, turn
from bot.flow.readers import is_copy, is_output
from bot.flow.silence import FORGET, Waited, next_look
from bot.flow.vocabulary import (
    AddToCase,
    CompleteCase,
    CountHint,
    CountRefusal,
    Effect,
    Escalate,
    Flow,
    JoinCase,
    MakeUrgent,
    OpenCase,
    Said,
    Say,
    Withdraw,
)
from bot.guide import Guide
from bot.replies import Reply, replies, shown
from bot.scene import facts_of, reports
from bot.sealing import Seal
from bot.store import cases, conversations, files, hints, inbox, outbox, refusals, register, sealed
from bot.store.engine import Store, lock
from bot.store.wakeups import Wakeup
from bot.texts import Texts
from bot.understand import understand
from bot.understand.priority import suggest

LONG = 8000
"""Longer words are kept whole as a file; the conversation goes on with their beginning."""
SEALED = "config"
"""The question whose files are kept sealed (DEADLINES.md section 2, SOS)."""
LOGS = "logs"
"""The question at which even a line that looks printed is no word of a person."""
SLOTS = {
    "unproven": "choice",
    "case": "choice",
    "which": "choice",
    "worse": "impact",
    "same_case": "agreed",
    "differs": "choice",
    "mismatch": "agreed",
    "sure": "agreed",
}
"""What a question is called for the understanding, where that is not its own name."""


class Turns:
    """Takes what waits in a conversation's inbox and answers it."""

    def __init__(
        self, store: Store, flows: dict[str, Flow], texts: Texts, guide: Guide, desk: Desk, seal: Seal
    ) -> None:
        self._store, self._flows, self._texts, self._guide, self._desk = store, flows, texts, guide, desk
        self._seal = seal

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
        elif heard.staff:
            self._desk.turn_away(c, heard)
        else:
            self._answer(c, conversation, person, heard)
        inbox.finish(c, heard.rows, heard.at)

    def wait(self, c: Connection, wakeup: Wakeup) -> None:
        """A turn without words: the moment has come at which silence is looked at."""
        conversation, what, at = wakeup.payload["conversation"], wakeup.payload["what"], wakeup.due
        row = conversations.one(c, conversation)
        if row is None:
            return
        person = register.person(c, row.person) if row.person else None
        if what == FORGET:
            conversations.forget(c, conversation)
        self._proceed(c, conversation, person, from_json(row.state), Waited(what), Moment(at))

    def _answer(self, c: Connection, conversation: str, person: Person | None, heard: Heard) -> None:
        talk = from_json(conversations.state(c, conversation) or {})
        if heard.read is not None:
            self._result(c, conversation, person, talk, heard)
            return
        event, text = self._event(c, conversation, talk, heard)
        transcript = outbox.incoming(c, conversation=conversation, at=heard.at, text=text, inbox_ids=heard.rows)
        secret = bool(talk.run and talk.run.asked == SEALED and (heard.files or is_copy(heard.text)))
        if heard.files and not secret:
            came = [row.id for row in files.of_messages(c, [transcript])]
            reading.order(c, self._seal, came, conversation, heard.at)
        if secret or heard.pasted or len(heard.text) > LONG or is_output(heard.text):
            self._keep_paste(c, conversation, heard.raw if secret else heard.text, transcript, heard.at)
        moment = Moment(heard.at, heard.text or text, tuple(_remarks(heard, secret)))
        self._proceed(c, conversation, person, talk, event, moment)
        if secret:
            self._hide(c, transcript, heard)
        elif heard.has_secrets:
            inbox.reword(c, heard.rows, heard.text)

    def _result(
        self, c: Connection, conversation: str, person: Person | None, talk: Conversation, heard: Heard
    ) -> None:
        """What a file says is like a paste; one that says nothing is only told of, and changes nothing."""
        remarks = tuple(_of_file(heard, talk))
        if heard.findings:
            event, _ = self._event(c, conversation, talk, heard)
            self._proceed(c, conversation, person, talk, event, Moment(heard.at, "", remarks))
            return
        led = _led_by_person(cases.of_conversation(c, conversation, person.id if person else None), conversation)
        for message in replies(remarks, self._texts, {}, talk) if not led else ():
            outbox.add(c, conversation=conversation, at=heard.at, text=message.text, key=message.key)
        if heard.read and heard.read["case"]:
            self._desk.callers.read(c, heard.read["case"], NOTHING, heard.at)

    def _hide(self, c: Connection, transcript: int, heard: Heard) -> None:
        """A configuration copy stays only as a sealed file: neither the transcript nor the inbox keep its words."""
        sealed.close(c, self._seal, [row.id for row in files.of_messages(c, [transcript])], heard.at)
        if is_copy(heard.text):
            outbox.rewrite(c, transcript, "(wklejona kopia konfiguracji)")
            inbox.reword(c, heard.rows, "")

    def _proceed(
        self,
        c: Connection,
        conversation: str,
        person: Person | None,
        talk: Conversation,
        event: Event,
        moment: "Moment",
    ) -> None:
        """Decide, carry out, say, and look again when nobody speaks; mute while a person leads the conversation."""
        facts = facts_of(c, self._guide, conversation, talk, person, event, moment.at)
        if led := _led_by_person(facts.cases, conversation):
            if not isinstance(event, Waited):
                who, found = person.id if person else None, event.findings if isinstance(event, Said) else NOTHING
                self._desk.callers.said(c, led.number, conversation, who, moment.text, moment.at)
                self._desk.callers.read(c, led.number, found, moment.at)
            return
        asked = talk.run.asked if talk.run else None
        talk, effects = turn(talk, event, facts, self._flows)
        unread.keep(c, conversation, asked, event, effects, moment.at)
        self._count(c, conversation, talk, effects, moment.at)
        extra = self._carry_out(c, conversation, person, effects, moment.at)
        if extra and isinstance(event, Waited):
            talk = _handed(talk, int(extra["number"]))
        says = _after_hello(moment.remarks, [e for e in effects if isinstance(e, Say)])
        messages = replies(says, self._texts, extra, talk)
        for message in messages:
            outbox.add(
                c, conversation=conversation, at=moment.at, text=message.text, key=message.key,
                choices=message.choices, case_number=int(extra["number"]) if extra else None,
            )  # fmt: skip
        if messages:
            talk = _remember(talk, messages[-1])
        conversations.save(c, conversation, person.id if person else None, to_json(talk), moment.at)
        silence.look(c, conversation, next_look(talk, facts, self._flows))

    def _event(self, c: Connection, conversation: str, talk: Conversation, heard: Heard) -> tuple[Event, str]:
        """What happened, and what the transcript shows of it."""
        if heard.choice:
            return self._pressed(c, conversation, heard.choice)
        run = talk.run
        asked = ("agreed" if run.pending else run.asked) if run else None
        pasted, words = (heard.pasted, heard.words) if asked != SEALED or heard.read else (False, heard.text)
        if asked == LOGS and not pasted and is_output(heard.text):
            pasted, words = True, ""
        said = Said(
            text=_cut(words),
            understood=understand(words, SLOTS.get(asked, asked) if asked else None),
            files=tuple(f.name for f in heard.files),
            suggested=suggest(words) if words.strip() else None,
            refused=bool(heard.refusals),
            pasted=pasted,
            findings=heard.findings if pasted else NOTHING,
            from_file=heard.read is not None,
        )
        return said, _cut(heard.text)

    def _pressed(self, c: Connection, conversation: str, token: str) -> tuple[Event, str]:
        found = outbox.choice(c, conversation, token)
        if not found:
            return Chose(None, ""), ""
        chosen = found[1]
        event = Chose(chosen["run"], chosen["question"], chosen["value"], chosen["does"], chosen["nth"])
        return event, chosen["label"]

    def _carry_out(
        self,
        c: Connection,
        conversation: str,
        person: Person | None,
        effects: Sequence[Effect],
        at: datetime,
    ) -> dict[str, str]:
        """Everything but the words; returns the placeholders that only now have a value."""
        callers, who, given = self._desk.callers, person.id if person else None, {}
        for effect in effects:
            match effect:
                case OpenCase(case):
                    opened = self._desk.open(c, replace(case, conversation=conversation), at)
                    given = {"number": str(opened.number)}
                case CompleteCase(number, case):
                    callers.complete(c, number, replace(case, conversation=conversation), at)
                    given = {"number": str(number)}
                case JoinCase(number, text):
                    callers.join(c, number, conversation, who, text, at)
                case MakeUrgent(number, priority):
                    callers.make_urgent(c, number, priority, who, at)
                case Escalate(number):
                    callers.escalate(c, number, who, at)
                case Withdraw(number, text):
                    callers.withdraw(c, number, who, text, at)
                case AddToCase(number, text, findings):
                    callers.said(c, number, conversation, who, text, at)
                    callers.read(c, number, findings, at)
                case CountRefusal(serial, contract):
                    refusals.add(c, conversation, at, serial, contract)
        return given

    def _count(
        self, c: Connection, conversation: str, talk: Conversation, effects: Sequence[Effect], at: datetime
    ) -> None:
        """The statistics of the knowledge base."""
        run = next(iter(reports(talk)), talk.next_run - 1)
        for counted in (e for e in effects if isinstance(e, CountHint)):
            hints.record(
                c, conversation, run, at, topic=counted.topic, about=counted.about,
                question=unread.masked(counted.symptom), vendor=counted.vendor, result=counted.result,
            )  # fmt: skip

    def _keep_paste(self, c: Connection, conversation: str, text: str, transcript: int, at: datetime) -> None:
        """Pasted output is kept as a file too: it is evidence, and it may be long."""
        if text.strip():
            outbox.keep_file(c, conversation, transcript, File(f"wklejone-{transcript}.txt", text.encode()), at)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a turn takes place, the words heard, if any, and what is said of the message itself before its answer."""

    at: datetime
    text: str = ""
    remarks: tuple[Say, ...] = ()


def _led_by_person(cases_: Iterable[Case], conversation: str) -> Case | None:
    """The case whose engineer answers here instead of the bot."""
    return next((k for k in cases_ if k.taken_over_by and k.open and conversation in k.listeners), None)


def _handed(talk: Conversation, number: int) -> Conversation:
    """The report goes on, for a case that is out already."""
    run = talk.run
    return talk.with_run(replace(run, answers={**run.answers, "handed": Answer(number)})) if run else talk


def _remarks(heard: Heard, secret: bool) -> Iterable[Say]:
    """What is said of the message itself before it is answered."""
    if len(heard.text) > LONG and not (heard.pasted or is_output(heard.text)):
        yield Say("common.too_long", "".join)
    if heard.files and not secret:
        yield Say("common.reading", {"names": ", ".join(file.name for file in heard.files)}.__getitem__)
    if heard.has_secrets and not secret:
        yield Say("common.masked", "".join)
    for name, reason in heard.refusals:
        words = {"names": name, "reason": reason}
        yield Say("common.file_refused", words.__getitem__)


def _of_file(heard: Heard, talk: Conversation) -> Iterable[Say]:
    """What there is to say of a file that was read, beside what it says of a device."""
    result = heard.read or {}
    words = {"names": result["name"], "reason": result["refusal"] or "", "notes": " ".join(result["notes"])}
    known = talk.run is None or talk.run.values.get("device")
    if result["refusal"]:
        yield Say("common.file_unread", words.__getitem__)
    elif result["unread_photo"] and not known:
        yield Say("common.photo_unread", words.__getitem__)
    elif not heard.findings:
        yield Say("common.file_says_nothing", words.__getitem__)
    if result["notes"] and not result["refusal"]:
        yield Say("common.file_notes", words.__getitem__)


def _after_hello(remarks: Iterable[Say], says: list[Say]) -> list[Say]:
    """Nobody speaks of a message before greeting whoever sent it."""
    greeting = [say for say in says[:1] if say.key == "common.hello"]
    return [*greeting, *remarks, *says[len(greeting) :]]


def _cut(text: str) -> str:
    return text if len(text) <= LONG else text[:LONG] + "…"


def _remember(talk: Conversation, last: Reply) -> Conversation:
    """What was shown last, so that labels and numbers can be typed."""
    buttons = shown(last)
    if talk.run:
        return replace(talk.with_run(replace(talk.run, shown=buttons)), shown=())
    return replace(talk, shown=buttons)
