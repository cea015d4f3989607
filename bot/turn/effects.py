"""What the flow decided, done: cases opened and changed, refusals and hints counted."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from bot import unread
from bot.channel import File
from bot.desk import Desk
from bot.flow.conversation import Conversation
from bot.flow.vocabulary import (
    AddToCase,
    CompleteCase,
    CountHint,
    CountRefusal,
    Effect,
    Escalate,
    GiveData,
    JoinCase,
    MakeUrgent,
    OpenCase,
    Remind,
    RequestData,
    Say,
    SendCode,
    ShowCode,
    UnlinkAccount,
    Withdraw,
)
from bot.scene import reports
from bot.store import audit, hints, refusals, reminders
from bot.turn.moment import Moment


def carry_out(
    c: Connection, desk: Desk, effects: Iterable[Effect], moment: Moment, sources: Iterable[str]
) -> dict[str, str]:
    """Everything but the words; returns the placeholders that only now have a value.

    `sources`: other conversations of the same person whose files belong to a case opened here.
    """
    callers, conversation, who, at = desk.callers, moment.conversation, moment.who, moment.at
    given = {}
    for effect in effects:
        match effect:
            case OpenCase(case):
                opened = desk.open(c, replace(case, conversation=conversation), at, also=sources)
                given = {"number": str(opened.number)}
            case CompleteCase(number, case):
                callers.complete(c, number, replace(case, conversation=conversation), at)
                given = {"number": str(number)}
            case JoinCase(number, text):
                callers.join(c, number, conversation, who, text, at)
            case MakeUrgent(number, priority):
                callers.bring(c, number, conversation, at)
                callers.make_urgent(c, number, priority, who, at)
            case Escalate(number):
                callers.bring(c, number, conversation, at)
                callers.escalate(c, number, who, at)
            case Withdraw(number, text):
                callers.bring(c, number, conversation, at)
                callers.withdraw(c, number, who, text, at)
            case AddToCase(number, text, findings):
                callers.said(c, number, conversation, who, text, at)
                callers.read(c, number, findings, at)
            case SendCode(email):
                desk.codes.ask(c, conversation, email, at)
            case ShowCode():
                desk.codes.show(c, conversation, moment.person, at)
            case UnlinkAccount():
                desk.accounts.unlink(c, conversation, who or "", at)
            case Say(key="common.hello"):
                desk.personal_data.noticed(c, conversation, who, at)
            case RequestData(kind, text):
                desk.personal_data.request(c, kind, conversation, who, text, at)
            case CountRefusal():
                _refuse(c, desk, effect, moment)
            case Remind(wanted) if who:
                reminders.want(c, who, wanted, at)
    return given


def _refuse(c: Connection, desk: Desk, asked: CountRefusal, moment: Moment) -> None:
    """Written down; with the last one that is answered the manager hears of it."""
    conversation, who, at = moment.conversation, moment.who, moment.at
    before = refusals.tries_left(c, conversation, who, at)
    refusals.add(c, conversation, who, at, asked.serial, asked.contract, asked.other)
    about = {"serial": asked.serial, "contract": asked.contract, "other": asked.other}
    audit.append(c, at, "refused", who or conversation, **about)
    if before and not refusals.tries_left(c, conversation, who, at):
        desk.probed(c, conversation, moment.person, at)


def handed_out(c: Connection, desk: Desk, effects: Iterable[Effect], moment: Moment) -> tuple[File, ...]:
    """The files that go with what is said."""
    wanted = any(isinstance(effect, GiveData) for effect in effects)
    return desk.personal_data.give(c, moment.conversation, moment.who, moment.at) if wanted else ()


def count_hints(c: Connection, talk: Conversation, effects: Iterable[Effect], moment: Moment) -> None:
    """The statistics of the knowledge base."""
    run = next(iter(reports(talk)), talk.next_run - 1)
    for counted in (e for e in effects if isinstance(e, CountHint)):
        hints.record(
            c, moment.conversation, run, moment.at, topic=counted.topic, about=counted.about,
            question=unread.masked(counted.symptom), vendor=counted.vendor, result=counted.result,
        )  # fmt: skip
