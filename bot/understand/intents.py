"""What a message is for: the ranked intents of a linear model, weighed by the question that is open."""

from collections.abc import Mapping
from pathlib import Path

from bot.understand import linear

WEIGHTS = Path(__file__).with_name("intents.json")
# Logarithms of odds: what people say while a question is open. Nothing is excluded, only made likelier.
_LIKELIER: Mapping[str, Mapping[str, float]] = {
    "device": {"dont_know": 1, "help_where_serial": 2, "correct_slot": 0.5},
    "contract": {"dont_know": 1, "help_where_contract": 2},
    "symptom": {"report_fault": 2, "dont_know": 0.5},
    "helped": {"problem_solved": 1.5, "problem_not_solved": 1.5, "affirm": 0.5, "deny": 0.5},
    "impact": {"help_priority": 1.5, "report_fault": 1, "dont_know": 0.5},
    "logs": {"deny": 1, "affirm": 0.5, "dont_know": 1},
    "phone": {"dont_know": 0.5},
    "place": {"dont_know": 0.5},
    "agreed": {"affirm": 1.5, "deny": 1.5, "correct_slot": 1, "cancel": 0.5},
    "choice": {"affirm": 1, "deny": 1, "dont_know": 0.5},
}


def rank(words: str, asked: str | None) -> tuple[tuple[str, float], ...]:
    """Every intent with its probability, best first, of folded words whose values are masked."""
    scores = linear.load(WEIGHTS).scores(words)
    likelier = _LIKELIER.get(asked or "", {})
    weighed = {intent: score + likelier.get(intent, 0.0) for intent, score in scores.items()}
    return tuple(sorted(linear.softmax(weighed).items(), key=lambda pair: -pair[1]))
