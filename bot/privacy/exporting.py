"""Everything that is held of a person, as one archive: readable by people and by machines (RODO art. 15 and 20)."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection

from bot.channel import File
from bot.domain.cases import Case
from bot.domain.worktime import local
from bot.store import audit, cases, conversations, personal, tables
from bot.store.personal import Subject
from bot.store.tables import Found
from flows.obsluga_sprawy.names import EVENTS, KINDS, STATES

DATA = "dane.json"
BESIDE = {
    "niezrozumiane_zdania": tables.unread,
    "podpowiedzi": tables.hint,
    "odmowy": tables.refusal,
    "prosby_o_dane": tables.privacy_request,
}


def export(c: Connection, subject: Subject, marks: Callable[[Any], bool], now: datetime) -> File:
    """`dane.json` and the files of their conversations; sealed ones are named there, and handed out by an engineer."""
    files = personal.files(c, subject)
    held = {
        "stan_na": _moment(now),
        "osoba": _plain(subject.row) if subject.row else {"konto": subject.name},
        "konta": [" ".join(account) for account in subject.accounts],
        "rozmowy": [_talk(c, name, subject) for name in sorted(subject.conversations)],
        "sprawy": [_case(c, case) for case in subject.reported],
        "pliki": [
            {"nazwa": f.name, "bajty": f.size, "kiedy": _moment(f.at), "zaszyfrowany": _sealed(f)} for f in files
        ],
        **{name: [_plain(row) for row in personal.beside(c, subject, table)] for name, table in BESIDE.items()},
        "audyt": [_entry(e) for e in audit.entries(c) if e.body is not None and marks(e.body)],
    }
    return File(f"dane-{_safe(subject.name)}.zip", _archive(held, files))


def summary(c: Connection, subject: Subject) -> Mapping[str, int]:
    """How much there is: of messages, files, cases and accounts."""
    found = personal.messages(c, subject)
    counts = Counter({"messages": len(found), "files": len(personal.files(c, subject))})
    return counts | {"cases": len(subject.reported), "accounts": len(subject.accounts)}


def _talk(c: Connection, conversation: str, subject: Subject) -> dict[str, Any]:
    mine = [m for m in personal.messages(c, subject) if m.conversation == conversation]
    said = [{"kiedy": _moment(m.at), "kto": _who(m), "tekst": m.text} for m in mine]
    return {"rozmowa": conversation, "wiadomosci": said, "stan": conversations.state(c, conversation) or {}}


def _who(message: Found) -> str:
    return message.author or ("osoba" if message.direction == "in" else "Dyspozytor")


def _case(c: Connection, case: Case) -> dict[str, Any]:
    told = ("symptom", "reporter_name", "phone", "contact", "site", "serial", "contract", "customer", "priority")
    return {
        "numer": case.number,
        "stan": STATES[case.state],
        "przyjeta": _moment(case.submitted_at),
        **{name: getattr(case, name) for name in told},
        "terminy": [{"co": KINDS[k.kind], "do": _moment(k.due), "stan": k.state} for k in case.clocks],
        "historia": [
            {"kiedy": _moment(e.at), "co": EVENTS.get(e.event, e.event), "tekst": e.reason}
            for e in cases.history(c, case.number)
        ],
    }


def _entry(entry: Found) -> dict[str, Any]:
    return {"kiedy": _moment(entry.at), "co": entry.what, **entry.body}


def _plain(row: Found) -> dict[str, Any]:
    return {name: _moment(v) if isinstance(v, datetime) else v for name, v in row._mapping.items()}


def _archive(held: Mapping[str, Any], files: Iterable[Found]) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        archive.writestr(DATA, json.dumps(held, ensure_ascii=False, indent=1))
        for file in files:
            if not _sealed(file):
                archive.writestr(f"pliki/{file.id}-{_safe(file.name)}", file.data)
    return whole.getvalue()


def _sealed(file: Found) -> bool:
    return file.data is None


def _safe(name: str) -> str:
    """What every file system takes."""
    return "".join(ch if ch.isalnum() or ch in "-._" else "-" for ch in name)


def _moment(at: datetime) -> str:
    return local(at).isoformat(" ", "seconds")
