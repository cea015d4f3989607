"""A priority suggested from a description, with the definition it follows (docs/terminy.md, priorities)."""

from functools import lru_cache
from pathlib import Path

from bot.flow.mentions import Priority
from bot.understand import linear, mentions, stated
from bot.understand.sheet import Sheet

WEIGHTS = Path(__file__).with_name("priority.json")
CAUTION = 0.2  # a chance of P1 from which nothing below P2 is suggested: too low costs more than too high
REASONS: dict[Priority, str] = {
    "P1": "P1 – krytyczny wpływ na działalność: praca stoi albo najważniejsza usługa jest niedostępna.",
    "P2": "P2 – negatywny wpływ na istotne aspekty działalności: można pracować, ale wydajność jest pogorszona "
    "lub poważnie ograniczona.",
    "P3": "P3 – ograniczony wpływ na działalność: usterka jest, a większość operacji pozostaje funkcjonalna.",
    "P4": "P4 – niewielki lub żaden wpływ na działalność: informacja, pytanie albo pomoc w konfiguracji.",
}
STATED = "P1 – tak określa to osoba zgłaszająca; podanego P1 nie obniżamy, o priorytecie rozstrzyga inżynier."


@lru_cache(16)  # the rules of one turn ask four times about the same description
def suggest(text: str) -> tuple[Priority, str]:
    """The likeliest priority P1–P4 of a description, and its reason in Polish; a stated P1 is never lowered."""
    sheet = Sheet(text)
    mentions.read(sheet, None)
    if stated.priority(sheet) == "P1":
        return "P1", STATED
    chances = linear.softmax(linear.load(WEIGHTS).scores(sheet.masked()))
    best = max(REASONS, key=lambda name: chances[name])
    if best in ("P3", "P4") and chances["P1"] >= CAUTION:
        best = "P2"
    return best, REASONS[best]
