"""What became of a file: what it says, what people may see of it, or why it was not taken."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.channel import File
from bot.domain.findings import NOTHING, Candidate, Findings, Label, from_json, to_json


@dataclass(frozen=True, slots=True)
class FileReport:
    """`refusal` is the end of a Polish sentence; without one, `findings` are what the texts of the file say.

    `labels`: what was read off each photo, which may be nothing. `shown` is the file that people may see: secrets
    masked, a photo without what its camera wrote into it, an archive as a zip of these. None: there is nothing in it
    that could be shown safely. `notes` are Polish remarks about members of an archive left out.
    """

    refusal: str | None = None
    findings: Findings = NOTHING
    labels: tuple[Label, ...] = ()
    shown: File | None = None
    notes: tuple[str, ...] = ()


def pack(report: FileReport) -> bytes:
    """A report as bytes: a line of JSON, then those of the file shown."""
    head: dict[str, Any] = {
        "refusal": report.refusal,
        "findings": to_json(report.findings),
        "labels": [asdict(label) for label in report.labels],
        "shown": report.shown and report.shown.name,
        "notes": report.notes,
    }
    return json.dumps(head).encode() + b"\n" + (report.shown.data if report.shown else b"")


def unpack(data: bytes) -> FileReport:
    """The report packed as these bytes; raises ValueError."""
    line, _, shown = data.partition(b"\n")
    head = json.loads(line)
    return FileReport(
        refusal=head["refusal"],
        findings=from_json(head["findings"]),
        labels=tuple(Label(tuple(Candidate(**c) for c in each["candidates"]), each["sure"]) for each in head["labels"]),
        shown=File(head["shown"], shown) if head["shown"] else None,
        notes=tuple(head["notes"]),
    )
