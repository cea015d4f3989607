"""A paste as clean lines: no colours, pagers, quoting or wraps; each of a length that keeps every rule cheap."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

LONGEST = 600  # nothing that a device prints about itself is longer
WRAP = 80
_ANSI = re.compile(r"\x1b\[[0-?]{0,20}[ -/]{0,5}[@-~]|\x1b[@-Z\\-_]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\u200b\ufeff]+")
_PAGER = re.compile(
    r"-{2,8} ?more ?(?:\([^()\n]{0,60}\))? ?-{2,8}(?: ?\(q = quit\))?"
    r"|press <space> to continue or <q> to quit:?",
    re.I,
)
_QUOTE = re.compile(r"(?:> ?){1,8} *")
_BEGINS = re.compile(r"[A-Z][\w #()-]{1,30}:|[<\[*#\d%-]|[A-Z][a-z]{2} +\d")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#\d{1,5});")


def clean(text: str) -> Iterator[str]:
    """The lines of a text, stripped; one that was wrapped at 80 columns is given whole, and its rest once more."""
    return clean_blocks((text,))


def clean_blocks(blocks: Iterable[str]) -> Iterator[str]:
    """The same of a text that comes as blocks of whole lines."""
    lines = map(_tidied, chain.from_iterable(map(_pieces, chain.from_iterable(map(_lines, blocks)))))
    for line, following in pairwise(chain(lines, ("",))):
        whole = line + following if _wrapped(line, following) else line
        if whole and not whole.isspace():
            yield whole.strip()


def _lines(block: str) -> list[str]:
    return (_ANSI.sub("", block) if "\x1b" in block else block).splitlines()


def _pieces(line: str) -> Iterator[str]:
    if len(line) <= LONGEST:
        return iter((line,))
    return (line[start : start + LONGEST] for start in range(0, len(line), LONGEST))


def _tidied(line: str) -> str:
    if not line.isprintable():
        line = _CONTROL.sub("", line).replace("\t", " ").replace("\xa0", " ")
    if "&" in line and _ENTITY.search(line):
        line = html.unescape(line)
    if "ore" in line or "<" in line or "MORE" in line:
        line = _PAGER.sub("", line)
    if line.startswith(">"):
        line = _QUOTE.sub("", line, count=1)
    return line


def _wrapped(line: str, following: str) -> bool:
    """Whether a line was cut at 80; one that only happens to be as long is followed by a line with a beginning."""
    return len(line) == WRAP and line[-2:] != "  " and line[-1] not in "-=*" and not _BEGINS.match(following)
