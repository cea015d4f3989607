"""Who has a case and who speaks with its caller: taken, given back, contacted, asked, answered, taken over."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import Case, Change, Event, Refused, must_be_open, must_own, must_work_on
from bot.domain.clocks import meet, running

BEFORE_CONTACT = ("opened", "taken")


def take(case: Case, who: str, name: str, at: datetime) -> Change:
    """One owner; whoever comes second is told who is first."""
    must_be_open(case)
    if case.owner == who:
        raise Refused("already_yours", number=str(case.number))
    if case.owner:
        raise Refused("taken_by", number=str(case.number), owner=case.owner_name)
    state = "taken" if case.state == "opened" else case.state
    taken = replace(case, owner=who, owner_name=name, state=state, moments=case.at(touched=at))
    return taken, Event("taken", at, who)


def release(case: Case, who: str | None, at: datetime, boss: bool = False) -> Change:
    """Back to the queue, where escalation starts anew; by its owner, a manager, or by itself (`who` None)."""
    must_be_open(case)
    if not case.owner:
        raise Refused("nobodys", number=str(case.number))
    if who and not boss:
        must_own(case, who)
    state = "opened" if case.state == "taken" else case.state
    free = replace(case, owner=None, owner_name="", state=state, taken_over_by=None, moments=case.at(queued=at))
    return free, Event("released", at, who, data={"owner": case.owner})


def contact(case: Case, who: str, at: datetime, moment: datetime | None = None) -> Change:
    """The engineer spoke with the reporter: this alone stops the reaction clock (docs/terminy.md S07)."""
    must_work_on(case, who)
    moment = moment or at
    if moment > at:
        raise Refused("future", number=str(case.number))
    if moment < case.submitted_at:
        raise Refused("before_submission", number=str(case.number))
    if not any(running(c, "reaction") for c in case.clocks):
        raise Refused("already_contacted", number=str(case.number))
    contacted = replace(_contacted(case, at), clocks=meet(case.clocks, "reaction", moment))
    return contacted, Event("contacted", at, who, data={"moment": moment.isoformat()})


def message(case: Case, who: str, text: str, at: datetime) -> Change:
    """An engineer's words relayed to the caller, of an ended case too; the first ones stop the reaction clock."""
    must_own(case, who)
    told = replace(_contacted(case, at), clocks=meet(case.clocks, "reaction", at))
    return told, Event("message", at, who, text)


def request_data(case: Case, who: str, question: str, at: datetime) -> Change:
    """The caller is asked for something; until it comes, the ball is theirs."""
    must_work_on(case, who)
    asked = replace(_contacted(case, at), clocks=meet(case.clocks, "reaction", at), state="data_requested")
    return replace(asked, moments=asked.at(requested=at)), Event("data_requested", at, who, question)


def hear_caller(case: Case, who: str | None, text: str, at: datetime) -> Change:
    """Words or files of the caller: data asked for, an answer to a rejection, or something more.

    What the caller was waited for comes back to the owner; without one, into the queue.
    """
    event = {"data_requested": "data_received", "rejected": "answered"}.get(case.state, "from_caller")
    state = case.state
    if event != "from_caller":
        state = "confirmed" if case.confirmed_at else "contacted"
    moments = case.at(unanswered=case.moments.get("unanswered", at))
    if event != "from_caller":
        moments = {**moments, ("touched" if case.owner else "queued"): at}
    return replace(case, state=state, moments=moments), Event(event, at, who, text)


def take_over(case: Case, who: str, at: datetime) -> Change:
    """From now on the engineer answers the caller and the bot is silent; what is unanswered waits for them anew."""
    must_work_on(case, who)
    if case.taken_over_by:
        raise Refused("already_taken_over", number=str(case.number))
    waits = {"unanswered": at} if "unanswered" in case.moments else {}
    return replace(case, taken_over_by=who, moments=case.at(touched=at, **waits)), Event("taken_over", at, who)


def hand_back(case: Case, who: str, at: datetime) -> Change:
    """The bot speaks again, from exactly where it fell silent."""
    must_own(case, who)
    if not case.taken_over_by:
        raise Refused("not_taken_over", number=str(case.number))
    moments = {**case.without("unanswered"), "touched": at}
    return replace(case, taken_over_by=None, moments=moments), Event("handed_back", at, who)


def _contacted(case: Case, at: datetime) -> Case:
    """The owner has just spoken with the caller."""
    state = "contacted" if case.state in BEFORE_CONTACT else case.state
    return replace(case, state=state, moments={**case.without("unanswered"), "touched": at})
