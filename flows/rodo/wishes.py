"""What somebody wants done with personal data: the wish in words that leave no doubt, and whose data are meant."""

import re
from collections.abc import Mapping

from bot.flow.picking import plain
from bot.flow.vocabulary import Value

ACCESS, ERASE, CORRECT, OTHERS = "access", "erase", "correct", "others"
LONGEST = 120
"""Longer words are a story, in which data may be spoken of as well."""

MINE = (
    r"(?:(?:moj\w*|moich|moimi|swoj\w*|swoich) (?:\w+ )?dan(?:e|ych|ymi)"
    r"|dan(?:e|ych) (?:\w+ )?(?:o mnie|mnie dotycz\w*|moj\w*)|o mnie)"
)
SHOW = r"(?:pokaz|podaj|wyslij|przeslij|wydaj)(?:cie)?"
ASKS = rf"(?:jaki(?:e|ch)|co|czy|ktore|{SHOW}|kopi\w*|dostep\w*|wglad\w*)"
DROP = r"(?:usun(?:cie|ac)?|skasuj(?:cie)?|skasowac|wymaz(?:cie|ac)?|wykasuj(?:cie)?|usuniecie|usuniecia|wymazanie)"
MEND = r"(?:popraw(?:cie|ic)?|sprostuj(?:cie)?|sprostowa\w+|zmien(?:cie|ic)?|zaktualizuj(?:cie)?|aktualizacj\w+)"
PERSON = (
    r"(?:koleg\w+|kolezank\w+|szef\w*|kierownik\w*|pracownik\w*|wspolpracownik\w*|jego|jej|ich|pana|pani|panstwa"
    r"|kogos|innych|wszystkich|zon\w+|mez\w+)"
)
PATTERNS = {
    OTHERS: (
        rf"(?:{DROP}|{MEND}|{ASKS})\b.*\bdan(?:e|ych) (?:osobow\w+ )?(?:\w+ )?{PERSON}",
        rf"(?:{DROP}|{MEND}|{SHOW})\b.*\b{PERSON} dan(?:e|ych)",
        rf"{ASKS} (?:\w+ )?(?:macie|wiecie|trzymacie) o {PERSON}",
    ),
    ERASE: (
        rf"{DROP}\b.*\b{MINE}",
        rf"{DROP} mnie z (?:baz\w*|system\w*|rejestr\w*|list\w*)",
        rf"{DROP}\b.*\bdan(?:e|ych) osobow\w+",
        r"(?:zapomnij(?:cie)? o mnie|prawo do bycia zapomnian\w+)",
    ),
    CORRECT: (
        rf"{MEND}\b.*\b(?:moje|moich|swoje|swoich) dan(?:e|ych)",
        rf"{MEND}\b.*\bdan(?:e|ych) (?:osobow\w+|o mnie)",
        rf"{MEND}\b.*\b(?:moje|moj|swoj|swoje) (?:nazwisk\w*|imie|e ?-?mail\w*|adres e ?-?mail\w*)",
    ),
    ACCESS: (
        rf"{ASKS}\b.*\b{MINE}.*\b(?:macie|maja|posiadacie|przechowujecie|trzymacie|przetwarzacie|zbieracie|wiecie)",
        rf"{ASKS}\b.*\b(?:macie|maja|posiadacie|przechowujecie|trzymacie|przetwarzacie|zbieracie|wiecie)\b.*\b{MINE}",
        rf"(?:prosze|poprosze|chce|chcialb\w+)\b.*\b(?:kopi\w*|dostep\w*|wglad\w*|wydani\w*)\b.*\b{MINE}",
        rf"{SHOW}\b.*\b(?:moje|swoje) dan\w+",
        rf"kopi\w+ {MINE}",
    ),
}
_COMPILED = {name: [re.compile(rf"(?<!\w){p}(?!\w)") for p in patterns] for name, patterns in PATTERNS.items()}
NAMED = re.compile(
    rf"(?i:\b{DROP}|\b{MEND}|\busuńcie|\bwymaż\w*|\bzmień\w*)\b.*"
    r"\b(?i:dane|danych)(?: osobowe| osobowych)? (?:[A-ZŁŚŻŹĆÓ][a-ząćęłńóśźż]{2,})"
    r"|(?i:\bco|\bjakie dane|\bdane) (?:macie |wiecie |są )?o (?:[A-ZŁŚŻŹĆÓ][a-ząćęłńóśźż]{2,})"
)
"""„Usuńcie dane Jana Kota”, „jakie dane macie o Janie Kocie”."""


def wish(text: str) -> Mapping[str, Value] | None:
    """What is wanted, and for whom; nothing when something else is being talked about."""
    words = plain(text)
    if len(words) > LONGEST:
        return None
    found = next((name for name, patterns in _COMPILED.items() if any(p.search(words) for p in patterns)), None)
    if found is None:
        return {"wish": OTHERS} if NAMED.search(text) else None
    return {"wish": OTHERS if found != OTHERS and NAMED.search(text) and not _mine(words) else found}


def _mine(words: str) -> bool:
    return bool(re.search(rf"(?<!\w){MINE}(?!\w)", words))
