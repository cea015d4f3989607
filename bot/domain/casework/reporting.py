"""What callers add to a case that is open: the missing parts, another reporter, an escalation, a withdrawal."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime

from bot.domain import sla
from bot.domain.cases import Case, Change, Event, Refused, must_be_open
from bot.domain.casework.decisions import recount
from bot.domain.clocks import Clock

MOST_FINDINGS = 12
"""More lines are no short block."""
FROM_CALLER = (
    *("priority", "priority_stated", "symptom", "entitlement", "customer", "contract", "serial", "vendor", "model"),
    *(
        "services",
        "phone",
        "contact",
        "site",
        "logs",
        "config",
        "incomplete",
        "missing",
        "tried",
        "findings",
        "reporter",
    ),
    *("reporter_name",),
)
"""What a case that went out incomplete takes from the answers that came later."""


def complete(case: Case, draft: Case, at: datetime) -> Change | None:
    """Later answers of the caller complete the case; None when they bring nothing new.

    What an engineer has decided meanwhile stays. A service that has become known recounts the reaction (R33).
    """
    if not case.open or case.confirmed_at:
        return None
    names = [n for n in FROM_CALLER if getattr(draft, n) != getattr(case, n)]
    if case.verified:
        names = [n for n in names if n not in ("entitlement", "customer", "contract", "serial", "vendor", "services")]
    if not names:
        return None
    filled = replace(case, **{f.name: getattr(draft, f.name) for f in fields(Case) if f.name in names})
    if filled.services != case.services or filled.entitlement != case.entitlement:
        filled = recount(case, filled, at)
    return filled, Event("completed", at, case.reporter, data={"fields": names})


def read(case: Case, findings: Iterable[str], at: datetime) -> Change | None:
    """What was read from evidence of the caller; None when the case says it already."""
    together = tuple(dict.fromkeys((*case.findings, *findings)))[:MOST_FINDINGS]
    return None if together == case.findings else (replace(case, findings=together), Event("evidence_read", at))


def join(case: Case, conversation: str, who: str | None, text: str, at: datetime) -> Change:
    """Somebody else of the same organisation reported the same fault."""
    must_be_open(case)
    joined = tuple(dict.fromkeys((*case.joined, conversation))) if conversation != case.conversation else case.joined
    return replace(case, joined=joined), Event("joined", at, who, text)


def escalate(case: Case, who: str | None, at: datetime) -> Change:
    """The caller is not content: owner and manager hear of it."""
    must_be_open(case)
    return case, Event("escalated", at, who)


def withdraw(case: Case, who: str | None, reason: str, at: datetime) -> Change:
    """The caller needs nothing any more: what still runs is called off."""
    must_be_open(case)
    return replace(called_off(case), state="withdrawn", taken_over_by=None), Event("withdrawn", at, who, reason)


def called_off(case: Case) -> Case:
    """Its running clocks cancelled, except the return of a device: that one is still owed."""
    clocks = tuple(
        replace(c, state="cancelled") if c.state == "running" and c.kind != "return" else c for c in case.clocks
    )
    return replace(case, clocks=clocks)


def close(case: Case, who: str | None, note: str, at: datetime) -> Change:
    """Done, with a closing note; `who` None: by itself."""
    must_be_open(case)
    if who and case.owner != who:
        raise Refused("taken_by" if case.owner else "nobodys", number=str(case.number), owner=case.owner_name)
    if not note.strip():
        raise Refused("note_needed", number=str(case.number))
    closed = replace(called_off(case), state="closed", taken_over_by=None, moments=case.at(closed=at))
    return closed, Event("closed", at, who, note.strip())


def reopen(case: Case, who: str, name: str, reason: str, at: datetime) -> Change:
    """Taken up again by this engineer: what was called off runs on."""
    if case.open:
        raise Refused("not_ended", number=str(case.number))
    clocks = tuple(_resumed(c, case.urgency, at) for c in case.clocks)
    met = any(c.kind == "reaction" and c.met_at for c in case.clocks)
    state = "confirmed" if case.confirmed_at else "contacted" if met else "taken"
    moments = case.at(touched=at, clocks=at, reopened=at)
    again = replace(case, state=state, owner=who, owner_name=name, clocks=clocks, moments=moments)
    dues = {was.label: was.due.isoformat() for was, now in zip(case.clocks, clocks, strict=True) if was.due != now.due}
    return again, Event("reopened", at, who, reason or None, {"dues": dues} if dues else {})


def _resumed(clock: Clock, urgency: str, at: datetime) -> Clock:
    """As it was; only a contact whose moment has gone by meanwhile is due anew (docs/terminy.md R35)."""
    if clock.state != "cancelled":
        return clock
    due = sla.reaction_reopened(clock.service, urgency, at) if clock.kind == "reaction" and clock.due <= at else None
    return Clock.of(due) if due else replace(clock, state="running")
