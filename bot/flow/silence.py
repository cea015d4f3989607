"""A caller falls silent: what is done then, and when; time is an event like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.policy import default
from bot.domain.worktime import add
from bot.flow.conversation import Conversation, Run
from bot.flow.facts import Facts
from bot.flow.vocabulary import Flow

URGENT, NUDGE, PARK, FORGET = "urgent", "nudge", "park", "forget"
BACK = "back"
"""A person gives the conversation back to the bot."""


@dataclass(frozen=True, slots=True)
class Waited:
    """Nobody has spoken for a while; `what` is to be done now."""

    what: str


def minded(talk: Conversation, flows: Mapping[str, Flow]) -> Run | None:
    """The run whose silence counts: a question beside the matter does not put off what is urgent below it."""
    return next((run for run in reversed(talk.runs) if flows[run.flow].silence), None)


def next_look(talk: Conversation, facts: Facts, flows: Mapping[str, Flow]) -> tuple[str, datetime] | None:
    """What is done next if the caller goes on saying nothing, and when; None when nothing is open.

    Minutes are those of the hours in which the caller's service is worked on; a parked conversation is kept for days.
    """
    policy, run = default(), minded(talk, flows)
    if talk.run is None or not talk.heard_at:
        return None
    since = datetime.fromisoformat(talk.heard_at)
    if talk.parked_at:
        return FORGET, datetime.fromisoformat(talk.parked_at) + timedelta(days=policy.intake_days)
    silence = flows[run.flow].silence if run else None
    if run is None or silence is None:
        return None
    hours, ahead = silence.hours(run.values, facts), {NUDGE: policy.intake_nudge, PARK: policy.intake_park}
    if silence.urgent(run.values, facts):
        ahead[URGENT] = policy.intake_urgent
    left = [(add(hours, since, timedelta(minutes=m)), what) for what, m in ahead.items() if what not in talk.quiet]
    at, what = min(left)
    return what, at
