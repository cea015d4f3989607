"""Whether a message describes a fault: a linear model, asked about every clause."""

import re
from pathlib import Path

from bot.understand import linear

WEIGHTS = Path(__file__).with_name("symptoms.json")
SURE = 1.0  # how much likelier a fault must be than none, as a logarithm of odds
CLAUSES = 40  # clauses looked at; the fault is told early
_CLAUSE = re.compile(r"[,;\n()]+|[.:!?](?:\s|$)|\b(?:opis|objaw\w*)\b\W|\bale\b|\ba\b|\boraz\b")
_DENIED_VALUE = re.compile(r"\bnie\s+(?=x(?:serial|contract|phone|email|model)\b)")


def present(words: str) -> bool:
    """True when the whole of the masked words, or one clause of them, says what is wrong.

    The „nie” of „nie 600 100 200” denies a value and is no sign of a fault.
    """
    model, said = linear.load(WEIGHTS), _DENIED_VALUE.sub("", words)
    clauses = [said, *(clause for clause in _CLAUSE.split(said)[:CLAUSES] if clause.strip())]
    return any(scores["yes"] - scores["no"] > SURE for scores in map(model.scores, clauses))
