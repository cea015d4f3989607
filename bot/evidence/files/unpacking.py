"""Archives opened as streams, one member after another; whatever is in them, nothing is written to a disk."""

import bz2
import gzip
import lzma
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from stat import S_ISLNK
from typing import IO, Any, cast
from zipfile import ZipFile

from bot.evidence.files import limits
from bot.evidence.files.kinds import ARCHIVES, LOOK, PACKED, kind_of
from bot.evidence.files.limits import Refused

_OPEN: dict[str, Callable[[Any], Any]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
_LISTED = b"PK\x01\x02"
_SUFFIX = re.compile(r"\.(?:gz|bz2|xz)$", re.I)
_UNWANTED = re.compile(r"[\x00-\x1f\x7f<>:\"|?*]|^\.+")


class _Enough(Exception):
    """As many members as are read have been read."""


@dataclass(frozen=True, slots=True)
class Member:
    """Something that is no archive: its base name, what it is, and its bytes."""

    name: str
    kind: str
    data: bytes


def base_name(name: str) -> str:
    """The last part of a path, without what a file system would take for something else."""
    return _UNWANTED.sub("", re.split(r"[/\\]", name)[-1])[-120:] or "plik"


class Unpacking:
    """The opening of one file with everything in it; raises Refused, and notes what it leaves out."""

    def __init__(self, name: str, data: bytes) -> None:
        self.notes: dict[str, None] = {}  # in the order of their first mention
        self._name, self._data = base_name(name), data
        self._unpacked = self._entries = self._members = 0

    def __iter__(self) -> Iterator[Member]:
        """The file itself, or the members of the archive that it is."""
        return self._opened(self._name, self._data, 0)

    def count(self, size: int) -> None:
        """So many bytes more came out of what was packed."""
        self._unpacked += size
        if self._unpacked > limits.RATIO_FROM and self._unpacked > limits.RATIO * len(self._data):
            raise Refused(limits.BOMB)
        if self._unpacked > limits.UNPACKED:
            raise Refused(limits.TOO_MUCH)

    def _opened(self, name: str, data: bytes, depth: int) -> Iterator[Member]:
        kind = kind_of(data)
        if kind not in ARCHIVES:
            yield Member(name, kind, data)
        elif depth == limits.DEPTH:
            self.note(name, limits.DEEP)
        else:
            yield from self._safely(name, self._inside(kind, name, data, depth))

    def _inside(self, kind: str, name: str, data: bytes, depth: int) -> Iterator[Member]:
        if kind == "zip":
            return self._zip(data, depth)
        if kind in PACKED:
            return self._packed(kind, name, data, depth)
        return self._tar(BytesIO(data), depth)

    def _safely(self, name: str, members: Iterator[Member]) -> Iterator[Member]:
        """What came before the damage is kept; a parser fed with nonsense may raise anything."""
        try:
            yield from members
        except (Refused, MemoryError):
            raise
        except _Enough:
            self.note(self._name, limits.MORE)
        except Exception:
            self.note(name, limits.CUT)

    def _zip(self, data: bytes, depth: int) -> Iterator[Member]:
        if data.count(_LISTED) > limits.ENTRIES:
            raise Refused(limits.TOO_MANY)
        with ZipFile(BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.flag_bits & 1:
                    raise Refused(limits.ENCRYPTED)
                if S_ISLNK(entry.external_attr >> 16):
                    self.note(entry.filename, limits.LINK)
                elif not entry.is_dir():
                    with archive.open(entry) as stream:
                        yield from self._member(entry.filename, _Counted(stream, self.count), depth)

    def _packed(self, kind: str, name: str, data: bytes, depth: int) -> Iterator[Member]:
        """One file without a name of its own; when it is a tar, both are one archive."""
        stream = _Counted(_OPEN[kind](BytesIO(data)), self.count)
        if kind_of(_beginning(_OPEN[kind](BytesIO(data)))) == "tar":
            yield from self._tar(stream, depth)
        else:
            yield from self._member(_SUFFIX.sub("", name), stream, depth)

    def _tar(self, stream: "BytesIO | _Counted", depth: int) -> Iterator[Member]:
        with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r|") as archive:
            for entry in archive:
                self._entries += 1
                if self._entries > limits.ENTRIES:
                    raise Refused(limits.TOO_MANY)
                if entry.isreg() and not entry.issparse():
                    yield from self._member(entry.name, archive.extractfile(entry), depth)
                elif not entry.isdir():
                    self.note(entry.name, limits.LINK)

    def _member(self, name: str, stream: Any, depth: int) -> Iterator[Member]:
        self._members += 1
        if self._members > limits.MEMBERS:
            raise _Enough
        name, data = base_name(name), self._read(name, stream)
        if len(data) > limits.MEMBER:
            self.note(name, limits.LONG_MEMBER)
        elif data:
            yield from self._opened(name, data, depth + 1)

    def _read(self, name: str, stream: Any) -> bytes:
        data = bytearray()
        try:
            while len(data) <= limits.MEMBER and (piece := stream.read1(LOOK)):
                data += piece
        except (Refused, MemoryError):
            raise
        except Exception:
            self.note(name, limits.CUT)
        return bytes(data)

    def note(self, name: str, what: str) -> None:
        """A remark about a member that is left out or cut."""
        self.notes[f"{base_name(name)}: {what}"] = None


class _Counted:
    """A stream that says how much was read of it."""

    def __init__(self, stream: Any, count: Callable[[int], None]) -> None:
        self._stream, self._count = stream, count

    def read(self, size: int) -> bytes:
        """At most so many bytes, those before a damage too: a whole `read` would lose them."""
        data: bytes = self._stream.read1(size)
        self._count(len(data))
        return data

    read1 = read


def _beginning(stream: Any) -> bytes:
    """What tells a tar; nothing where even that is damaged."""
    try:
        return bytes(stream.read(512))
    except (OSError, EOFError, lzma.LZMAError, ValueError):
        return b""
