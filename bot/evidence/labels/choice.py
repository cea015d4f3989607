"""The serial number chosen among everything that the codes of a photo say."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.domain import serials
from bot.domain.findings import Candidate, Label
from bot.evidence.labels.contents import Value, values

FORM = {"high": 8, "medium": 7, "low": 5, None: 4}
"""Points for the form alone, in tenths; None is a free text that the code calls a serial number."""
UNMISTAKABLE = ("universal",)  # of its kind only medium in typed words; on a label nothing else has this form
NAMED = 1
KNOWN = 3
UNCHECKED = -1  # a code without a check digit, read only once
CLEAR = 8
MARGIN = 3  # between the best and the next one: less may be two devices, or a device and its board
MOST = 8


@dataclass(frozen=True)
class Code:
    """A code read in a photo; `proven` when it has a check digit, or was read the same twice."""

    text: str
    proven: bool


def choose(codes: Iterable[Code], known: Collection[str] = ()) -> Label:
    """The serial numbers among the codes; `known` ones (typed, or of the caller's devices) speak for an equal one."""
    keys = {serials.key(serial) for serial in known}
    points: dict[str, int] = {}
    for code in codes:
        for value in values(code.text):
            worth = _points(value, serials.key(value.serial) in keys) + (0 if code.proven else UNCHECKED)
            points[value.serial] = max(worth, points.get(value.serial, 0))
    ranked = sorted(((worth, serial) for serial, worth in points.items() if worth > 0), key=lambda pair: -pair[0])
    best, following = ([worth for worth, _ in ranked] + [0, 0])[:2]
    return Label(
        tuple(Candidate(serial, min(worth, 10) / 10) for worth, serial in ranked[:MOST]),
        sure=best >= CLEAR and best - following >= MARGIN,
    )


def _points(value: Value, known: bool) -> int:
    if value.like_mac and not (value.named or known):
        return 0
    return FORM[_sure(value)] + NAMED * value.named + KNOWN * known


def _sure(value: Value) -> serials.Sure | None:
    """How far the form alone can be trusted on a label."""
    if value.form is None:
        return None
    if value.like_article and not value.named:
        return "low"
    return "high" if value.form.name in UNMISTAKABLE else value.form.sure
