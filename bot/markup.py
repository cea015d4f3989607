"""HTML written as text, so that it can be tested as text: everything escaped, nothing hidden."""

import unicodedata
from html import escape

HIDDEN = ("Cc", "Cf", "Cs")
"""Control signs, directions and zero-width signs, halves of a pair: they hide in numbers and turn words around."""


def esc(words: object) -> str:
    """The words as safe HTML, without signs that are not seen."""
    return escape("".join(sign for sign in str(words) if sign in "\n\t" or unicodedata.category(sign) not in HIDDEN))


def shortened(words: str, limit: int) -> str:
    """One line, cut at a word."""
    line = " ".join(words.split())
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0]}…"
