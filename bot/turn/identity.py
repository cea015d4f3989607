"""Who speaks in which account: what the flows may know of it, and what follows a person from one account to another."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.desk import Desk
from bot.desk.accounts import place
from bot.domain.people import Person
from bot.events import Heard
from bot.flow.conversation import Conversation
from bot.flow.engine import LINK, RESUME
from bot.flow.facts import Facts
from bot.flow.picking import plain
from bot.flow.vocabulary import Say
from bot.store import conversations
from bot.turn.moment import Moment


def with_identity(c: Connection, desk: Desk, facts: Facts, talk: Conversation, moment: Moment) -> Facts:
    """The facts with what is known of the account beside whose it is; of codes only where somebody is being linked."""
    there = elsewhere(c, talk, moment.person)
    facts = replace(
        facts, linking=desk.codes.enabled, proof=moment.proof, elsewhere=place(there) if there else "", codes_left=1
    )
    if "@" not in moment.text and all(run.flow != LINK for run in talk.runs):
        return facts
    left = desk.codes.left(c, moment.conversation, moment.at)
    return replace(facts, codes_left=left, awaiting=desk.codes.awaiting(c, moment.conversation, moment.at))


def elsewhere(c: Connection, talk: Conversation, person: Person | None) -> str:
    """The conversation in which what was begun here goes on, while it is still the same person's; else empty."""
    row = conversations.one(c, talk.moved_to) if talk.moved_to and person else None
    return talk.moved_to if row and person and row.person == person.id and row.state.get("runs") else ""


def sources(c: Connection, talk: Conversation, person: Person | None) -> list[str]:
    """The conversations in which what is under way was begun, those that are still the same person's."""
    if not talk.sources or person is None:
        return []
    theirs = {row.id for row in conversations.of_person(c, person.id)}
    return [each for each in talk.sources if each in theirs]


def brought(
    c: Connection, desk: Desk, conversation: str, person: Person | None, talk: Conversation, heard: Heard
) -> tuple[Conversation, tuple[Say, ...]]:
    """„Wznów” with nothing open here brings what the same person has under way in another conversation."""
    if person is None or talk.run or not RESUME.fullmatch(plain(heard.text)):
        return talk, ()
    talk, told = desk.accounts.bring(c, conversation, person, talk, heard.at)
    return talk, tuple(Say(key, desk.accounts.words(words)) for key, words in told.items())


def settled(talk: Conversation) -> Conversation:
    """With nothing under way no other conversation is part of it; with something, it goes on here and nowhere else."""
    return replace(talk, moved_to="") if talk.runs else replace(talk, sources=())
