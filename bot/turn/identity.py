"""Who speaks in which account: what the flows may know of it, and what follows a person from one account to another."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.desk import Desk
from bot.desk.accounts import place
from bot.domain.people import Person
from bot.events import Heard
from bot.flow.conversation import Conversation, from_json
from bot.flow.engine import RESUME
from bot.flow.facts import Facts
from bot.flow.picking import plain
from bot.flow.vocabulary import Say
from bot.store import conversations
from bot.turn.moment import Moment


def with_identity(c: Connection, desk: Desk, facts: Facts, talk: Conversation, moment: Moment) -> Facts:
    """The facts with what is known of the account beside whose it is."""
    goes_on = talk.moved_to and from_json(conversations.state(c, talk.moved_to) or {}).runs
    return replace(
        facts,
        linking=desk.codes.enabled,
        codes_left=desk.codes.left(c, moment.conversation, moment.at),
        awaiting=desk.codes.awaiting(c, moment.conversation, moment.at),
        proof=moment.proof,
        elsewhere=place(talk.moved_to) if goes_on else "",
    )


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
