"""What the world says at the moment of a turn, as the flows may look at it: the facts, loaded from the store."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.domain.contracts import Register
from bot.domain.people import Person, Scope
from bot.flow.conversation import Conversation
from bot.flow.engine import Chose, Event
from bot.flow.facts import Facts
from bot.flow.readers.behalf import in_the_name_of
from bot.flow.vocabulary import Said
from bot.flow.walk import REPORT
from bot.guide import Guide
from bot.store import cases, hints, outbox, refusals, register, requests
from bot.understand.priority import suggest
from flows.status_umowy.asked import asks

REGISTER = "contract_status"
"""The flow, and the intent, of questions to the register."""
FROM_ENGINEER = tuple(
    f"engineers.told_{name}"
    for name in ("written", "rejected", "requested", "data_again", "taken_over", "return", "overdue")
)
"""After these the caller's words answer the engineer."""
ENDED, COMES_BACK = ("engineers.told_closed", "engineers.told_no_answer"), timedelta(days=7)
"""After these too, as they promise, while the fault may have come back."""


def facts_of(
    c: Connection,
    guide: Guide,
    conversation: str,
    talk: Conversation,
    person: Person | None,
    event: Event,
    now: datetime,
) -> Facts:
    """Loaded once, so that nothing downstream asks a clock or a database."""
    scope = person.scope if person else None
    key, number = outbox.last_said(c, conversation)
    many = register.ALL if asks_register(talk, event) else register.OWN
    known = register.load(c, *numbers(talk, event), scope, many)
    own = cases.of_conversation(c, conversation, person.id if person else None)
    closed = _closed_lately(own, now)
    return Facts(
        now=now,
        person=person,
        scope=scope,
        register=known,
        own=known.own,
        contracts=register.own_contracts(c, scope, max(many, register.COUNTED)),
        cases=own,
        twins=_twins(c, known, scope),
        guide=guide.find,
        article=guide.article,
        suggest=suggest,
        usual_logs=guide.usual_logs,
        hinted=hints.offered(c, conversation, reports(talk), now),
        tries_left=refusals.tries_left(c, conversation, person.id if person else None, now),
        representatives=register.representatives(c, scope) if many == register.ALL else (),
        replying_to=number if key in FROM_ENGINEER or (key in ENDED and number in closed) else None,
        closed_lately=max(closed, default=None),
        requests=requests.open_for(c, conversation, person.id if person else None, now),
        request_due=now + requests.WITHIN,
    )


def asks_register(talk: Conversation, event: Event) -> bool:
    """Is everything of one's own asked for, beyond the few devices that a report may be about?"""
    if talk.run and (talk.run.flow == REGISTER or "behalf" in talk.run.values):
        return True
    if isinstance(event, Chose):
        return _starts(event.does)
    if not isinstance(event, Said):
        return False
    likely = (event.understood.intent, *(name for name, _ in event.understood.ranked[:3]))
    typed = talk.run.shown if talk.run else talk.shown
    for_others = in_the_name_of(event.text) is not None
    return REGISTER in likely or for_others or asks(event.text) or any(_starts(button.does) for button in typed)


def _starts(does: Mapping[str, Any] | None) -> bool:
    return does is not None and does.get("start") == REGISTER


def _twins(c: Connection, known: Register, scope: Scope | None) -> tuple[Case, ...]:
    """Open cases of these devices, of the organisations whose data the person may see."""
    if scope is None or scope.role.is_staff:
        return ()
    seen = {name: {k.customer for k in d.within(scope).covers} for name, d in known.devices.items()}
    mine = [name for name, customers in seen.items() if customers]
    customers = {customer for name in mine for customer in seen[name]}
    return tuple(k for k in cases.of_devices(c, mine) if k.customer in customers)


def reports(talk: Conversation) -> list[int]:
    """The numbers of the reports under way."""
    return [run.number for run in talk.runs if run.flow == REPORT]


def _closed_lately(own: Iterable[Case], now: datetime) -> list[int]:
    """The cases whose fault may have come back."""
    return [k.number for k in own if k.state == "closed" and now - k.moments.get("closed", k.submitted_at) < COMES_BACK]


def numbers(talk: Conversation, event: Event | None) -> tuple[list[str], list[str]]:
    """Every serial and contract number this turn may have to look up; it may end in an earlier or a queued run."""
    serials: list[str] = []
    contracts: list[str] = []
    for values in (*(run.values for run in talk.runs), *talk.queued, talk.ended):
        serials += [values.get("device") or "", *(values.get("several") or ())]
        serials += [d.get("serial", "") for d in (values.get("evidence") or {}).get("devices", ())]
        contracts.append(values.get("contract") or "")
    for run in talk.runs:
        contracts += [str(s.value) for s in run.shown if s.question == "contract"]
        serials += [str(s.value) for s in run.shown if s.question == "device" and s.value]
    if isinstance(event, Said):
        serials += (*event.understood.mentions.serials, *event.findings.serials)
        contracts += event.understood.mentions.contracts
    if isinstance(event, Chose) and isinstance(event.value, str):
        serials.append(event.value)
        contracts.append(event.value)
    return [s for s in serials if s], [n for n in contracts if n]
