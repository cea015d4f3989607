"""What an article calls good and bad, tried against real outputs of a switch with one dead power supply."""

import re
from pathlib import Path

import pytest

from bot.search.article import CODE, FENCE, commands, read

OUTPUTS = Path(__file__).parent / "outputs"
BAD = r"Źle:(.*)"
GOOD = r"Dobrze:(.*?)(?:Źle:|$)"


def claims(topic: str, command: str, which: str) -> set[str]:
    """The words in backticks after „Dobrze:” or „Źle:” of the step with this command."""
    article = read(Path(f"knowledge/{topic}.md"))
    for step in (step for guide in article.guides for step in guide.steps):
        if command in [line for block in FENCE.findall(step.body) for line in commands(block)]:
            return {word for part in re.findall(which, step.body, re.S) for word in CODE.findall(part)}
    raise AssertionError(f"{topic}: no step with „{command}”")


@pytest.mark.parametrize(
    ("topic", "command", "output", "is_bad"),
    [
        ("psu-failure", "display device power", "power.txt", True),
        ("fan-failure", "display device fan", "fan.txt", False),
        ("fan-failure", "display device temperature all", "temperature.txt", False),
        ("over-temperature", "display device temperature all", "temperature.txt", False),
    ],
)
def test_the_article_reads_the_output_right(topic: str, command: str, output: str, is_bad: bool) -> None:
    seen = set(re.findall(r"[A-Za-z]+", (OUTPUTS / output).read_text(encoding="utf-8")))
    assert claims(topic, command, GOOD) & seen
    bad = claims(topic, command, BAD) - {"Major", "Upper"}  # names of columns
    assert bool(bad & seen) == is_bad
