"""Whether a message describes a fault: a linear model, asked about every clause."""

import re
from pathlib import Path

from bot.understand import linear

WEIGHTS = Path(__file__).with_name("symptoms.json")
SURE = 1.0  # how much likelier a fault must be than none, as a logarithm of odds
CLAUSES = 40  # clauses looked at; the fault is told early
_CLAUSE = re.compile(r"[,;\n()]+|[.:!?](?:\s|$)|\b(?:opis|objaw\w*)\b\W|\bale\b|\ba\b|\boraz\b")


def present(words: str) -> bool:
    """True when the whole of the masked words, or one clause of them, says what is wrong."""
    model = linear.load(WEIGHTS)
    clauses = [words, *(clause for clause in _CLAUSE.split(words)[:CLAUSES] if clause.strip())]
    return any(scores["yes"] - scores["no"] > SURE for scores in map(model.scores, clauses))
