"""Engineers at work: a button, a typed command, the reason asked for, or words for the caller."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.channel import ENGINEERS
from bot.desk.alarms import Alarms
from bot.desk.voice import Voice
from bot.domain import cases as work
from bot.domain.cases import Case, Change, Refused
from bot.domain.contracts import entitle
from bot.domain.people import Person
from bot.domain.worktime import ONE_DAY, local
from bot.events import Heard
from bot.store import cases, conversations, outbox, register
from flows.obsluga_sprawy import card as cards
from flows.obsluga_sprawy.commands import NEEDS_WORDS, Command, parse
from flows.obsluga_sprawy.names import STATES

NIGHT, EVENING = 4, 18
"""„23:50” said before four in the morning was yesterday."""
PRIORITY = re.compile(r"(?:na |to )?p?([1-4])\.?", re.I)
CLOCK_TIME = re.compile(r"(?:o\s+)?(\d{1,2})[:.](\d{2})")


class Engineers:
    """Carries out what engineers want done to cases, and answers them."""

    def __init__(self, voice: Voice, alarms: Alarms) -> None:
        self._voice, self._alarms = voice, alarms

    def hear(self, c: Connection, conversation: str, who: Person, heard: Heard) -> None:
        """One turn of an engineer: a button, a typed command, the reason asked for, or words for the caller."""
        waiting = (conversations.state(c, conversation) or {}).get("waiting")
        pressed = outbox.choice(c, ENGINEERS, heard.choice) if heard.choice else None
        said = pressed[1]["label"] if pressed else heard.text
        outbox.incoming(
            c, conversation=ENGINEERS, at=heard.at, text=said, author=who.name, thread=heard.case, inbox_ids=heard.rows
        )
        command = _command(pressed[1]["does"] if pressed else None, heard, waiting)
        waits = self._obey(c, command, who, heard)
        conversations.save(c, conversation, who.id, {"waiting": waits} if waits else {}, heard.at)

    def _obey(self, c: Connection, command: Command | None, who: Person, heard: Heard) -> dict[str, object] | None:
        """Carry the command out; what it still waits for is returned."""
        if command is None:
            self._voice.post(c, "unclear", heard.at, heard.case)
        elif command.verb in ("list", "mine"):
            self._list(c, who if command.verb == "mine" else None, heard.at)
        elif command.verb == "help":
            self._voice.post(c, "unclear", heard.at, heard.case)
        elif command.case is None:
            self._voice.post(c, "number_needed", heard.at, None)
        elif command.verb in NEEDS_WORDS and not command.words:
            key = "reason_needed" if command.verb in ("reject", "write") else "value_needed"
            self._voice.post(c, key, heard.at, command.case, number=str(command.case))
            return {"verb": command.verb, "case": command.case}
        else:
            self._act(c, command, command.case, who, heard)
        return None

    def _list(self, c: Connection, owner: Person | None, at: datetime) -> None:
        found = [k for k in cases.still_open(c) if owner is None or k.owner == owner.id]
        found.sort(key=lambda k: (k.next_due is None, k.next_due or at, k.number))
        lines = "\n".join(cards.line(k, at) for k in found)
        self._voice.post(c, "list" if found else "list_empty", at, None, cases=lines)

    def _act(self, c: Connection, command: Command, number: int, who: Person, heard: Heard) -> None:
        """Do it to the case, locked; a refusal says why and changes nothing."""
        case, at = cases.lock(c, number), heard.at
        if case is None:
            return self._voice.post(c, "unknown_case", at, None, number=str(number))
        if command.verb == "show":
            return self._voice.show(c, case, at)
        if command.verb == "explain":
            told = "\n".join(line for clock in case.clocks for line in clock.explanation)
            return self._voice.post(c, "explained", at, number, number=str(number), explanation=told)
        try:
            with c.begin_nested():
                self._change(c, command, case, who, heard)
        except Refused as refused:
            words = {"state": STATES[case.state], **refused.words}
            return self._voice.post(c, refused.key, at, number, **words)
        return None

    def _change(self, c: Connection, command: Command, case: Case, who: Person, heard: Heard) -> None:
        at = heard.at
        if case.owner is None and case.open and command.verb != "take":
            case = _save(c, work.take(case, who.id, who.name, at))
        changed = _save(c, self._changes[command.verb](self, c, case, who, command.words, at))
        self._alarms.arm(c, changed)
        self._voice.show(c, changed, at)
        self._voice.tell(c, command.verb, changed, command.words, who, at, heard.files)

    def _take(self, _c: Connection, case: Case, who: Person, _words: str, at: datetime) -> Change:
        return work.take(case, who.id, who.name, at)

    def _contact(self, _c: Connection, case: Case, who: Person, words: str, at: datetime) -> Change:
        return work.contact(case, who.id, at, _moment(words, at, case))

    def _confirm(self, _c: Connection, case: Case, who: Person, _words: str, at: datetime) -> Change:
        return work.confirm(case, who.id, at)

    def _reject(self, _c: Connection, case: Case, who: Person, words: str, at: datetime) -> Change:
        return work.reject(case, who.id, words, at)

    def _priority(self, _c: Connection, case: Case, who: Person, words: str, at: datetime) -> Change:
        named = PRIORITY.fullmatch(words.strip())
        return work.set_priority(case, who.id, f"P{named[1]}" if named else words, at)

    def _contract(self, c: Connection, case: Case, who: Person, words: str, at: datetime) -> Change:
        known = register.load(c, [case.serial or ""], [words], who.scope)
        found = entitle(case.serial, words, known, who.scope, local(at).date())
        return work.set_contract(case, who.id, found, at)

    def _write(self, _c: Connection, case: Case, who: Person, words: str, at: datetime) -> Change:
        return work.message(case, who.id, words, at)

    _changes: Mapping[str, Callable[..., Change]] = {
        "take": _take,
        "contact": _contact,
        "confirm": _confirm,
        "reject": _reject,
        "priority": _priority,
        "contract": _contract,
        "write": _write,
    }


def _command(does: Mapping[str, object] | None, heard: Heard, waiting: Mapping[str, object] | None) -> Command | None:
    """A pressed button, a typed command, what was waited for, or, in a case's thread, words for its caller."""
    if does:
        return Command(str(does["verb"]), int(str(does["case"])))
    if command := parse(heard.text, heard.case):
        return command
    if waiting and heard.text.strip():
        return Command(str(waiting["verb"]), int(str(waiting["case"])), heard.text.strip())
    words = heard.text.strip() or ", ".join(file.name for file in heard.files)
    return Command("write", heard.case, words) if heard.case and words else None


def _moment(words: str, at: datetime, case: Case) -> datetime | None:
    """„16:55”: the last time the clock showed that; nothing said means now, the minute of submission its second."""
    if not words:
        return None
    found = CLOCK_TIME.fullmatch(words.strip(" ."))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Refused("bad_moment", number=str(case.number))
    said = local(at).replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    if said < case.submitted_at < said + timedelta(minutes=1):
        return case.submitted_at
    return said - ONE_DAY if said > at and local(at).hour < NIGHT and said.hour >= EVENING else said


def _save(c: Connection, change: Change) -> Case:
    changed, event = change
    cases.save(c, changed, event)
    return changed
