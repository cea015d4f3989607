"""Bytes of a text file to text: UTF-8, UTF-16 with or without its mark, else a Polish page of eight bits."""

from codecs import getincrementaldecoder

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 4096
# Letters of Polish where the pages differ: „ąśźĄŚŹ” of one are signs or controls in the other.
_ISO = frozenset(b"\xb1\xb6\xbc\xa1\xa6\xac")
_CP1250 = frozenset(b"\xb9\x9c\x9f\xa5\x8c\x8f")


def decode(data: bytes) -> str:
    """The text; bytes that fit nowhere become the sign for a broken character."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _without_mark(data)
    if encoding:
        return data.decode(encoding, errors="replace")
    try:
        return getincrementaldecoder("utf-8")().decode(data)  # a file cut within a letter is UTF-8 all the same
    except UnicodeDecodeError:
        return data.decode(_page(data), errors="replace")


def _without_mark(data: bytes) -> str | None:
    """UTF-16 of plain text has a zero in every second byte."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd * 3 > len(sample) and even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if even * 3 > len(sample) and odd * 10 < even else None


def _page(data: bytes) -> str:
    """The page whose own letters are more."""
    iso, cp1250 = (sum(map(data.count, (bytes((code,)) for code in codes))) for codes in (_ISO, _CP1250))
    return "iso-8859-2" if iso > cp1250 else "cp1250"
