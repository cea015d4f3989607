"""One's own devices, by what was said of them: the model, the place where one stands, the end of the number."""

import re

from bot.domain.contracts import Device
from bot.flow.facts import Facts
from bot.flow.picking import plain
from bot.flow.vocabulary import Answers, Said

SPOT = 5
"""So many first letters tell a place, whatever its ending: „z maszynowni”."""
POINTS = re.compile(
    r"\b(?:ten|ta|tego|tej|tamten|drugi|konc\w*|koncow\w*|ostatni\w*|switch\w*|przelacznik\w*|urzadzen\w*|nr|numer\w*|sn)\b"
)
"""Words that point at a device; without one „jednak 440” may be anything."""
NOT_BUT = re.compile(r"\bnie\b.{1,30}\b(?:tylko|lecz|ale|a)\b")
"""„Nie 325, tylko 440”."""
DELIVERY = re.compile(r"\b(?:adres\w*|dostaw\w*|miejsc\w*|przywie\w*|dowie\w*|kurier\w*)\b")
WHERE_IT_IS = re.compile(r"\b(?:w|we|z|ze|na|do|przy)\s+(?:\w+\s+)?$")


def fitting(answers: Answers, facts: Facts) -> tuple[Device, ...]:
    """One's own devices that may be meant: of the model named, at the place named; all of them when none is."""
    if answers.get("other"):
        return facts.own
    alike = facts.own_like(str(answers.get("model") or _printed_model(answers)))
    there = tuple(d for d in alike if d.serial in (answers.get("spot") or ()))
    return there or alike


def _printed_model(answers: Answers) -> str:
    """The only model that was printed."""
    models = {d.get("model") for d in answers.get("evidence", {}).get("devices", ())}
    return (models.pop() or "") if len(models) == 1 else ""


def meant(said: Said, facts: Facts) -> list[Device]:
    """„Końcówka 440”, „ten z maszynowni”, as an answer to „which one?”."""
    words = plain(said.text).split()
    return [d for d in facts.own if _ends(d, words) or _stands(d, words)]


def meant_instead(said: Said, answers: Answers, facts: Facts) -> Device | None:
    """„Nie ten, tylko ten z maszynowni”: the only other own device that a correction points at."""
    words, mentions = plain(said.text), said.understood.mentions
    corrects = mentions.correction or NOT_BUT.search(words)
    if not corrects or mentions.phones or DELIVERY.search(words) or not POINTS.search(words):
        return None
    now = answers.get("device")
    of_model = [d for d in facts.own for m in mentions.models if d.model.upper().startswith(m.upper())]
    others = {d.serial: d for d in (meant(said, facts) or of_model) if d.serial != now}
    return next(iter(others.values())) if len(others) == 1 else None


def standing(said: Said, facts: Facts) -> tuple[Device, ...]:
    """Those that stand where the words say something happens: „w młynowni”."""
    words = plain(said.text)
    return tuple(d for d in facts.own if any(WHERE_IT_IS.search(words[: m.start()]) for m in _spots(d, words)))


def _spots(device: Device, words: str) -> list[re.Match[str]]:
    stems = [place[:SPOT] for place in plain(device.site).split() if len(place) >= SPOT]
    return [m for stem in stems for m in re.finditer(rf"\b{re.escape(stem)}", words)]


def _ends(device: Device, words: list[str]) -> bool:
    serial = device.serial.lower()
    return any(len(w) >= 3 and w[-1].isdigit() and serial.endswith(w) for w in words)


def _stands(device: Device, words: list[str]) -> bool:
    site = [place[:SPOT] for place in plain(device.site).split() if len(place) >= SPOT]
    return any(w[:SPOT] in site for w in words)
