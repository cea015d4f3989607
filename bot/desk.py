"""The service desk: cases opened, shown to engineers, worked on by them, and what the caller is told of it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.channel import ENGINEERS, Outbound
from bot.clock import Clock
from bot.domain import cases as work
from bot.domain.cases import Case, Change, Event, Refused
from bot.domain.contacts import CONTACTS
from bot.domain.contracts import entitle
from bot.domain.dates import say_moment, say_span, say_until
from bot.domain.people import Person
from bot.domain.worktime import ONE_DAY, local, point
from bot.events import Heard
from bot.flow.vocabulary import Option
from bot.store import cases, conversations, counters, outbox, register, wakeups
from bot.store.wakeups import Wakeup
from bot.texts import Texts
from flows.obsluga_sprawy import card as cards
from flows.obsluga_sprawy.commands import NEEDS_WORDS, Command, parse
from flows.status_zgloszenia.flow import STATES, clock_line

CARD = "engineers.card"
WARNINGS = {50: 0.5, 80: 0.8, 100: 1.0}
"""When, in per cent of the working time until the reaction is due, the engineers are warned."""
NIGHT, EVENING = 4, 18
"""„23:50” said before four in the morning was yesterday."""
CLOCK_TIME = re.compile(r"(?:o\s+)?(\d{1,2})[:.](\d{2})")


class Desk:
    """Everything that happens to cases, each inside a transaction that the caller of these methods commits."""

    def __init__(self, texts: Texts, clock: Clock) -> None:
        self._texts, self._clock = texts, clock

    # --- from callers -------------------------------------------------------------------------------

    def open(self, c: Connection, draft: Case, at: datetime) -> Case:
        """Number the case, start its clocks, and show it to the engineers."""
        numbered = replace(draft, number=counters.draw(c, counters.CASES, counters.FIRST_CASE))
        case, event = work.open_case(numbered, at)
        cases.add(c, case, event)
        outbox.attach(c, case.conversation, case.number)
        self._show(c, case, at)
        self._arm(c, case)
        return case

    def from_caller(
        self, c: Connection, number: int, conversation: str, text: str, files: Sequence[str], at: datetime
    ) -> None:
        """Later words and files of the caller reach the case's thread."""
        attached = outbox.attach(c, conversation, number) or list(files)
        cases.record(c, number, Event("from_caller", at, reason=text or ", ".join(attached)))
        if text.strip():
            self._post(c, "from_caller", at, number, number=str(number), text=text.strip()[:1500])
        if attached:
            self._post(c, "from_caller_files", at, number, number=str(number), files=", ".join(attached))

    # --- from engineers --------------------------------------------------------------------------------

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
            self._post(c, "unclear", heard.at, heard.case)
        elif command.verb in ("list", "mine"):
            self._list(c, who if command.verb == "mine" else None, heard.at)
        elif command.verb == "help":
            self._post(c, "unclear", heard.at, heard.case)
        elif command.case is None:
            self._post(c, "number_needed", heard.at, None)
        elif command.verb in NEEDS_WORDS and not command.words:
            key = "reason_needed" if command.verb in ("reject", "write") else "value_needed"
            self._post(c, key, heard.at, command.case, number=str(command.case))
            return {"verb": command.verb, "case": command.case}
        else:
            self._act(c, command, command.case, who, heard.at)
        return None

    def _act(self, c: Connection, command: Command, number: int, who: Person, at: datetime) -> None:
        """Do it to the case, locked; a refusal says why and changes nothing."""
        case = cases.lock(c, number)
        if case is None:
            return self._post(c, "unknown_case", at, None, number=str(number))
        if command.verb == "show":
            return self._show(c, case, at)
        if command.verb == "explain":
            told = "\n".join(line for clock in case.clocks for line in clock.explanation)
            return self._post(c, "explained", at, number, number=str(number), explanation=told)
        try:
            with c.begin_nested():
                self._change(c, command, case, who, at)
        except Refused as refused:
            words = {"state": STATES[case.state], **refused.words}
            return self._post(c, refused.key, at, number, **words)
        return None

    def _change(self, c: Connection, command: Command, case: Case, who: Person, at: datetime) -> None:
        if case.owner is None and case.open and command.verb != "take":
            case = self._save(c, work.take(case, who.id, who.name, at))
        changed = self._save(c, self._changes[command.verb](self, c, case, who, command.words, at))
        self._arm(c, changed)
        self._show(c, changed, at)
        self._tell(c, command.verb, changed, command.words, who, at)

    def _take(self, _c: Connection, case: Case, who: Person, _words: str, at: datetime) -> Change:
        return work.take(case, who.id, who.name, at)

    def _contact(self, _c: Connection, case: Case, who: Person, words: str, at: datetime) -> Change:
        return work.contact(case, who.id, at, _moment(words, at, case.number))

    def _confirm(self, _c: Connection, case: Case, who: Person, _words: str, at: datetime) -> Change:
        return work.confirm(case, who.id, at)

    def _reject(self, _c: Connection, case: Case, who: Person, words: str, at: datetime) -> Change:
        return work.reject(case, who.id, words, at)

    def _priority(self, _c: Connection, case: Case, who: Person, words: str, at: datetime) -> Change:
        return work.set_priority(case, who.id, words.strip().upper(), at)

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

    def _save(self, c: Connection, change: Change) -> Case:
        changed, event = change
        cases.save(c, changed, event)
        return changed

    # --- what everybody is told ----------------------------------------------------------------------------

    def _tell(self, c: Connection, verb: str, case: Case, said: str, who: Person, at: datetime) -> None:
        """The engineers' channel hears the result in the case's thread, the caller what it means for them."""
        promised = "\n".join(
            clock_line(k, at, len(case.services) > 1) for k in case.clocks if k.kind != "reaction" and k.met_at is None
        )
        running = "\n".join(clock_line(k, at, len(case.services) > 1) for k in case.clocks if k.state == "running")
        contacted = next((k.met_at for k in case.clocks if k.kind == "reaction" and k.met_at), None)
        words = {
            "number": str(case.number), "owner": who.name, "reason": said, "text": said, "priority": case.priority,
            "contract": case.contract or "", "deadlines": promised if verb == "confirm" else running,
            "moment": say_moment(contacted, at) if contacted else "",
        }  # fmt: skip
        told = {"confirm": "told_confirmed" if promised else "told_confirmed_support"}.get(verb, TOLD.get(verb))
        self._post(c, RESULTS[verb], at, case.number, **words)
        if told and case.conversation:
            text = self._texts.render(f"engineers.{told}", words_of(words))
            outbox.add(
                c, conversation=case.conversation, at=at, text=text, key=f"engineers.{told}", case_number=case.number
            )

    def _show(self, c: Connection, case: Case, at: datetime) -> None:
        """The card, in place of the one before."""
        outbox.add(
            c,
            conversation=ENGINEERS,
            at=at,
            text=cards.card(case, at),
            key=CARD,
            choices=[_choice(b) for b in cards.buttons(case)],
            case_number=case.number,
            edits=outbox.last_card(c, case.number, CARD),
        )

    def _list(self, c: Connection, owner: Person | None, at: datetime) -> None:
        found = [k for k in cases.still_open(c) if owner is None or k.owner == owner.id]
        found.sort(key=lambda k: (k.due("reaction") or at, k.number))
        lines = "\n".join(cards.line(k, at) for k in found)
        self._post(c, "list" if found else "list_empty", at, None, cases=lines)

    def _post(self, c: Connection, key: str, at: datetime, thread: int | None, **words: str) -> None:
        text = self._texts.render(f"engineers.{key}", words_of(words))
        outbox.add(
            c, conversation=ENGINEERS, at=at, text=text, key=f"engineers.{key}", case_number=thread, thread=thread
        )

    # --- clocks ---------------------------------------------------------------------------------------------

    def _arm(self, c: Connection, case: Case) -> None:
        """Warnings before the earliest running reaction deadline; none once nothing runs."""
        running = [k for k in case.clocks if k.kind == "reaction" and k.state == "running"]
        first = min(running, key=lambda k: k.due) if case.open and running else None
        for percent, share in WARNINGS.items():
            key = f"sla:{case.number}:reaction:{percent}"
            due = point(first.calendar, first.start, first.due, share) if first else None
            if first and due and due > self._clock.now():
                due = due if percent < 100 else first.due + timedelta(microseconds=1)
                wakeups.arm(c, key, "sla", due, {"case": case.number, "percent": percent})
            else:
                wakeups.cancel(c, key)

    def fire(self, c: Connection, wakeup: Wakeup) -> None:
        """A warning or the deadline itself: looked at again, then said in the engineers' channel."""
        case, at = cases.lock(c, wakeup.payload["case"]), wakeup.due
        if case is None or not case.open:
            return
        percent = wakeup.payload["percent"]
        if percent == 100 and (change := work.missed(case, at)):
            case = self._save(c, change)
            self._show(c, case, at)
        waiting = [k for k in case.clocks if k.kind == "reaction" and k.met_at is None and k.state != "cancelled"]
        if not waiting:
            return
        due = min(k.due for k in waiting)
        words = {"number": str(case.number), "owner": case.owner_name or "nikt", "due": say_until(due, at)}
        if percent == 100:
            self._post(c, "late", at, case.number, **words)
        else:
            self._post(c, "warning", at, case.number, left=say_span(due - at), **words)

    # --- when something fails ----------------------------------------------------------------------------------

    def give_up(self, c: Connection, message: Outbound, error: str) -> None:
        """A message that will never arrive is said aloud to the engineers, unless it was meant for them."""
        if message.conversation != ENGINEERS:
            at = self._clock.now()
            self._post(c, "undelivered", at, message.case, conversation=message.conversation, error=error)

    def apologise(self, c: Connection, conversation: str, _error: str) -> None:
        """A calm sentence instead of an answer that failed."""
        text = self._texts.render("common.trouble", lambda name: CONTACTS[name])
        outbox.add(c, conversation=conversation, at=self._clock.now(), text=text, key="common.trouble")


