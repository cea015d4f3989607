"""Files of callers: sealed as they come, read by a process of their own, and brought back as an event."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import Inbound
from bot.domain.findings import Device, Findings, Label, to_json
from bot.evidence.files import FileReport, read_file
from bot.flow.conversation import from_json
from bot.mail.reading import KIND
from bot.scene import numbers
from bot.sealing import Seal
from bot.store import conversations, inbox, register, sealed, wakeups
from bot.store.engine import Store
from bot.store.wakeups import Wakeup

DOUBTFUL = 2
"""So many numbers of a photo are asked about when none is sure."""


def order(c: Connection, seal: Seal, files: Collection[int], conversation: str, at: datetime) -> None:
    """From now on nobody opens these files until they have been read."""
    sealed.close(c, seal, files, at)
    for file in files:
        payload = {"file": file, "conversation": conversation, "at": at.isoformat()}
        wakeups.arm(c, f"{KIND}:{file}", KIND, at, payload)


class Reader:
    """Reads what was ordered; `keep_originals`: what people do not see of a file stays sealed beside it.

    `by_link`: engineers work at the board, where a message's files are opened from it.
    """

    def __init__(self, store: Store, seal: Seal, keep_originals: bool, by_link: bool) -> None:
        self._store, self._seal, self._keep_originals, self._by_link = store, seal, keep_originals, by_link

    def read(self, held: Wakeup) -> FileReport:
        """What the file says; the numbers known in the conversation speak for an equal one on a photo."""
        with self._store.read() as c:
            file = sealed.open_one(c, self._seal, held.payload["file"])
            known = _known(c, held.payload["conversation"])
        return read_file(file.name, file.data, known) if file else FileReport()

    def hand_in(self, c: Connection, held: Wakeup, report: FileReport) -> None:
        """The event, at the moment of the message that brought the file, and the file that people may see."""
        conversation, number = held.payload["conversation"], held.payload["file"]
        channel, _, user = conversation.partition(":")
        row, file = conversations.one(c, conversation), sealed.head(c, number)
        if row is None or file is None:
            return
        at = datetime.fromisoformat(held.payload["at"])
        event = Inbound(
            channel,
            user,
            f"{KIND}:{number}",
            at,
            person=row.person,
            read={"name": file.name, "case": file.case_number, **summary(report)},
        )
        sealed.show(c, self._seal, number, report.shown, self._keep_originals, self._by_link)
        if inbox.add(c, event) is not None:
            inbox.call(c, conversation, at)


def summary(report: FileReport) -> dict[str, object]:
    """What a turn needs to know of a report."""
    photo = bool(report.labels) and not any(label.candidates for label in report.labels)
    return {
        "refusal": report.refusal,
        "unread_photo": photo,
        "notes": list(report.notes),
        "findings": to_json(report.findings.with_(_labelled(report.labels))),
    }


def _labelled(labels: Collection[Label]) -> Findings:
    """A sure number of each photo, else the likeliest ones: the conversation asks about any of them."""
    found = (c.serial for label in labels for c in label.candidates[: 1 if label.sure else DOUBTFUL])
    return Findings(tuple(Device(serial=serial) for serial in dict.fromkeys(found)))


def _known(c: Connection, conversation: str) -> list[str]:
    """Numbers typed in the conversation, and those of the caller's own devices."""
    row = conversations.one(c, conversation)
    if row is None:
        return []
    person = register.person(c, row.person) if row.person else None
    typed, _ = numbers(from_json(row.state), None)
    own = register.load(c, [], [], person.scope if person else None).own
    return [*dict.fromkeys((*typed, *(device.serial for device in own)))]
