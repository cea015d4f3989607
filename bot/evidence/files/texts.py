"""A long text in blocks of whole lines, so that neither reading nor masking ever holds all of it."""

from collections.abc import Iterator

from bot.evidence.encodings import pieces

LONGEST = 1_000_000
"""A line without an end is no log: the rest of it is left out, unread and unseen."""
KEY = 1 << 16
"""A private key is shorter; a block ends before a key rather than within it."""


def blocks(data: bytes) -> Iterator[str]:
    """The text of a file."""
    rest, skipping = "", False
    for piece in map(_without_zeros, pieces(data)):
        if skipping:
            end = _line_end(piece, first=True)
            piece, skipping = piece[end:] if end else "", not end
        rest += piece
        if cut := _cut(rest):
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LONGEST:
            yield rest[:LONGEST] + "\n"
            rest, skipping = "", True
    yield rest


def _without_zeros(piece: str) -> str:
    return piece.replace("\0", "")


def _cut(text: str) -> int:
    """The end of the last whole line, or the beginning of the key that begins near it."""
    end = _line_end(text)
    key = text.rfind("BEGIN ", max(0, end - KEY), end)
    if key < 0 or text.find("--END ", key, end) >= 0:
        return end
    return _line_end(text[:key])


def _line_end(text: str, first: bool = False) -> int:
    """Behind the first or the last end of a line; 0 when there is none."""
    find, choose = (str.find, min) if first else (str.rfind, max)
    found = [at for at in (find(text, "\n"), find(text, "\r")) if at >= 0]
    return choose(found) + 1 if found else 0
