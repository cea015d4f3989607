"""What waits in the inbox, taken together: the words of one breath are one turn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.channel import File, Inbound
from bot.domain.findings import Findings, from_json
from bot.evidence import mask, mask_across, read, split, without_secrets
from bot.files import refused

COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
TOGETHER = timedelta(seconds=2)
"""Messages of one sender so close to each other are one turn."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The events of one turn taken together: the words joined, the files that are welcome and those that are not.

    `text` is everything said, its secrets masked, `words` what a person wrote of it, `pasted` whether a device printed
    the rest, and `findings` what that says (or a file that was `read`); only `raw` has the secrets still in it.
    """

    rows: tuple[int, ...]
    at: datetime
    text: str
    choice: str | None
    case: int | None
    person: str | None
    files: tuple[File, ...]
    refusals: tuple[tuple[str, str], ...]
    read: Mapping[str, Any] | None
    raw: str = field(repr=False)
    words: str
    pasted: bool
    findings: Findings
    staff: bool = False

    @property
    def has_secrets(self) -> bool:
        """Was something masked?"""
        return self.raw != self.text


def together(rows: Sequence[tuple[int, Inbound]]) -> Heard:
    """The first event and what followed it at once: words and files join; buttons and engineers' orders stand alone."""
    taken = [rows[0]]
    for row in rows[1:]:
        first, last, new = taken[0][1], taken[-1][1], row[1]
        if _alone(first) or _alone(new) or first.staff or new.case != first.case or new.at - last.at > TOGETHER:
            break
        taken.append(row)
    events = [event for _, event in taken]
    files = [f for event in events for f in event.files]
    why = [(f.name, refused(f)) for f in files]
    said = [_readable(e.text) for e in events if e.text]
    text = "\n".join(mask_across(said))
    (words, paste), result = split(text), events[0].read
    return Heard(
        rows=tuple(number for number, _ in taken),
        at=events[-1].at,
        text=mask(text),
        choice=events[0].choice,
        case=events[0].case,
        person=events[0].person,
        files=tuple(f for f in files if refused(f) is None),
        raw="\n".join(said),
        words=mask(words),
        pasted=bool(paste or result),
        findings=from_json(result["findings"]) if result else without_secrets(read(paste or text)),
        staff=events[0].staff,
        refusals=tuple((name, reason) for name, reason in (*(r for e in events for r in e.refused), *why) if reason),
        read=result,
    )


def _alone(event: Inbound) -> bool:
    """A button, or what a file says."""
    return bool(event.choice or event.read)


def _readable(text: str) -> str:
    """Without colours of a terminal and control characters; what a screen cannot show nobody has said."""
    return "".join(ch for ch in COLOURS.sub("", text) if ch.isprintable() or ch in "\n\t")
