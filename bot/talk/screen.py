"""What everybody sees: an in-memory channel that prints each message and remembers the buttons still on screen."""

import json
from collections.abc import Callable
from typing import Any

from bot.channel import ENGINEERS, Outbound
from bot.domain.worktime import local
from bot.talk.through import BARE


class Screen:
    """The channel of `talk`, for people and for the engineers' channel alike."""

    name = "talk"

    def __init__(self, write: Callable[[str], None], shown: Callable[[Outbound], Outbound] = BARE.shown) -> None:
        """`shown`: what a reader sees of a message."""
        self._write, self._as_shown = write, shown
        self._shown: dict[str, list[Outbound]] = {}
        self._sent: dict[str, Outbound] = {}

    async def send(self, message: Outbound) -> str:
        """Print it; a message that replaces another takes its place on screen."""
        message = self._as_shown(message)
        reader = _reader(message)
        kept = [m for m in self._shown.get(reader, []) if m.id != message.edits_id]
        self._shown[reader] = [*kept, message]
        self._sent[f"m{message.id}"] = message
        self.print(_line(message))
        return f"m{message.id}"

    def print(self, line: dict[str, Any]) -> None:
        """One line of JSON, at once."""
        self._write(json.dumps(line, ensure_ascii=False) + "\n")

    def token(self, reader: str, press: str | int, case: int | None, of: str | None) -> str | None:
        """The button meant: by number on the newest message with buttons, by label on the newest that has it.

        `of` names a message by its id instead, also one whose buttons are gone from the screen by now.
        """
        shown = self._shown.get(reader, []) if of is None else [self._sent[of]] if of in self._sent else []
        offers = [m for m in shown if m.choices and case in (None, m.case)]
        if reader != ENGINEERS or isinstance(press, int):
            offers = offers[-1:]
        if isinstance(press, int):
            found = [m.choices[press - 1].token for m in offers if 0 < press <= len(m.choices)]
        else:
            wanted = press.strip().casefold()
            found = [c.token for m in offers for c in m.choices if c.label.casefold() == wanted]
        return found[-1] if found else None


def _reader(message: Outbound) -> str:
    """A person or the engineers' channel; „mail:” before an address."""
    return message.conversation if message.conversation.startswith("mail:") else message.user


def _line(message: Outbound) -> dict[str, Any]:
    return {
        "id": f"m{message.id}",
        "at": local(message.at).isoformat(),
        "to": _reader(message),
        "thread": message.thread,
        "text": message.text,
        "choices": [c.label for c in message.choices],
        "files": [{"name": f.name, "bytes": len(f.data)} for f in message.files],
        "key": message.key,
        "case": message.case,
        "edits": f"m{message.edits_id}" if message.edits_id else None,
    }
