"""One's own devices, by what was said of them: the model, the place where one stands, the end of the number."""

import re

from bot.domain.contracts import Device
from bot.flow import bent
from bot.flow.facts import Facts
from bot.flow.picking import plain
from bot.flow.vocabulary import Answers, Said

TELLING = 4
"""So many letters before the ending tell a place: „z maszynowni”, „z Łodzi”, but not „nowa hala”."""
POINTS = re.compile(
    r"\b(?:ten|ta|tego|tej|tamten|drugi|konc\w*|koncow\w*|ostatni\w*|switch\w*|przelacznik\w*|urzadzen\w*|nr|numer\w*|sn)\b"
)
"""Words that point at a device; without one „jednak 440” may be anything."""
NOT_BUT = re.compile(r"\bnie\b.{1,30}\b(?:tylko|lecz|ale|a)\b")
"""„Nie 325, tylko 440”."""
DELIVERY = re.compile(r"\b(?:adres\w*|dostaw\w*|miejsc\w*|przywie\w*|dowie\w*|kurier\w*)\b")
WHERE_IT_IS = re.compile(r"\b(?:w|we|z|ze|na|do|przy) (?=(\w+)(?: (\w+))?)")


def fitting(answers: Answers, facts: Facts) -> tuple[Device, ...]:
    """One's own devices that may be meant: of the model named, at the place named; all of them when none is."""
    mine = for_whom(answers, facts)
    if answers.get("other"):
        return mine
    model = str(answers.get("model") or _printed_model(answers)).upper()
    alike = tuple(d for d in mine if d.model.upper().startswith(model)) or mine
    there = tuple(d for d in alike if d.serial in (answers.get("spot") or ()))
    return there or alike


def for_whom(answers: Answers, facts: Facts) -> tuple[Device, ...]:
    """One's own devices; for a partner who reports for a customer, that customer's."""
    named = answers.get("behalf") or ()
    return tuple(d for d in facts.own if any(c.customer in named for c in d.covers)) or facts.own


def _printed_model(answers: Answers) -> str:
    """The only model that was printed."""
    models = {d.get("model") for d in answers.get("evidence", {}).get("devices", ())}
    return (models.pop() or "") if len(models) == 1 else ""


def meant(said: Said, facts: Facts) -> list[Device]:
    """„Końcówka 440”, „ten z maszynowni”, as an answer to „which one?”."""
    words = plain(said.text).split()
    return [d for d in facts.own if _ends(d, words)] or _standing(words, facts)


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
    """Those that stand where the words say something happens: „w młynowni”, „w serwerowni na Piotrkowskiej”."""
    return tuple(_standing([word for pair in WHERE_IT_IS.findall(plain(said.text)) for word in pair if word], facts))


def _standing(words: list[str], facts: Facts) -> list[Device]:
    """Those of whose place, room or address, most was said."""
    places = set(bent.best(map(_place, facts.own), words))
    return [d for d in facts.own if _place(d) in places]


def _place(device: Device) -> str:
    telling = (w for w in bent.words_of(device.place or "") if len(w.rstrip("aeiouy")) >= TELLING)
    return " ".join(dict.fromkeys(telling))


def _ends(device: Device, words: list[str]) -> bool:
    serial = device.serial.lower()
    return any(len(w) >= 3 and w[-1].isdigit() and serial.endswith(w) for w in words)
