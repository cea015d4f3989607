"""What a message is for: the scores of a linear model, weighed by the question that is open."""

import re
from collections.abc import Mapping
from pathlib import Path

from bot.understand import linear
from bot.understand.patterns import any_of

WEIGHTS = Path(__file__).with_name("intents.json")
# Logarithms of odds: what people say while a question is open. Nothing is excluded.
_LIKELIER: Mapping[str, Mapping[str, float]] = {
    "device": {"dont_know": 1, "help_where_serial": 2.5, "help_where_contract": -2, "affirm": 0.5, "deny": 0.5},
    "contract": {"dont_know": 1, "help_where_contract": 2.5, "help_where_serial": -2, "affirm": 0.5, "deny": 0.5},
    "symptom": {"report_fault": 2, "dont_know": 1, "repeat": -0.5},
    "helped": {"problem_solved": 1.0, "problem_not_solved": 0.5, "affirm": 0.5, "deny": 0.5},
    "impact": {"help_priority": 2.5, "report_fault": 2, "dont_know": 0.5, "escalate": -4},
    "logs": {"deny": 1, "affirm": 0.5, "dont_know": 1},
    "phone": {"dont_know": 1.5},
    "place": {"dont_know": 1.5},
    "agreed": {"affirm": 1.5, "deny": 1.5, "correct_slot": 1, "cancel": 0.5},
    "choice": {"affirm": 1, "deny": 1, "dont_know": 0.5},
}
_WHOM = any_of("panstwu", "wszystkim", "panu", "pani", "bardzo", "ponownie", "raz jeszcze", "z tej strony")
_GREETING = any_of(
    rf"(?:dzie[nm]? ?dobr[yae]|dobry wieczor|witam)(?: {_WHOM}| serdecznie)?",
    r"(?:czesc|dobry)(?=[,.!])",  # „część biura” and „dobry numer” greet nobody
    r"hej(?:ka)?|siem(?:a|ka)|halo|elo|hello|hi|szanown[iy] (?:panstwo|panie)",
)
_HEAD = re.compile(rf"^\W*(?:{_GREETING}\b[\s,.!:)-]*)+")
_TAIL = re.compile(r"[\s,.!]*\b(?:z gory (?:dziekuj\w+|dzieki)|(?:dziekuj\w+|dzieki) z gory|pozdrawiam\b.{0,40})\W*$")
_ASKED_FOR = ("help_where_serial", "help_where_contract")  # likelier only of words that ask
Ranking = tuple[tuple[str, float], ...]


def scores(words: str) -> dict[str, float]:
    """A score for every intent of folded words whose values are masked."""
    return linear.load(WEIGHTS).scores(bare(words))


def bare(words: str) -> str:
    """What the words are for, with the greeting before it as one word behind it and the politeness after it away."""
    for polite, mark in ((_TAIL, ""), (_HEAD, " xhello")):
        rest = polite.sub("", words, count=1)
        words = f"{rest}{mark}" if rest != words and re.search(r"[a-z?]{2}", rest) else words
    return words


def rank(scored: Mapping[str, float], asked: str | None, asks: bool) -> Ranking:
    """Every intent with its probability, best first, while the question `asked` is open; `asks`: the words ask too."""
    likelier = dict(_LIKELIER.get(asked or "", {}))
    if not asks:
        likelier = {intent: odds for intent, odds in likelier.items() if odds < 0 or intent not in _ASKED_FOR}
    weighed = {intent: score + likelier.get(intent, 0.0) for intent, score in scored.items()}
    return tuple(sorted(linear.softmax(weighed).items(), key=lambda pair: -pair[1]))