RESULTS = {
    "take": "taken",
    "contact": "contacted",
    "confirm": "confirmed",
    "reject": "rejected",
    "priority": "priority_set",
    "contract": "contract_set",
    "write": "written",
}
TOLD = {
    "take": "told_taken",
    "reject": "told_rejected",
    "priority": "told_priority",
    "contract": "told_contract",
    "write": "told_message",
}


def words_of(given: Mapping[str, str]) -> Callable[[str], str]:
    """Placeholders of a desk text: what it is given, then the service's contacts."""
    return lambda name: given[name] if name in given else CONTACTS[name]


def _command(does: Mapping[str, object] | None, heard: Heard, waiting: Mapping[str, object] | None) -> Command | None:
    """A pressed button, a typed command, what was waited for, or, in a case's thread, words for its caller."""
    if does:
        return Command(str(does["verb"]), int(str(does["case"])))
    if command := parse(heard.text, heard.case):
        return command
    if waiting and heard.text.strip():
        return Command(str(waiting["verb"]), int(str(waiting["case"])), heard.text.strip())
    return Command("write", heard.case, heard.text.strip()) if heard.case and heard.text.strip() else None


def _moment(words: str, at: datetime, number: int) -> datetime | None:
    """„16:55”: the last time the clock showed that; nothing said means now."""
    if not words:
        return None
    found = CLOCK_TIME.fullmatch(words.strip(" ."))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Refused("bad_moment", number=str(number))
    said = local(at).replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    return said - ONE_DAY if said > at and local(at).hour < NIGHT and said.hour >= EVENING else said


def _choice(option: Option) -> dict[str, object]:
    return {"label": option.label, "does": dict(option.does or {})}
