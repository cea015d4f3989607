"""Whether a message describes a fault: a linear model over own phrases with and without one."""

from pathlib import Path

from bot.understand import linear

WEIGHTS = Path(__file__).with_name("symptoms.json")


def present(words: str) -> bool:
    """True when the masked words say what is wrong with a device or the network."""
    scores = linear.load(WEIGHTS).scores(words)
    return scores["yes"] > scores["no"]
