"""Other ways of typing the same words: without diacritics, and with a slip of the keyboard in each long word."""

import random
import re
from collections.abc import Callable

PLAIN = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
LONG = re.compile(r"(?<![\w@./-])[^\W\d_]{6,}(?![\w@/-]|\.\w)")  # a word by itself; numbers keep their characters
NEAR = {"a": "sq", "e": "wr", "i": "uo", "o": "ip", "n": "bm", "s": "ad", "z": "xa", "r": "et", "w": "qe", "k": "jl"}


def plain(text: str) -> str:
    return text.translate(PLAIN)


def slips(seed: int) -> Callable[[str], str]:
    """One slip in each long word; the same for the same text and seed."""

    def change(text: str) -> str:
        chance = random.Random(f"{seed} {text}")  # noqa: S311  not for secrets
        return LONG.sub(lambda match: _slip(match.group(), chance), text)

    return change


def _slip(word: str, chance: random.Random) -> str:
    """The word with a letter lost, doubled, hit beside, or two swapped."""
    at = chance.randrange(1, len(word) - 1)
    here, after = word[at], word[at + 1]
    middle = (after, here * 2 + after, chance.choice(NEAR.get(here, "aeio")) + after, after + here)
    return word[:at] + chance.choice(middle) + word[at + 2 :]
