"""Which lines of a message a device printed, and which a person wrote above them."""

import re
from itertools import islice

from bot.evidence.lines import clean
from bot.evidence.prompts import prompt
from bot.evidence.reader import read

LINES = 3
"""Fewer lines without a prompt are somebody's words."""
ENOUGH = 200
"""So many lines tell what the rest is."""
_PRINTED = re.compile(r"[:#=<>\[|]\S|\d{2}:\d{2}:\d{2}|\S\s{3,}\S|-{4,}|^[A-Za-z][\w .#/()-]{1,40}\s*[:=](?:\s|$)")
"""Signs of a device's output: prompts, times, columns, rules, labels."""
_LETTERS = frozenset("ąćęłńóśźż")
_WORDS = frozenset(
    "nie jest mam mamy sie po od dla prosze dzien dobry witam czesc padl padla padlo dziala wynik wyniki wklejam "
    "ponizej logi umowa umowy telefon tel nr numer seryjny adres kontakt pozdrawiam dziekuje awaria przelacznik "
    "urzadzenie zasilacz nam juz teraz tylko jeszcze przesylam wysylam zalaczam jaki czy ale".split()
)
"""Polish words that no device prints."""


def split(text: str) -> tuple[str, str]:
    """What the person wrote above, and what the device printed; the latter is empty when nothing looks printed."""
    lines = text.splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if line.strip() and not _written(line)), len(lines))
    words, paste = "".join(lines[:start]), "".join(lines[start:])
    return (words.strip(), paste) if _is_printed(paste) else (text, "")


def _is_printed(text: str) -> bool:
    """A prompt with its command decides; else most lines look printed and hardly any of them written."""
    lines = list(islice(clean(text), ENOUGH))
    said = [found for found in map(prompt, lines) if found and found.command]
    if len(lines) < 2:
        return False
    if any(found.host for found in said):
        return True
    written = sum(map(_written, lines))
    printed = len(said) + sum(bool(_PRINTED.search(line)) for line in lines)
    if len(lines) + len(said) >= LINES and printed * 2 > len(lines) >= 5 * written:
        return True
    return not written and any(device.version for device in read("\n".join(lines)).devices)


def _written(line: str) -> bool:
    """Words of a person: Polish letters, or words that no device prints."""
    if prompt(line.strip()):
        return False
    lower = line.lower()
    return not _LETTERS.isdisjoint(lower) or not _WORDS.isdisjoint(re.findall(r"[a-z]+", lower))
