"""Polish words -> what they are for and what they mention; pure, and it never logs what people type."""

from dataclasses import replace

from bot.flow.mentions import Understood
from bot.understand import closed, intents, mentions, symptoms
from bot.understand.sheet import Sheet

_RUNNERS_UP = 5


def understand(text: str, asked: str | None = None) -> Understood:
    """Intent, confidence and mentions of one message; `asked` names the open question (batch.md), or None."""
    sheet = Sheet(text)
    found = mentions.read(sheet, asked)
    words = sheet.masked()
    found = replace(found, symptom=symptoms.present(words))
    if meant := closed.meaning(sheet.text):
        return Understood(meant, 1.0, ((meant, 1.0),), found)
    ranked = intents.rank(words, asked)[:_RUNNERS_UP]
    return Understood(ranked[0][0], ranked[0][1], ranked, found)
