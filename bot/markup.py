"""What every screen does with a text: nothing hidden, commands told from prose, long ones in parts."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

HIDDEN = ("Cc", "Cf", "Cs")
"""Control signs, directions and zero-width signs, halves of a pair: they hide in numbers and turn words around."""
INDENT = "    "
"""What a line begins with that is a command."""
TO = "Do: "
"""What stands before the names of those whom a message calls."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind: `code` is to be copied as it is, all else is prose."""

    code: bool
    text: str


def visible(text: str, kept: str = "\n\t") -> str:
    """The text without signs that are not seen: they turn words around, hide in numbers, or break what stores them.

    `kept`: those that have a use all the same.
    """
    return "".join(sign for sign in text if sign in kept or unicodedata.category(sign) not in HIDDEN)


def addressed(text: str, names: Collection[str]) -> str:
    """The text under „Do: Ola, Jan”, where it calls anybody."""
    return f"{TO}{', '.join(names)}\n{text}" if names else text


def esc(words: object) -> str:
    """The words as safe HTML, without signs that are not seen."""
    return escape(visible(str(words)))


def shortened(words: str, limit: int) -> str:
    """One line, cut at a word."""
    line = " ".join(words.split())
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0]}…"


def blocks(text: str) -> Iterator[Block]:
    """Prose and commands in turn, as they are seen; empty lines around them are left out."""
    lines = visible(text.replace("\r\n", "\n")).split("\n")
    for code, part in groupby(_with_gaps(lines), key=lambda line: line.startswith(INDENT)):
        said = "\n".join(line.removeprefix(INDENT) for line in part).strip("\n")
        if said.strip():
            yield Block(code, said)


def units(text: str) -> int:
    """UTF-16 units, in which channels count: an emoji is two."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def parts(text: str, limit: int, size: Callable[[str], int] = units) -> list[str]:
    """The text in parts of at most `limit`, cut between lines, else between words, else anywhere.

    `size` measures a part as the channel will see it; it must grow with the text.
    """
    found, rest = [], text
    while size(rest) > limit:
        most = max(1, bisect_right(range(len(rest)), limit, key=lambda end: size(rest[:end])) - 1)
        end = max(rest.rfind("\n", 1, most + 1), 0) or max(rest.rfind(" ", 1, most + 1), 0) or most
        indent = INDENT if rest[:end].rpartition("\n")[2].startswith(INDENT) and rest[end : end + 1] != "\n" else ""
        found.append(rest[:end])
        rest = indent + (rest[end:].removeprefix("\n") if rest[end : end + 1] == "\n" else rest[end:].lstrip(" "))
    return [*found, rest]


def _with_gaps(lines: list[str]) -> Iterable[str]:
    """An empty line between two commands belongs to the block; elsewhere spaces alone are no command."""
    lines = [line if line.strip() else "" for line in lines]
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        yield line or INDENT * (before.startswith(INDENT) and after.startswith(INDENT))
