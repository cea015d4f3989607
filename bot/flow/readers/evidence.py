"""Readers of evidence: files, and what a device printed."""

import re
from dataclasses import dataclass

from bot.domain.findings import NOTHING, Findings, from_json, to_json
from bot.flow.facts import Facts
from bot.flow.hearing import intent_of
from bot.flow.picking import plain
from bot.flow.readers.description import FreeText
from bot.flow.readers.reading import Reading
from bot.flow.vocabulary import Answers, Said, Value

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".heic")


LINES = 3


CHARS = 120


LATER = re.compile(
    r"\b(?:do|po|prze|wy)?(?:sle|slemy|slac)\b|\b(?:pozniej|potem|wieczorem|jutro|za (?:chwile|moment|godzin\w*))\b"
)


NO_ACCESS = re.compile(
    r"\b(?:nie (?:mam|ma|moge|da|dam|wejde)|brak)\b.{0,15}"
    r"\b(?:jak|dostep\w*|sie|rady|konsol\w*|logow|hasl\w*|laptop\w*)\b"
)


PRINTED = re.compile(r"[:#=<>\[|]\S|\d{2}:\d{2}:\d{2}|\S\s{3,}\S|-{4,}")
"""Signs of a device's output: prompts, times, columns, rules."""


class Evidence(Reading):
    """A file, or pasted output of commands; everything in it is evidence and nothing is conversation."""

    whole = True

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """„file”, „paste”, „later” for a promise, or „no_access” for a no."""
        if said.files:
            return "file"
        if said.from_file:
            return None
        if said.pasted:
            return "paste"
        words = plain(said.text)
        if LATER.search(words) and not FreeText.asks(said):
            return "later"
        return "no_access" if intent_of(said) == "deny" or NO_ACCESS.search(words) else None

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """A file sent without being asked for; a picture may show anything."""
        return "file" if any(not name.lower().endswith(PICTURES) for name in said.files) else None


FROM_PASTE = ("evidence", "latest", "printed", "signs")
"""Answers that pastes give: all that they say, what the last one says, the serial numbers, the kinds of faults."""


@dataclass(frozen=True)
class Printed(Reading):
    """One of the answers that pastes give."""

    part: str

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """What was known already, completed by this paste."""
        if not said.pasted:
            return None
        known = from_json(answers["evidence"]) if "evidence" in answers else NOTHING
        return read_from(known.with_(said.findings), said.findings)[self.part]


def read_from(findings: Findings, latest: Findings | None = None) -> dict[str, Value]:
    """The answers `FROM_PASTE`."""
    now, kinds = findings if latest is None else latest, {fault.kind for fault in findings.faults}
    return dict(zip(FROM_PASTE, (to_json(findings), to_json(now), list(findings.serials), sorted(kinds)), strict=True))


class ConfigCopy(Evidence):
    """A copy of the configuration, as a file or pasted; never taken from what was sent for something else."""

    def read(self, said: Said, answers: Answers, facts: Facts) -> Value | None:
        """As evidence is read; several lines are the copy itself."""
        return "paste" if is_copy(said.text) and not said.files else super().read(said, answers, facts)

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Only when asked for."""
        return None


def is_copy(text: str) -> bool:
    """Several lines, where a copy of the configuration was asked for."""
    return sum(bool(line.strip()) for line in text.splitlines()) >= LINES


def is_output(text: str) -> bool:
    """Does it look like what a device printed, not like what a person wrote?"""
    lines = [line for line in text.splitlines() if line.strip()]
    printed = sum(bool(PRINTED.search(line)) for line in lines)
    return printed * 2 > len(lines) >= LINES or (printed > 0 and len(text) >= CHARS)
