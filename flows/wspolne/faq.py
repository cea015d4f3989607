"""Common questions, recognised by words that leave no doubt; the answers stand in teksty.yaml under `common.faq`."""

import re

ASKING = re.compile(r"\b(?:co|czy|jak\w*|gdzie|ile|kiedy|kto|kogo|czym|dlaczego|po ile|ktor\w+|opowiedz|wyjasni\w*)\b")
CONTENT = (
    r"\b(?:zawier\w*|obejmuj\w*|daj\w*|wchodz\w*|czym (?:jest|sa)|co to|to jest|jest to|to za|oznacza|znaczy|polega"
    r"|rozni\w*|w sklad)\b"
)


def _about(name: str, more: str = "") -> str:
    """A service named together with a word that asks what it is, in any order."""
    return rf"^(?=.*\b{name}\b)(?=.*(?:{CONTENT}{more}))"


QUESTIONS = {
    "price": r"\b(?:kosztuj\w*|cen[aynę]\w*|cennik\w*|za ile|po ile|wycen\w*|kupi\w*|zakup\w*|plat[nz]\w*)\b",
    "variants": r"8x5x8|\b(?:inn\w+|niestandardow\w+) (?:wariant\w*|godzin\w*|czas\w*)\b",
    "day_and_night_nbd": r"24 ?[x/] ?7 ?x? ?nbd",
    "coverage": r"^(?=.*(?:4 ?h\b|4 godzin\w*|24x7x4))"
    r"(?=.*\b(?:wszedzie|u nas|u mnie|w kazdym|miejscowosc\w*|miast\w*|dostepn\w*)\b)",
    "out_of_hours": r"\b(?:poza (?:standardowymi )?godzinami|w nocy|w weekend\w*|w sobot\w*|w niedziel\w*|w swieta)\b",
    "deployment": r"\b(?:wdroz\w*|instalacj\w* (?:i|nowego|sprzetu)|konfiguracj\w* nowego)\b",
    "warranty": r"\b(?:gwarancj\w*|na gwarancji)\b",
    "hicare": _about("hicare", r"|zglo\w*|kontakt\w*|gdzie|telefon\w*|dzwoni\w*"),
    "extremeworks": _about("extreme ?works", r"|zglo\w*|gdzie|kontakt\w*"),
    "cocare": _about("co-?care"),
    "ahb": _about("ahb"),
    "sos": _about("sos"),
    "partnerworks": _about("partner ?works"),
    "nbd": _about("nbd"),
    "language": r"\b(?:po polsku|po angielsku|w jakim jezyku|jezyk obslugi)\b",
    "courier": r"\b(?:kurier\w*|kto dostarcz\w*|kto przywie\w*|jakim transportem)\b",
    "portal": r"\b(?:(?:do|na) (?:portal\w*|myhezo)|zalogowac|zarejestrowac|konto na)\b",
    "authorised": r"^(?=.*\b(?:kto|czy (?:kazdy|ja))\b)(?=.*\b(?:moze|mozna|moge|upowazni\w*|uprawni\w*)\b)"
    r"(?=.*\bzgl[oa]s\w*\b)",
    "intake": r"\b(?:jak|gdzie|kedy|w jaki sposob)\b.*\b(?:zglosic|zglaszac|zglasza sie)\b",
    "needed": r"\b(?:co|jakie|czego)\b.*\b(?:potrzebn\w*|trzeba|przygotowac|dane)\b.*\b(?:zglo\w*|poda\w*)\b",
    "reaction": r"\b(?:jak szybko|kiedy|ile|w jakim czasie|jaki)\b"
    r".*\b(?:oddzwoni\w*|zadzwoni\w*|reaguj\w*|reakcj\w*|odezw\w*|skontaktuj\w*)\b",
    "verification": r"^(?=.*\b(?:czemu|dlaczego|po co)\b)(?=.*\b(?:weryfik\w*|sprawdza\w*|testy|wywiad)\b)",
    "engineers": r"\b(?:kto (?:naprawia|to robi)|jacy inzynierowie|czy (?:wasi|to) (?:inzynierowie|certyfikowani))\b",
    "configuration": r"\b(?:kopi\w* konfiguracji|konfiguracj\w* (?:\w+ )?(?:wgra\w*|przywroc\w*|odtworz\w*)"
    r"|(?:wgra\w*|przywroc\w*|odtworz\w*) (?:\w+ )?konfiguracj\w*)\b",
    "provider": r"\b(?:kim jestescie|co to za firma|kto swiadczy|co to jest (?:myhezo|hezo|dyspozytor))\b",
    "privacy": r"\b(?:rodo|dane osobowe|moje dane|moimi danymi|danych osobowych)\b",
}
"""In the order they are tried: the first that fits answers."""
_COMPILED = {name: re.compile(pattern) for name, pattern in QUESTIONS.items()}
_SAYS_ENOUGH = frozenset({"price", "language", "privacy"})
_LONGEST = 160


def answer(words: str, asks: bool = False) -> str | None:
    """The key of the answer; `words` in plain lower case, `asks`: they end with a question mark.

    Long messages are stories, not questions.
    """
    if len(words) > _LONGEST:
        return None
    asking = asks or bool(ASKING.search(words))
    found = (n for n, pattern in _COMPILED.items() if (asking or n in _SAYS_ENOUGH) and pattern.search(words))
    name = next(found, None)
    return f"common.faq.{name}" if name else None
