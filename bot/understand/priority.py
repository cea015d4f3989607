"""A priority suggested from a description, with the definition it follows (docs/terminy.md, priorities)."""

from pathlib import Path

from bot.flow.mentions import Priority
from bot.understand import linear
from bot.understand.sheet import Sheet

WEIGHTS = Path(__file__).with_name("priority.json")
REASONS: dict[Priority, str] = {
    "P1": "Krytyczny wpływ na działalność: praca całej firmy lub kluczowej usługi jest zatrzymana.",
    "P2": "Praca jest możliwa, ale jej wydajność jest pogorszona lub poważnie ograniczona.",
    "P3": "Usterka ma ograniczony wpływ, większość operacji pozostaje funkcjonalna.",
    "P4": "Niewielki lub żaden wpływ na działalność: pytanie, informacja lub pomoc w konfiguracji.",
}


def suggest(text: str) -> tuple[Priority, str]:
    """The likeliest priority P1–P4 of a description, and its reason in Polish; an engineer decides."""
    scores = linear.load(WEIGHTS).scores(Sheet(text).masked())
    best = max(REASONS, key=lambda name: scores[name])
    return best, REASONS[best]
