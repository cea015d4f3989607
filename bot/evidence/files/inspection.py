"""One file looked into: every text in it is read first and masked second."""

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from io import BytesIO
from pathlib import PurePath
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.channel import File
from bot.domain.findings import NOTHING, Findings, Label
from bot.evidence.files import limits
from bot.evidence.files.kinds import ARCHIVES, kind_of
from bot.evidence.files.limits import Refused
from bot.evidence.files.report import FileReport
from bot.evidence.files.texts import blocks
from bot.evidence.files.unpacking import Unpacking, base_name
from bot.evidence.masking import mask
from bot.evidence.reader import read_blocks


def inspect(name: str, data: bytes, known: Collection[str] = ()) -> FileReport:
    """What the file says and what may be shown of it; never raises for anything that is in it.

    `known` serial numbers speak for an equal one read off a photo.
    """
    try:
        if not data:
            raise Refused(limits.EMPTY)
        if len(data) > limits.WHOLE:
            raise Refused(limits.TOO_LARGE)
        kind = kind_of(data)
        return _archive(name, data, known) if kind in ARCHIVES else _single(kind, name, data, known)
    except Refused as refused:
        return FileReport(refusal=str(refused))
    except MemoryError:
        return FileReport(refusal=limits.TOO_HARD)


def _single(kind: str, name: str, data: bytes, known: Collection[str]) -> FileReport:
    name = mask(base_name(name))
    match kind:
        case "text":
            shown = BytesIO()
            findings = _text(data, shown)
            return FileReport(findings=findings, shown=File(name, shown.getvalue()))
        case "image":
            label, picture = _photo(data, known)
            return FileReport(labels=(label,), shown=File(_renamed(name, ".jpg"), picture))
        case "pdf":
            return FileReport()
        case _:
            raise Refused(limits.FOREIGN if kind == "foreign" else limits.UNREADABLE)


def _archive(name: str, data: bytes, known: Collection[str]) -> FileReport:
    """Every text and photo of an archive, and a zip of what may be shown of them."""
    for _ in Unpacking(name, data):  # a bomb is refused before anything in it is read
        pass
    opened, whole = Unpacking(name, data), BytesIO()
    with ZipFile(whole, "w") as shown:
        texts, labels = _members(opened, shown, known)
    notes = tuple(_shortened(map(mask, opened.notes)))
    if not texts and not labels:
        damaged = any(note.endswith(limits.CUT) for note in notes)
        return FileReport(refusal=limits.DAMAGED if damaged else limits.UNREADABLE, notes=notes)
    safe = File(_renamed(mask(base_name(name)), ".zip"), whole.getvalue())
    return FileReport(findings=reduce(Findings.with_, texts, NOTHING), labels=tuple(labels), shown=safe, notes=notes)


def _members(opened: Unpacking, shown: ZipFile, known: Collection[str]) -> tuple[list[Findings], list[Label]]:
    texts: list[Findings] = []
    labels: list[Label] = []
    for member in opened:
        if member.kind == "text":
            with shown.open(_entry(shown, mask(member.name)), "w") as one:
                texts.append(_text(member.data, one))
        elif member.kind == "image" and len(labels) < limits.PHOTOS:
            try:
                label, picture = _photo(member.data, known)
            except Refused as refused:
                opened.note(member.name, str(refused))
            else:
                labels.append(label)
                shown.writestr(_entry(shown, _renamed(mask(member.name), ".jpg")), picture)
        else:
            opened.note(member.name, limits.NOT_READ)
    return texts, labels


def _photo(data: bytes, known: Collection[str]) -> tuple[Label, bytes]:
    """What its label says, and itself without what the camera wrote into it."""
    from bot.evidence.labels import read_label, without_exif  # most files are no photos, and it takes its time

    return read_label(data, known), without_exif(data)


def _text(data: bytes, shown: IO[bytes]) -> Findings:
    """What a text says; what may be shown of it is written beside, block by block."""
    return read_blocks(_masked_beside(blocks(data), shown))


def _masked_beside(texts: Iterable[str], shown: IO[bytes]) -> Iterator[str]:
    for text in texts:
        shown.write(mask(text).encode())
        yield text


def _entry(archive: ZipFile, name: str) -> ZipInfo:
    """A new entry of an archive; of two members of one name the second gets a number."""
    path, taken = PurePath(name), frozenset(archive.namelist())
    names = (name, *(f"{path.stem}-{n}{path.suffix}" for n in range(2, limits.MEMBERS + 2)))
    entry = ZipInfo(next(each for each in names if each not in taken))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _renamed(name: str, suffix: str) -> str:
    return PurePath(name).with_suffix(suffix).name


def _shortened(notes: Iterable[str]) -> Iterator[str]:
    all_of_them = list(notes)
    yield from all_of_them[: limits.NOTES]
    if (more := len(all_of_them) - limits.NOTES) > 0:
        yield f"takich plików jest jeszcze {more}"
