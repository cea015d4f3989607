"""Bytes of a text file to text: UTF-8, UTF-16 with or without its mark, else a Polish page of eight bits."""

from codecs import getincrementaldecoder
from collections.abc import Iterator

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 4096
_PIECE = 1 << 18
# Letters of Polish where the pages differ: „ąśźĄŚŹ” of one are signs or controls in the other.
_ISO = frozenset(b"\xb1\xb6\xbc\xa1\xa6\xac")
_CP1250 = frozenset(b"\xb9\x9c\x9f\xa5\x8c\x8f")


def decode(data: bytes) -> str:
    """The text; bytes that fit nowhere become the sign for a broken character."""
    return "".join(pieces(data))


def pieces(data: bytes) -> Iterator[str]:
    """The same, piece by piece; a letter cut at the end of the file is left out."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _without_mark(data)
    return _decoded(data, encoding or ("utf-8" if _is_utf8(data) else _page(data)), "replace")


def _decoded(data: bytes, encoding: str, errors: str) -> Iterator[str]:
    decoder = getincrementaldecoder(encoding)(errors)
    for start in range(0, len(data), _PIECE):
        yield decoder.decode(data[start : start + _PIECE])


def _without_mark(data: bytes) -> str | None:
    """UTF-16 of plain text has a zero in every second byte."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 3 > len(sample) and even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if even * 3 > len(sample) and odd * 10 < even else None


def _is_utf8(data: bytes) -> bool:
    """A file cut within a letter is UTF-8 all the same."""
    try:
        return all(piece is not None for piece in _decoded(data, "utf-8", "strict"))
    except UnicodeDecodeError:
        return False


def _page(data: bytes) -> str:
    """The page whose own letters are more."""
    iso, cp1250 = (sum(map(data.count, (bytes((code,)) for code in codes))) for codes in (_ISO, _CP1250))
    return "iso-8859-2" if iso > cp1250 else "cp1250"
