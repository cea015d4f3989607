"""One-time codes: sent to an address of the register, or shown to a person, and typed back where that person also is.

A code follows from a random number in its row and the service's secret: it is written down nowhere, and read only where
the mail leaves the house. Nothing before that mail depends on whether anybody has the address.
"""

import hmac
import re
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.addresses import conversation as by_mail
from bot.channel import Outbound
from bot.desk.accounts import Accounts
from bot.domain.dates import say_hour
from bot.domain.people import Person
from bot.domain.worktime import local
from bot.events import Heard
from bot.flow.engine import LINK
from bot.flow.facts import Proof
from bot.sealing import Seal
from bot.store import accounts, audit, codes, conversations, inbox, outbox, register, wakeups
from bot.store.tables import Found
from bot.store.wakeups import Wakeup
from bot.texts import Texts

KIND = "code"
MAIL, SHOWN = "link_account.mail", "link_account.shown"
DIGITS, MASK = 8, "••••"
GOOD_FOR = timedelta(minutes=10)
TRIES = 5
"""So many wrong ones, then a code is spent."""
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
ASKED_AN_HOUR, SENT_A_DAY = 3, 5
"""So many may be asked for in a conversation, and are sent to a person, from wherever they were asked for."""
ROW = re.compile(r"(?<![\w/-])\d(?:[ \n-]{0,2}\d)*(?![\w/-])")
ALONE = re.compile(r"(?:kod\w*|to|jest|m[oó]j|[\s:.,!])*(?P<code>\d(?:[ \n-]{0,2}\d){7})[\s.!]*", re.I)
LONGEST = 100
"""Longer words, or those with an address, are no answer to „proszę wpisać kod”."""


class Codes:
    """Asked for, sent, and checked; `enabled`: mail can be sent at all."""

    def __init__(self, texts: Texts, seal: Seal, accounts: Accounts, enabled: bool) -> None:
        self._texts, self._seal, self._accounts, self.enabled = texts, seal, accounts, enabled

    def left(self, c: Connection, conversation: str, now: datetime) -> int:
        """How many more may be asked for here."""
        return ASKED_AN_HOUR - codes.asked(c, conversation, now - AN_HOUR) if self.enabled else 0

    def awaiting(self, c: Connection, conversation: str, now: datetime) -> str:
        """The address for which the last code was asked, while it may still be typed."""
        row = codes.newest(c, conversation)
        good = row and not row.used_at and row.tries < TRIES and now <= row.at + GOOD_FOR
        return str(row.email) if row and good else ""

    def ask(self, c: Connection, conversation: str, email: str, at: datetime) -> None:
        """Somebody says that this address is theirs: whether it is anybody's is looked up later, out of their sight."""
        if self.left(c, conversation, at) > 0:
            new = codes.add(c, conversation, email, secrets.token_hex(16), at)
            wakeups.arm(c, f"{KIND}:{new}", KIND, at, {"code": new, "lock": f"{KIND}:{email}"})

    def send(self, c: Connection, wakeup: Wakeup) -> None:
        """The mail for a code that was asked for; staff are not linked this way, and nobody gets too many."""
        row = codes.get(c, wakeup.payload["code"])
        person = accounts.named(c, row.email) if row else None
        if row is None or row.person or person is None or person.role.is_staff or "@" not in person.email:
            return
        if codes.sent(c, person.id, row.at - A_DAY) >= SENT_A_DAY:
            return
        self._tell(c, row, person, by_mail(person.email), MAIL, wakeup.due)

    def show(self, c: Connection, conversation: str, person: Person | None, at: datetime) -> None:
        """A code for another account of the person whose account this is; the page shows only what is written down."""
        if person and person.email and not conversation.startswith("web:") and self.left(c, conversation, at) > 0:
            new = codes.add(c, conversation, person.email.lower(), secrets.token_hex(16), at)
            if row := codes.get(c, new):
                self._tell(c, row, person, conversation, SHOWN, at)

    def _tell(self, c: Connection, row: Found, person: Person, to: str, key: str, at: datetime) -> None:
        words = {"until": say_hour(local(row.at + GOOD_FOR)), "code": MASK}
        text = self._texts.render(key, self._accounts.words(words))
        message = outbox.add(c, conversation=to, at=at, text=text, key=key)
        codes.meant_for(c, row.id, person.id, message)

    def written_out(self, c: Connection, message: Outbound) -> Outbound:
        """The message as it leaves: with the code in it."""
        row = codes.of_message(c, message.id) if message.key in (MAIL, SHOWN) else None
        if row is None:
            return message
        code = self._code(row)
        return replace(message, text=message.text.replace(MASK, f"{code[:4]} {code[4:]}", 1))

    def hear(self, c: Connection, conversation: str, heard: Heard) -> tuple[Heard, Proof | None]:
        """A code in these words is checked, and from here on the words are kept without it; the right one links.

        One that nobody asks for is not even looked at.
        """
        if heard.choice or heard.read or not _typed(heard.text, asked=True):
            return heard, None
        asked, waits = _is_asked(c, conversation)
        typed, row = _typed(heard.text, asked), codes.newest(c, conversation)
        if not typed or (row is None and not asked):
            return heard, None
        inbox.reword(c, heard.rows, MASK)
        proof = self._checked(c, conversation, row, typed, heard.at) if waits else Proof("late")
        return replace(heard, text=MASK, words=MASK, raw=MASK), proof

    def _checked(self, c: Connection, conversation: str, row: Found | None, typed: str, at: datetime) -> Proof:
        """The same steps whether the code was sent to somebody or, for an unknown address, to nobody."""
        if row is None or row.used_at or at > row.at + GOOD_FOR:
            return Proof("late")
        if row.tries >= TRIES:
            return Proof("spent")
        offered = [row, *codes.shown(c, row.email, at - GOOD_FOR, TRIES)]
        right = [each for each in offered if hmac.compare_digest(self._code(each), typed)]
        person = register.person(c, (right or offered)[0].person or "")
        if right and person:
            for each in (row, right[0]):
                codes.use(c, each.id, at)
            self._accounts.link(c, conversation, person, at)
            return Proof("right")
        codes.tried(c, [each.id for each in offered])
        if left := TRIES - row.tries - 1:
            return Proof("wrong", left)
        audit.append(c, at, "account.code_spent", conversation, account=conversation, person=row.person)
        return Proof("spent")

    def _code(self, row: Found) -> str:
        stamp = self._seal.stamp(f"{row.id} {row.conversation} {row.nonce}")
        return f"{int.from_bytes(stamp) % 10**DIGITS:0{DIGITS}}"


def _typed(text: str, asked: bool) -> str:
    """The digits of a code in these words: where it is asked for any short row of digits, else one that stands alone.

    Nine digits are a phone number.
    """
    if len(text) > LONGEST or "@" in text:
        return ""
    alone = ALONE.fullmatch(text.strip())
    rows = [alone["code"]] if alone else ROW.findall(text) if asked else []
    return next((d for d in (re.sub(r"\D", "", row) for row in rows) if 4 <= len(d) <= DIGITS), "")


def _is_asked(c: Connection, conversation: str) -> tuple[bool, bool]:
    """Is a code the open question here; and is one asked for at all, be it under another question?"""
    runs = (conversations.state(c, conversation) or {}).get("runs", ())
    asked = [(run["flow"], run["asked"]) == (LINK, "code") for run in runs]
    return bool(asked) and asked[-1], any(asked)
