"""Which texts a message is made of, told by their keys: several texts of one turn arrive as one message."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from string import Formatter

from bot.main import all_texts

BETWEEN = "\n\n"


@cache
def short(key: str) -> str:
    """The key without its flow, where no other flow has a text of that name."""
    name = key.partition(".")[2]
    return name if _names()[name] == 1 else key


@cache
def _names() -> Counter[str]:
    return Counter(key.partition(".")[2] for key in all_texts().templates)


@cache
def keys_in(text: str, last: str) -> tuple[str, ...]:
    """Short keys of the texts in a message whose last text is known; „?” for words that are no text of ours."""
    pieces = text.split(BETWEEN)
    ends = (n for n in range(len(pieces) - 1, -1, -1) if _is(last, BETWEEN.join(pieces[n:])))
    end = next(ends, None)
    return ("?",) if end is None else (*_first(pieces[:end]), short(last))


def _first(pieces: list[str]) -> Iterable[str]:
    """The text at the beginning, then the others; of several that fit, the one with the most words of its own."""
    while pieces:
        for end in range(1, len(pieces) + 1):
            said = BETWEEN.join(pieces[:end])
            if fitting := [key for key in _said_first() if _is(key, said)]:
                yield short(max(fitting, key=_own_words))
                pieces = pieces[end:]
                break
        else:
            yield "?"
            return


def _is(key: str, said: str) -> bool:
    """May the text say this? What filled its last line may have been empty."""
    return bool(_pattern(key).fullmatch(said) or _pattern(key).fullmatch(said + "\n"))


@cache
def _said_first() -> tuple[str, ...]:
    return tuple(k for k in all_texts().templates if ".options." not in k and _own_words(k))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    template = all_texts().templates.get(key, "").strip()
    parts = Formatter().parse(template)
    return re.compile("".join(re.escape(said) + _gap(name, forms) for said, name, forms, _ in parts).strip(), re.S)


def _gap(name: str | None, forms: str | None) -> str:
    if name is None:
        return ""
    return f"(?:{'|'.join(map(re.escape, forms.split('|')))})" if forms else ".*?"


@cache
def _own_words(key: str) -> int:
    return sum(len(said.strip()) for said, *_ in Formatter().parse(all_texts().templates[key]))
