"""Files made to harm whoever opens them, or only badly broken: what each is, and how it is answered."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.evidence.files import limits

SERIAL = "2102353169107C800132"
LOG = f"<SW1>display esn\nESN of slot 0: {SERIAL}\n".encode()
OTHER_PICTURE = "czytamy zdjęcia JPEG, PNG, WEBP, BMP, GIF i HEIC."
TOO_MANY_PIXELS = "zdjęcie jest za duże, przyjmujemy do 50 megapikseli."
READ = None
"""The answer to a file that can be read after all: no refusal, and the device of LOG."""

Built = Callable[[], tuple[str, bytes]]


def zipped(*members: tuple[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return whole.getvalue()


def tarred(*members: tuple[tarfile.TarInfo, bytes], packed: str = "") -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode=f"w:{packed}") as archive:  # type: ignore[call-overload]
        for entry, data in members:
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return whole.getvalue()


def entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


def encrypted() -> bytes:
    """The flag says so in both places where a zip has it."""
    data = bytearray(zipped(("log.txt", LOG)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def listed(times: int, size: int = 0) -> bytes:
    """A zip whose list of contents names one stored member again and again, at the same place."""
    one = zipped(("a.log", b"a" * size))
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    contents = one[start:end] * times
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, min(times, 65535), min(times, 65535), len(contents), start, 0)
    return one[:start] + contents + tail


def lying(size: int) -> bytes:
    """A zip whose list of contents states another size of its member, in the 64-bit form."""
    data = zipped(("log.txt", LOG))
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    head = bytearray(data[start:end])
    extra = struct.pack("<2HQ", 1, 8, size)
    head[24:28] = b"\xff" * 4  # the size is in the extra field
    head[30:32] = struct.pack("<H", len(extra))
    contents = bytes(head) + extra
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(contents), start, 0)
    return data[:start] + contents + tail


def wide_dictionary() -> bytes:
    """An xz that asks for four gigabytes before its first byte."""
    data = bytearray(lzma.compress(LOG))
    size = (data[12] + 1) * 4
    data[data.index(b"\x21\x01", 12) + 2] = 40
    data[12 + size - 4 : 12 + size] = struct.pack("<L", zlib.crc32(bytes(data[12 : 12 + size - 4])))
    return bytes(data)


def nested(times: int, pack: Callable[[bytes], bytes]) -> bytes:
    data = LOG
    for _ in range(times):
        data = pack(data)
    return data


def bombs() -> bytes:
    """Twenty zips in a zip: each is within the limits, all of them together are not."""
    one = zipped(("log.txt", bytes(9_000_000)))
    return zipped(*((f"{n}.zip", one) for n in range(20)))


def endless_headers() -> bytes:
    """A tar of 100 000 empty files, packed to almost nothing."""
    return gzip.compress(entry("a.log").tobuf() * 100_000, 1)


def bloated_header() -> bytes:
    """A tar whose extended header claims eight gigabytes."""
    head = entry("x", tarfile.XHDTYPE)
    head.size = 8 << 30
    return head.tobuf(tarfile.GNU_FORMAT) + b"11 path=a\n" * 100 + LOG


def sparse() -> bytes:
    """A tar member of a terabyte of nothing."""
    head = bytearray(entry("dziura.log", tarfile.GNUTYPE_SPARSE).tobuf(tarfile.GNU_FORMAT))
    head[386:410] = b"%011o\0%011o\0" % (0, 0)
    head[483:495] = b"\x80\0\0\0\0\0\1\0\0\0\0\0"
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + bytes(1024)


def picture(width: int, height: int) -> bytes:
    """A PNG that claims a size, and has one row of it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(width + 1))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str | None]] = {
    "empty": (bytes, "log.txt", limits.EMPTY),
    "too large": (lambda: bytes(limits.WHOLE + 1), "log.txt", limits.TOO_LARGE),
    "zip bomb": (lambda: zipped(("log.txt", bytes(70_000_000))), "log.zip", limits.BOMB),
    "gzip bomb": (lambda: gzip.compress(bytes(70_000_000)), "log.gz", limits.BOMB),
    "bzip2 bomb": (lambda: bz2.compress(bytes(50_000_000)), "log.bz2", limits.BOMB),
    "xz bomb": (lambda: lzma.compress(bytes(50_000_000), preset=0), "log.xz", limits.BOMB),
    "nested bomb": (
        lambda: bombs(),
        "log.zip",
        limits.BOMB,
    ),
    "bomb of overlapping members": (lambda: listed(1000, 1_000_000), "log.zip", limits.BOMB),
    "a list of 250 000 members": (lambda: listed(250_000), "log.zip", limits.TOO_MANY),
    "a tar of 100 000 members": (endless_headers, "log.tgz", limits.UNREADABLE),
    "encrypted zip": (encrypted, "log.zip", limits.ENCRYPTED),
    "rar": (lambda: b"Rar!\x1a\x07\x01\0" + bytes(100), "log.rar", limits.FOREIGN),
    "7z under another name": (lambda: b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(100), "log.txt", limits.FOREIGN),
    "50 zips in each other": (lambda: nested(50, lambda data: zipped(("a.zip", data))), "a.zip", limits.UNREADABLE),
    "50 times gzip": (lambda: nested(50, gzip.compress), "a.gz", limits.UNREADABLE),
    "dictionary of 4 GB": (wide_dictionary, "log.xz", limits.TOO_HARD),
    "header of 8 GB": (bloated_header, "log.tar", limits.DAMAGED),
    "member of a terabyte of nothing": (sparse, "log.tar", limits.UNREADABLE),
    "symbolic link": (lambda: tarred((entry("log.txt", tarfile.SYMTYPE, "/etc/passwd"), b"")), "l.tar",
                      limits.UNREADABLE),
    "hard link": (lambda: tarred((entry("log.txt", tarfile.LNKTYPE, "/etc/passwd"), b"")), "l.tar", limits.UNREADABLE),
    "device": (lambda: tarred((entry("log.txt", tarfile.CHRTYPE), b"")), "log.tar", limits.UNREADABLE),
    "pipe": (lambda: tarred((entry("log.txt", tarfile.FIFOTYPE), b"")), "log.tar", limits.UNREADABLE),
    "program called a log": (lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 99, "log.txt", limits.UNREADABLE),
    "program with a zip in it": (lambda: b"MZ" + bytes(range(256)) * 9 + zipped(("a.log", LOG)), "log.zip",
                                 limits.UNREADABLE),
    "picture of ten gigapixels": (lambda: picture(100_000, 100_000), "sn.png", TOO_MANY_PIXELS),
    "picture of a hundred million pixels": (lambda: picture(10_000, 10_000), "sn.png", TOO_MANY_PIXELS),
    "picture of nothing": (lambda: b"\xff\xd8\xff\xe0" + bytes(100), "sn.jpg", OTHER_PICTURE),
    "picture that is a zip as well": (lambda: b"GIF89a" + zipped(("a.log", LOG)), "sn.gif", OTHER_PICTURE),
    "picture in an archive": (lambda: zipped(("sn.png", picture(10_000, 10_000)), ("a.log", LOG)), "a.zip", READ),
    "zeros": (lambda: bytes(5_000_000), "log.txt", limits.UNREADABLE),
    "nothing but the beginning of a zip": (lambda: zipped(("a.log", LOG))[:40], "log.zip", limits.DAMAGED),
    "garbage in a gzip": (lambda: b"\x1f\x8b\x08" + bytes(range(256)) * 9, "log.gz", limits.DAMAGED),
    "empty zip": (zipped, "log.zip", limits.UNREADABLE),
    "names that climb": (lambda: zipped(("../../etc/passwd", LOG), ("..\\..\\boot.ini", LOG)), "log.zip", READ),
    "absolute names": (lambda: tarred((entry("/etc/passwd"), LOG)), "log.tar", READ),
    "names of control characters": (lambda: zipped(("\x1b[31m\n<b>.log", LOG)), "\x1b[2J/../.zip", READ),
    "a link beside a log": (
        lambda: tarred((entry("a", tarfile.SYMTYPE, "/"), b""), (entry("b"), LOG), packed="gz"), "log.tgz", READ,
    ),
    "a zip that claims nothing is in it": (lambda: lying(0), "log.zip", limits.DAMAGED),
    "a zip that claims too much": (lambda: lying(1 << 62), "log.zip", READ),
    "zip called a text": (lambda: zipped(("a.log", LOG)), "log.txt", READ),
    "text called a zip": (lambda: LOG, "log.zip", READ),
    "cut gzip": (lambda: gzip.compress(LOG + bytes(range(33, 99)) * 99)[:-20], "log.gz", READ),
    "cut xz": (lambda: lzma.compress(LOG + bytes(range(33, 99)) * 99)[:-20], "log.xz", READ),
    "zeros between letters": (lambda: LOG.replace(b" ", b"\0\0 \0"), "log.txt", READ),
    "half of a UTF-16 letter": (lambda: LOG.decode().encode("utf-16") + b"\x00\xd8\x41", "log.txt", READ),
    "a line of two megabytes": (lambda: LOG + b"[{" * 1_000_000, "log.txt", READ),
    "a key without an end": (lambda: LOG + b"-----BEGIN PRIVATE KEY-----\n" + b"MIIEabc+/\n" * 40_000, "log.txt", READ),
    "escapes of a terminal": (lambda: LOG + b"\x1b[" * 200_000, "log.txt", READ),
}  # fmt: skip
"""Name: how it is built, what it is called, and the sentence with which it is refused."""
