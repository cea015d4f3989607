"""A case as one block of text, ready to be pasted into a case of the maker, with a list of what is missing."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import File
from bot.desk import printed
from bot.domain.cases import Case, Event
from bot.domain.clocks import Clock
from bot.domain.worktime import local
from bot.store import cases, files, register
from flows.obsluga_sprawy.names import CLOCK_STATES, EVENTS, KINDS

ASKED = (
    *("Product", "Serial number", "Software version", "Service contract", "Customer", "Site", "Contact on site"),
    *("Phone", "Problem", "Logs"),
)
"""What the maker's desk will not do without: GTAC's expectations of partners, Huawei's list for an RMA request."""
DESKS = {"extreme": "Extreme GTAC", "huawei": "Huawei TAC"}
P1 = "P1: to be reported by phone as well, with a person who can be reached on site."
LOGS = {"file": "sent as a file", "paste": "pasted", "later": "", "no_access": ""}
VERSION = re.compile(r"\bV\d{3}R\d{3}C\w+|\b\d{1,2}\.\d{1,2}(?:\.\d{1,3}){1,3}\b")
"""As VRP („V200R021C10SPC600”) and EXOS („32.7.2.19”) print it."""


def document(c: Connection, case: Case, now: datetime) -> tuple[File, ...]:
    """The block as a text file, and the whole case for printing."""
    page = File(f"zgloszenie-{case.number}.html", printed.sheet(c, case, now).encode())
    return File(f"zgloszenie-{case.number}.txt", text(c, case).encode()), page


def text(c: Connection, case: Case) -> str:
    """Everything the maker's desk asks for, in a fixed order; what is unknown is named at the end."""
    attached = [row.name for row in files.of_case(c, case.number, case.conversation) if not row.sealed]
    known = _known(c, case, attached)
    blocks = (
        [f"{DESKS.get(case.vendor or '', 'Vendor TAC')} - HEZO case {case.number}", *([P1] * (case.urgency == "P1"))],
        [f"{name}: {value}" for name, value in known.items() if value],
        _listed("Findings from logs", case.findings),
        _listed("Already tried", case.tried),
        _listed("Attached files", attached),
        _listed("Deadlines (Europe/Warsaw)", [clock(k) for k in case.clocks]),
        _listed("History", [event(e) for e in cases.history(c, case.number)]),
        _listed("MISSING", [name for name in ASKED if not known[name]]),
    )
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _known(c: Connection, case: Case, attached: Sequence[str]) -> dict[str, str | None]:
    version = VERSION.search("\n".join((*case.findings, case.symptom)))
    return {
        "Vendor case / RMA": case.vendor_case,
        "Product": case.model,
        "Serial number": case.serial,
        "Software version": version[0] if version else None,
        "Service contract": case.contract,
        "Customer": case.customer,
        "Site": ", ".join(filter(None, (case.site, _address(c, case)))),
        "Contact on site": case.contact or case.reporter_name,
        "Phone": case.phone,
        "Priority": case.urgency,
        "Reported": moment(case.submitted_at),
        "Problem": case.symptom,
        "Logs": LOGS.get(case.logs) or ("attached" if attached else ""),
    }


def _address(c: Connection, case: Case) -> str:
    """Where the device stands according to the register."""
    known = register.load(c, [case.serial], [], None).devices.values() if case.serial else ()
    return next((device.address for device in known if device.address not in (case.site or "")), "")


def clock(k: Clock) -> str:
    """A deadline in a line: what, of which service, until when, and how it went."""
    met = f", {moment(k.met_at)}" if k.met_at else ""
    return f"{KINDS[k.kind]} ({k.service or '?'}): {moment(k.due)} – {CLOCK_STATES[k.state]}{met}"


def event(e: Event) -> str:
    """What happened, in a line, with the moment said when that is another one than the one recorded."""
    said = e.data.get("moment")
    then = f" [{moment(datetime.fromisoformat(said))}]" if said and said != e.at.isoformat() else ""
    return f"{moment(e.at)} {EVENTS.get(e.event, e.event)}{then}" + (f": {e.reason}" if e.reason else "")


def moment(at: datetime) -> str:
    """„2026-11-17 10:05:00+01:00”: no desk of the world misreads it."""
    return local(at).isoformat(" ", "seconds")


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [f"{title}:", *(f"- {line}" for line in lines)] if lines else []
