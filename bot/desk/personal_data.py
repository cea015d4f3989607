"""What people ask about their data: handed out at once, or handed to the managers with the day it is due."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import File
from bot.desk.paging import Paging
from bot.domain.dates import say_date
from bot.domain.worktime import local
from bot.privacy.exporting import export
from bot.privacy.traces import traces_of
from bot.store import audit, personal, requests
from bot.store.tables import Found
from bot.store.wakeups import Wakeup
from bot.texts import Texts
from flows.wspolne.flow import NOTICE

NAMES = {"erase": "usunięcie danych", "correct": "poprawienie danych"}


class PersonalData:
    """Requests of callers, each inside a transaction that somebody else commits."""

    def __init__(self, texts: Texts, paging: Paging) -> None:
        self._texts, self._paging = texts, paging

    def noticed(self, c: Connection, conversation: str, who: str | None, at: datetime) -> None:
        """The notice about personal data was shown; which words a version stood for, the digest proves."""
        words = hashlib.sha256(self._texts.templates["common.hello"].encode()).hexdigest()
        about = {"conversation": conversation, "version": NOTICE, "words": words}
        audit.append(c, at, "notice", who or conversation, **about)

    def give(self, c: Connection, conversation: str, who: str | None, at: datetime) -> tuple[File, ...]:
        """Everything that is held of whoever speaks here, as a file for this conversation."""
        subject = personal.find(c, who or conversation)
        if subject is None:
            return ()
        requests.add(c, requests.ACCESS, conversation, who, "", at)
        audit.append(c, at, "exported", who or conversation, person=subject.name)
        return (export(c, subject, traces_of(c, subject).marks, at),)

    def request(self, c: Connection, kind: str, conversation: str, who: str | None, text: str, at: datetime) -> None:
        """Somebody of ours has to do it."""
        new = requests.add(c, kind, conversation, who, text, at)
        audit.append(c, at, "data_requested", who or conversation, kind=kind, request=new.id)
        self._tell(c, "data_request", new, at)

    def remind(self, c: Connection, wakeup: Wakeup) -> None:
        """The day it is due comes near, and nobody has done it."""
        if found := requests.one(c, wakeup.payload["request"]):
            self._tell(c, "data_request_due", found, wakeup.due)

    def _tell(self, c: Connection, key: str, request: Found, at: datetime) -> None:
        """The account, not the name: what engineers read lies on platforms of others."""
        words = {"number": str(request.id), "what": NAMES[request.kind], "due": say_date(local(request.due).date(), at)}
        self._paging.alert(c, key, at, **words, account=request.person or request.conversation)
