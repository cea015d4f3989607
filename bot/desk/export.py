"""A case as one block of text, ready to be pasted into a case of the maker, with a list of what is missing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import File
from bot.domain.cases import Case, Event
from bot.domain.clocks import Clock
from bot.domain.worktime import local
from bot.store import cases, files
from flows.obsluga_sprawy.names import CLOCK_STATES, EVENTS, KINDS

ASKED = ("Device", "Contract", "Site", "Contact on site", "Problem")
"""What the maker's desk will not do without."""
DESKS = {"extreme": "Extreme GTAC", "huawei": "Huawei TAC"}


def document(c: Connection, case: Case) -> tuple[File, ...]:
    """The block as a text file."""
    return (File(f"zgloszenie-{case.number}.txt", text(c, case).encode()),)


def text(c: Connection, case: Case) -> str:
    """Everything the maker's desk asks for, in a fixed order; what is unknown is named at the end."""
    known = {
        "Device": " ".join(filter(None, (case.model, case.serial))),
        "Contract": case.contract,
        "Vendor case / RMA": case.vendor_case,
        "Customer": case.customer,
        "Site": case.site,
        "Contact on site": ", ".join(filter(None, (case.contact or case.reporter_name, case.phone))),
        "Priority": case.urgency,
        "Problem": case.symptom,
    }
    blocks = (
        [f"{DESKS.get(case.vendor or '', 'Vendor TAC')} - HEZO case {case.number}"],
        [f"{name}: {value}" for name, value in known.items() if value],
        _listed("Findings from logs", case.findings),
        _listed("Already tried", case.tried),
        _listed("Attached files", [row.name for row in files.of_case(c, case.number, case.conversation)]),
        _listed("Deadlines (Europe/Warsaw)", [clock(k) for k in case.clocks]),
        _listed("History", [event(e) for e in cases.history(c, case.number)]),
        _listed("MISSING", [name for name, value in known.items() if not value and name in ASKED]),
    )
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def clock(k: Clock) -> str:
    """A deadline in a line: what, of which service, until when, and how it went."""
    met = f", {moment(k.met_at)}" if k.met_at else ""
    return f"{KINDS[k.kind]} ({k.service or '?'}): {moment(k.due)} – {CLOCK_STATES[k.state]}{met}"


def event(e: Event) -> str:
    """What happened, in a line."""
    return f"{moment(e.at)} {EVENTS.get(e.event, e.event)}" + (f": {e.reason}" if e.reason else "")


def moment(at: datetime) -> str:
    """„2026-11-17 10:05:00+01:00”: no desk of the world misreads it."""
    return local(at).isoformat(" ", "seconds")


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [f"{title}:", *(f"- {line}" for line in lines)] if lines else []
