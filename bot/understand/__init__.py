"""Polish words -> what they are for and what they mention; pure, and it never logs what people type."""

from collections.abc import Mapping
from dataclasses import replace

from bot.flow.mentions import Mentions, Understood
from bot.understand import closed, household, intents, mentions, relevance, symptoms
from bot.understand.sheet import Sheet

__all__ = ["ACT", "OFFER", "understand"]

ACT = 0.5  # from this confidence the dialogue acts
OFFER = 0.2  # from here to ACT it offers the likeliest as buttons; below it asks again
_DOUBTFUL = 0.45  # of words that would act, but seem to be about something else
_RUNNERS_UP = 5


def understand(text: str, asked: str | None = None) -> Understood:
    """Intent, confidence and mentions of one message; `asked` names the open question (batch.md), or None.

    An answer to the open question that says nothing else (a number, a description) goes on with the
    report: its intent is `report_fault`, and its value is in the mentions.
    """
    sheet = Sheet(text)
    found = mentions.read(sheet, asked)
    words = sheet.masked()
    found = replace(found, symptom=symptoms.present(words))
    if meant := closed.meaning(sheet.text, asked):
        return Understood(meant, 1.0, ((meant, 1.0),), found)
    scored = intents.scores(words)
    said = household.read(text)
    alone, sure = _meant(words, scored, None)
    elsewhere = household.is_elsewhere(said, found, *alone[0], sure)
    ranked, confidence = _meant(words, scored, asked)
    intent = ranked[0][0]
    if confidence < ranked[0][1] and relevance.names_a_stranger(words):
        intent = "out_of_scope"
    gives = relevance.is_bare(words) or (confidence < ACT and _answers(asked, found)) or _tells(intent, found, words)
    if gives and not found.correction:
        intent, confidence = "report_fault", ACT
    wants = "order" in said.told or (elsewhere and said.wants)
    return Understood(intent, confidence, ranked[:_RUNNERS_UP], found, elsewhere, wants)


def _meant(words: str, scored: Mapping[str, float], asked: str | None) -> tuple[intents.Ranking, float]:
    """Every intent by its likelihood, and how sure the first is; doubtful, when its words seem to be about others."""
    ranked = intents.rank(scored, asked, relevance.asks(words))
    intent, confidence = ranked[0]
    held_back = confidence >= ACT and not relevance.is_ours(words, intent, scored)
    return ranked, _DOUBTFUL if held_back else confidence


def _tells(intent: str, found: Mentions, words: str) -> bool:
    """Whether what looks like a question about a number says the number itself („umowę mam o numerze …”)."""
    values = {"help_where_serial": found.serials, "help_where_contract": found.contracts}
    return bool(values.get(intent)) and not relevance.asks(words)


def _answers(asked: str | None, found: Mentions) -> bool:
    """Whether the message holds a value for the open question."""
    values = {
        "device": found.serials or found.models,
        "contract": found.contracts,
        "symptom": found.symptom,
        "impact": found.priority or found.symptom,
        "phone": found.phones or found.emails,
        "place": found.place,
    }
    return bool(asked and values.get(asked))
