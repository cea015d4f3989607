"""Engineers at work: a button, a typed command, the reason asked for, or words for the caller."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.channel import ENGINEERS
from bot.desk.accounts import Accounts
from bot.desk.alarms import Alarms
from bot.desk.callers import Callers
from bot.desk.export import document
from bot.desk.hotline import draft
from bot.desk.orders import RESULTS, Order, carry_out, told, words
from bot.desk.silence import back_to_bot
from bot.desk.voice import NEEDED, Voice
from bot.domain.cases import Case, Refused
from bot.domain.people import Person
from bot.events import Heard
from bot.store import cases, conversations, outbox
from flows.obsluga_sprawy import card as cards
from flows.obsluga_sprawy.commands import NAMES, NEEDS_WORDS, PROSE, Command, parse
from flows.obsluga_sprawy.names import STATES

IN_MIND = timedelta(minutes=15)
WORDS_FOR_CALLER = ("reject", "write", "request")
"""Verbs whose words are said to the caller."""


class Engineers:
    """Carries out what engineers want done to cases, and answers them."""

    def __init__(self, voice: Voice, alarms: Alarms, callers: Callers, accounts: Accounts) -> None:
        self._voice, self._alarms, self._callers, self._accounts = voice, alarms, callers, accounts

    def hear(self, c: Connection, conversation: str, who: Person, heard: Heard) -> None:
        """One turn of an engineer: a button, a typed command, the reason asked for, or words for the caller."""
        waiting = _still_asked((conversations.state(c, conversation) or {}).get("waiting"), heard.at)
        pressed = outbox.choice(c, ENGINEERS, heard.choice) if heard.choice else None
        said = pressed[1]["label"] if pressed else heard.text
        outbox.incoming(
            c, conversation=ENGINEERS, at=heard.at, text=said, author=who.name,
            case_number=heard.case, thread=heard.case, inbox_ids=heard.rows,
        )  # fmt: skip
        command = _command(pressed[1]["does"] if pressed else None, heard, waiting)
        waits = self._obey(c, command, who, heard)
        conversations.save(c, conversation, who.id, {"waiting": waits} if waits else {}, heard.at)

    def _obey(self, c: Connection, command: Command | None, who: Person, heard: Heard) -> dict[str, object] | None:
        """Carry the command out; what it still waits for is returned."""
        at = heard.at
        if command is None or command.verb == "help":
            self._voice.post(c, "unclear", at, heard.case)
        elif command.verb in ("list", "mine"):
            self._list(c, who if command.verb == "mine" else None, at)
        elif command.verb == "new" and command.words:
            self._new(c, command.words, who, at)
        elif command.verb == "unlink":
            gone = self._accounts.unlink_all(c, command.words, who.id, at)
            self._voice.post(c, "accounts_unlinked" if gone else "nobody_linked", at, None, accounts=", ".join(gone))
        elif command.case is None and command.verb != "new":
            self._voice.post(c, "number_needed", at, None)
        elif command.verb in NEEDS_WORDS and not command.words and self._possible(c, command, who, at):
            self._voice.post(c, NEEDED.get(command.verb, "value_needed"), at, command.case, number=str(command.case))
            return {"verb": command.verb, "case": command.case, "at": at.isoformat()}
        elif command.case:
            self._act(c, command, command.case, who, heard)
        return None

    def _possible(self, c: Connection, command: Command, who: Person, at: datetime) -> bool:
        """Would it be done with the right words? Nobody is asked for words that then change nothing."""
        case = cases.lock(c, command.case) if command.case else None
        if case is None or command.verb not in PROSE | NAMES:
            return command.verb == "new" or case is not None
        try:
            if case.owner is None and case.open:
                case, _ = carry_out("take", Order(c, case, who, "", at))
            carry_out(command.verb, Order(c, case, who, "…", at))
        except Refused:
            return False
        return True

    def _list(self, c: Connection, owner: Person | None, at: datetime) -> None:
        found = [k for k in cases.still_open(c) if owner is None or k.owner == owner.id]
        found.sort(key=lambda k: (k.next_due is None, k.next_due or at, k.number))
        lines = "\n".join(cards.line(k, at) for k in found)
        empty = "mine_empty" if owner else "list_empty"
        self._voice.post(c, "list" if found else empty, at, None, cases=lines)

    def _new(self, c: Connection, said: str, who: Person, at: datetime) -> None:
        """A case for somebody on the phone; it waits in the queue like any other."""
        try:
            case = self._callers.open_for(c, draft(c, said, who, at), at, who.id)
        except Refused as refused:
            self._voice.post(c, refused.key, at, None, **refused.words)
        else:
            self._voice.post(c, "new_opened", at, case.number, number=str(case.number), missing=_missing(case))

    def _act(self, c: Connection, command: Command, number: int, who: Person, heard: Heard) -> None:
        """Do it to the case, locked; a refusal says why and changes nothing."""
        case, at = cases.lock(c, number), heard.at
        if case is None:
            self._voice.post(c, "unknown_case", at, None, number=str(number))
        elif command.verb == "show":
            self._voice.show(c, case, at)
        elif command.verb == "explain":
            explained = "\n".join(line for clock in case.clocks for line in clock.explanation)
            self._voice.post(c, "explained", at, number, number=str(number), explanation=explained)
        elif command.verb == "config":
            self._voice.post(c, "config_place", at, number, number=str(number))
        elif command.verb == "export":
            self._voice.post(c, "exported", at, number, document(c, case, at), number=str(number))
        else:
            self._try(c, command, case, who, heard)

    def _try(self, c: Connection, command: Command, case: Case, who: Person, heard: Heard) -> None:
        try:
            with c.begin_nested():
                self._change(c, command, case, who, heard)
        except Refused as refused:
            given = {"state": STATES[case.state], **refused.words}
            self._voice.post(c, refused.key, heard.at, case.number, **given)

    def _change(self, c: Connection, command: Command, case: Case, who: Person, heard: Heard) -> None:
        """Whoever acts on a case that nobody has, has it."""
        at, led = heard.at, bool(case.taken_over_by)
        if case.owner is None and case.open and command.verb not in ("take", "release"):
            case = cases.save(c, carry_out("take", Order(c, case, who, "", at)))
        case = cases.save(c, carry_out(command.verb, Order(c, case, who, command.words, at)))
        self._alarms.arm(c, case)
        self._voice.show(c, case, at)
        said = words(case, command.words, who, at)
        self._voice.post(c, RESULTS[command.verb], at, case.number, **said)
        files = heard.files if command.verb in WORDS_FOR_CALLER else ()
        self._voice.hear(c, told(command.verb, case), case, at, files, **said)
        if led and not case.taken_over_by:
            back_to_bot(c, case, at)


def _still_asked(waiting: Mapping[str, object] | None, now: datetime) -> Mapping[str, object] | None:
    """What was asked for, while whoever was asked still has it in mind."""
    return waiting if waiting and now - datetime.fromisoformat(str(waiting["at"])) <= IN_MIND else None


def _command(does: Mapping[str, object] | None, heard: Heard, waiting: Mapping[str, object] | None) -> Command | None:
    """A pressed button, a typed command, what was waited for, or, in a case's thread, words for its caller."""
    if does:
        return Command(str(does["verb"]), int(str(does["case"])), heard.text.strip())
    if command := parse(heard.text, heard.case):
        return command
    if waiting and heard.text.strip() and heard.case in (None, waiting["case"]):
        number = waiting["case"]
        return Command(str(waiting["verb"]), int(str(number)) if number else None, heard.text.strip())
    said = heard.text.strip() or ", ".join(file.name for file in heard.files)
    return Command("write", heard.case, said) if heard.case and said else None


def _missing(case: Case) -> str:
    return ", ".join(case.missing) or "nic"
