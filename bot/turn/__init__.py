"""One turn in one transaction: lock, load, understand, decide, and store what is said and done."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from bot import unread
from bot.desk import Desk, silence
from bot.domain.cases import Case
from bot.domain.findings import NOTHING
from bot.domain.people import Person
from bot.events import Heard, together
from bot.flow.conversation import Answer, Conversation, from_json, to_json
from bot.flow.engine import Event, turn
from bot.flow.facts import Proof
from bot.flow.silence import FORGET, Waited, next_look
from bot.flow.vocabulary import Flow, Said, Say, SendTable, UnlinkAccount
from bot.guide import Guide
from bot.replies import Reply, replies, shown
from bot.scene import facts_of
from bot.sealing import Seal
from bot.sheet import sheet
from bot.store import cases, conversations, inbox, outbox, register
from bot.store.engine import Store, lock
from bot.store.wakeups import Wakeup
from bot.texts import Texts
from bot.turn import attachments, identity, remarks
from bot.turn.effects import carry_out, count_hints, handed_out
from bot.turn.event import event_of
from bot.turn.moment import Moment


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
        heard, proof = self._desk.codes.hear(c, conversation, heard)
        person = register.person(c, heard.person) if heard.person else register.person_of(c, channel, user)
        if person and person.role.is_staff:
            self._desk.hear(c, conversation, person, heard)
        elif heard.staff:
            self._desk.turn_away(c, heard)
        elif heard.read is not None:
            self._bring(c, conversation, person, heard)
        else:
            self._answer(c, conversation, person, heard, proof)
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
        self._proceed(c, from_json(row.state), Waited(what), Moment(conversation, person, at))

    def _answer(
        self, c: Connection, conversation: str, person: Person | None, heard: Heard, proof: Proof | None
    ) -> None:
        talk = _talk(c, conversation)
        event, text = event_of(c, conversation, talk, heard)
        transcript = outbox.incoming(c, conversation=conversation, at=heard.at, text=text, inbox_ids=heard.rows)
        secret = attachments.is_secret(talk, heard)
        attachments.keep(c, self._seal, identity.elsewhere(c, talk, person) or conversation, transcript, heard, secret)
        talk, brought = identity.brought(c, self._desk, conversation, person, talk, heard)
        said = (*remarks.of_message(heard, secret), *brought)
        self._proceed(c, talk, event, Moment(conversation, person, heard.at, heard.text or text, said, proof))
        if secret:
            attachments.hide(c, self._seal, transcript, heard)
        elif heard.has_secrets:
            inbox.reword(c, heard.rows, heard.text)

    def _bring(self, c: Connection, conversation: str, person: Person | None, heard: Heard) -> None:
        """What a file says is like a paste; one that says nothing is only told of, and changes nothing."""
        talk = _talk(c, conversation)
        said = tuple(remarks.of_file(heard, talk))
        if heard.findings:
            event, _ = event_of(c, conversation, talk, heard)
            self._proceed(c, talk, event, Moment(conversation, person, heard.at, "", said))
        else:
            led = _led_by_person(cases.of_conversation(c, conversation, person.id if person else None), conversation)
            for message in replies(said, self._texts, {}, talk) if not led else ():
                outbox.add(c, conversation=conversation, at=heard.at, text=message.text, key=message.key)
        if heard.read and heard.read["case"]:
            self._desk.callers.read(c, heard.read["case"], NOTHING, heard.at)

    def _proceed(self, c: Connection, talk: Conversation, event: Event, moment: Moment) -> None:
        """Decide, carry out, say, and look again when nobody speaks; mute while a person leads the conversation."""
        conversation, at = moment.conversation, moment.at
        facts = facts_of(c, self._guide, conversation, talk, moment.person, event, at)
        facts = identity.with_identity(c, self._desk, facts, talk, moment)
        if led := _led_by_person(facts.cases, conversation):
            self._pass_on(c, led, event, moment)
            return
        asked = talk.run.asked if talk.run else None
        talk, effects = turn(talk, event, facts, self._flows)
        unread.keep(c, conversation, asked, event, effects, at)
        count_hints(c, talk, effects, moment)
        extra = carry_out(c, self._desk, effects, moment, identity.sources(c, talk, moment.person))
        if extra and isinstance(event, Waited):
            talk = _handed(talk, int(extra["number"]))
        says = remarks.after_hello(moment.remarks, [e for e in effects if isinstance(e, Say)])
        messages = replies(says, self._texts, extra, talk)
        tables = [sheet(e.name, e.rows) for e in effects if isinstance(e, SendTable)]
        files = (*tables, *handed_out(c, self._desk, effects, moment))
        for message in messages:
            outbox.add(
                c, conversation=conversation, at=at, text=message.text, key=message.key, choices=message.choices,
                case_number=int(extra["number"]) if extra else None, files=files if message is messages[-1] else (),
            )  # fmt: skip
        if messages:
            talk = _remember(talk, messages[-1])
        whose = None if UnlinkAccount() in effects else moment.who
        conversations.save(c, conversation, whose, to_json(identity.settled(talk)), at)
        silence.look(c, conversation, next_look(talk, facts, self._flows))

    def _pass_on(self, c: Connection, led: Case, event: Event, moment: Moment) -> None:
        """The person who leads the conversation gets the words and what a paste says; silence is theirs to mind."""
        if not isinstance(event, Waited):
            found = event.findings if isinstance(event, Said) else NOTHING
            self._desk.callers.said(c, led.number, moment.conversation, moment.who, moment.text, moment.at)
            self._desk.callers.read(c, led.number, found, moment.at)


def _talk(c: Connection, conversation: str) -> Conversation:
    return from_json(conversations.state(c, conversation) or {})


def _led_by_person(cases_: Iterable[Case], conversation: str) -> Case | None:
    """The case whose engineer answers here instead of the bot."""
    return next((k for k in cases_ if k.taken_over_by and k.open and conversation in k.listeners), None)


def _handed(talk: Conversation, number: int) -> Conversation:
    """The report goes on, for a case that is out already."""
    run = talk.run
    return talk.with_run(replace(run, answers={**run.answers, "handed": Answer(number)})) if run else talk


def _remember(talk: Conversation, last: Reply) -> Conversation:
    """What was shown last, so that labels and numbers can be typed."""
    buttons = shown(last)
    if talk.run:
        return replace(talk.with_run(replace(talk.run, shown=buttons)), shown=())
    return replace(talk, shown=buttons)
