"""Common questions, recognised by words that leave no doubt; the answers stand in teksty.yaml under `common.faq`."""

import re

ASKING = re.compile(r"\b(?:co|czy|jak\w*|gdzie|ile|kiedy|kto|kogo|czym|dlaczego|po ile|ktor\w+|opowiedz|wyjasni\w*)\b")
CONTENT = r"\b(?:zawier\w*|obejmuj\w*|daj\w*|wchodz\w*|to jest|jest to|to za|oznacza|znaczy|polega|rozni\w*|w sklad)\b"


def _about(name: str, more: str = "") -> str:
    """A service named together with a word that asks what it is, in any order."""
    return rf"^(?=.*\b{name}\b)(?=.*(?:{CONTENT}{more}))"


QUESTIONS = {
    "price": r"\b(?:kosztuj\w*|cen[aynę]\w*|cennik\w*|za ile|po ile|wycen\w*|kupi\w*|zakup\w*)\b",
    "warranty": r"\b(?:gwarancj\w*|na gwarancji)\b",
    "hicare": _about("hicare", r"|zglo\w*|kontakt\w*|gdzie|telefon\w*|dzwoni\w*"),
    "cocare": _about("cocare"),
    "ahb": _about("ahb"),
    "sos": _about("sos"),
    "partnerworks": _about("partner ?works"),
    "nbd": _about("nbd"),
    "language": r"\b(?:po polsku|po angielsku|w jakim jezyku|jezyk obslugi)\b",
    "courier": r"\b(?:kurier\w*|kto dostarcz\w*|kto przywie\w*|jakim transportem)\b",
    "intake": r"\b(?:jak|gdzie|kedy|w jaki sposob)\b.*\b(?:zglosic|zglaszac|zglasza sie)\b",
    "needed": r"\b(?:co|jakie|czego)\b.*\b(?:potrzebn\w*|trzeba|przygotowac|dane)\b.*\b(?:zglo\w*|poda\w*)\b",
    "provider": r"\b(?:kim jestescie|co to za firma|kto swiadczy|co to jest (?:myhezo|hezo|dyspozytor))\b",
    "privacy": r"\b(?:rodo|dane osobowe|moje dane|moimi danymi|danych osobowych)\b",
}
"""In the order they are tried: the first that fits answers."""
_COMPILED = {name: re.compile(pattern) for name, pattern in QUESTIONS.items()}
_SAYS_ENOUGH = frozenset({"price", "language", "privacy"})
_LONGEST = 160


def answer(words: str) -> str | None:
    """The key of the answer; `words` in plain lower case. Long messages are stories, not questions."""
    if len(words) > _LONGEST:
        return None
    asking = bool(ASKING.search(words))
    found = (n for n, pattern in _COMPILED.items() if (asking or n in _SAYS_ENOUGH) and pattern.search(words))
    name = next(found, None)
    return f"common.faq.{name}" if name else None
