"""Whose account is whose: linked, unlinked, and what moves from one account of a person to another."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.addresses import conversation as by_mail
from bot.desk.silence import look
from bot.domain.contacts import CONTACTS
from bot.domain.people import Person
from bot.flow.conversation import Conversation, from_json, to_json
from bot.store import accounts, audit, cases, conversations, outbox, register
from bot.store.engine import lock
from bot.texts import Texts

PLACES = {
    "web": "na stronie rozmowy",
    "telegram": "w Telegramie",
    "slack": "w Slacku",
    "teams": "w Teams",
    "mail": "w poczcie",
}
ELSEWHERE = "w innym kanale"


class Accounts:
    """Links and unlinks, each inside a transaction that the caller commits; every one of them is audited."""

    def __init__(self, texts: Texts, mails: bool) -> None:
        """`mails`: people can be written to by mail."""
        self._texts, self._mails = texts, mails

    def link(self, c: Connection, conversation: str, person: Person, at: datetime) -> None:
        """The account in which this conversation is held is the person's."""
        channel, _, user = conversation.partition(":")
        accounts.link(c, channel, user, person.id, at)
        audit.append(c, at, "account.linked", conversation, account=conversation, person=person.id)

    def unlink(self, c: Connection, conversation: str, by: str, at: datetime) -> str | None:
        """The account is nobody's any more, and hears of no case; returns whose it was."""
        channel, _, user = conversation.partition(":")
        person = accounts.unlink(c, channel, user, at)
        if person:
            self._silence(c, conversation, person)
            audit.append(c, at, "account.unlinked", by, account=conversation, person=person)
        return person

    def unlink_all(self, c: Connection, named: str, by: str, at: datetime, staff: bool = False) -> list[str]:
        """Every account of the person with this id or e-mail, or the one account `channel:user`; returns which.

        Of staff only where `staff` may be meant too. Each account is told, and starts anew.
        """
        found = accounts.named(c, named)
        owner = found or register.person_of(c, *_account(named))
        if owner is None or (owner.role.is_staff and not staff):
            return []
        ours = accounts.of_person(c, owner.id) if found else [named]
        for conversation in ours:
            lock(c, conversation)
            self.unlink(c, conversation, by, at)
            if conversations.one(c, conversation):
                conversations.save(c, conversation, None, to_json(Conversation(greeted=True)), at)
                look(c, conversation, None)
                self.say(c, conversation, "link_account.unlinked_by_staff", at)
        return ours

    def bring(
        self, c: Connection, conversation: str, person: Person, talk: Conversation, at: datetime
    ) -> tuple[Conversation, dict[str, dict[str, str]]]:
        """What the person has under way elsewhere, here: the report last talked about, and what is heard of open cases.

        Returns the conversation with it and what was brought, as texts and what fills them. The other one says where
        it went on.
        """
        told: dict[str, dict[str, str]] = {}
        others = [row for row in conversations.of_person(c, person.id) if row.id != conversation]
        if under_way := next((row for row in others if row.state.get("runs")), None):
            lock(c, under_way.id)
            there = from_json(conversations.state(c, under_way.id) or {})
            if there.runs:
                talk = _joined(talk, there, under_way.id)
                left = replace(there, runs=(), queued=(), shown=(), parked_at="", sources=(), moved_to=conversation)
                conversations.save(c, under_way.id, person.id, to_json(left), at)
                look(c, under_way.id, None)
                self.say(c, under_way.id, "common.moved", at, place=place(conversation))
                told["common.brought"] = {"place": place(under_way.id)}
        numbers = self._redirect(c, person.id, {row.id for row in others}, conversation)
        if numbers:
            told["common.cases_here"] = {"numbers": ", ".join(map(str, numbers))}
        return talk, told

    def say(self, c: Connection, conversation: str, key: str, at: datetime, **words: str) -> None:
        """Say one of the callers' texts in a conversation."""
        outbox.add(c, conversation=conversation, at=at, text=self._texts.render(key, self.words(words)), key=key)

    def words(self, given: Mapping[str, str]) -> Callable[[str], str]:
        """What fills a text: what is given, then the service's contacts."""
        return lambda name: given[name] if name in given else CONTACTS[name]

    def _silence(self, c: Connection, conversation: str, person: str) -> None:
        """Cases are not heard of here any more, but in the person's other account last used, or by mail."""
        others = [row.id for row in conversations.of_person(c, person) if row.id != conversation]
        found = register.person(c, person)
        if found and found.email and self._mails:
            others.append(by_mail(found.email))
        self._redirect(c, person, {conversation}, next(iter(others), ""))

    def _redirect(self, c: Connection, person: str, places: set[str], to: str) -> list[int]:
        """What was told of cases in these conversations is told in another one; returns the numbers of open cases."""
        heard_of = {case.number: case for case in (*cases.of_reporter(c, person), *cases.still_open(c))}
        moved = []
        for number in sorted(n for n, case in heard_of.items() if not places.isdisjoint(case.listeners)):
            if case := cases.lock(c, number):
                first, *rest = [*dict.fromkeys(to if each in places else each for each in case.listeners), ""]
                cases.keep(c, replace(case, conversation=first, joined=tuple(filter(None, rest))))
                moved += [number] if case.open else []
        return moved


def place(conversation: str) -> str:
    """Where that is, as the end of a Polish sentence."""
    return PLACES.get(conversation.partition(":")[0], ELSEWHERE)


def _account(named: str) -> tuple[str, str]:
    channel, _, user = named.partition(":")
    return channel, user


def _joined(talk: Conversation, there: Conversation, source: str) -> Conversation:
    """The runs of another conversation with numbers of their own, so that no old button here is one of theirs."""
    runs = tuple(replace(run, number=talk.next_run + n, shown=()) for n, run in enumerate(there.runs))
    return replace(
        talk, runs=runs, next_run=talk.next_run + len(runs), shown=(), queued=(*talk.queued, *there.queued),
        sources=(*there.sources, source), moved_to="", ended={}, ended_at="",
    )  # fmt: skip
