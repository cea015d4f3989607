"""Which files are taken at all; reading what is in them is somebody else's work."""

from collections.abc import AsyncIterable

from bot.channel import Blocked, File
from bot.evidence.files import limits

EXTENSIONS = frozenset(
    (
        *("txt", "log", "cfg", "conf", "csv", "json", "xml", "out", "dat", "diag", "html", "eml", "pdf"),
        *("zip", "gz", "tgz", "tar", "bz2", "xz", "png", "jpg", "jpeg", "webp", "bmp", "gif", "heic"),
    )
)
AT_MOST = limits.WHOLE


async def whole(pieces: AsyncIterable[bytes]) -> bytes:
    """A file that comes in pieces: no more of it is held than is taken; raises Blocked for a larger one."""
    found = bytearray()
    async for piece in pieces:
        found += piece
        if len(found) > AT_MOST:
            raise Blocked(limits.TOO_LARGE)
    return bytes(found)


def refused(file: File) -> str | None:
    """Why a file is not taken, as the end of a Polish sentence; None when it is welcome."""
    extension = file.name.rpartition(".")[2].lower()
    if not file.data:
        return limits.EMPTY
    if len(file.data) > AT_MOST:
        return limits.TOO_LARGE
    if extension not in EXTENSIONS:
        return "przyjmujemy logi i wyniki poleceń (tekst, zip, gz, tar) oraz zdjęcia (jpg, png, heic)."
    return None
