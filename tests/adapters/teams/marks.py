"""Reads messages as Teams does: a few tags, cards of known elements, every documented limit kept."""

import json
import re
from html import unescape
from typing import Any

from bot.channel import Choice
from bot.markup import units

TAG = re.compile(r"<(/?)(\w+)([^<>]*)>|([<>])")
ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#x27|#39);)")
LINK = re.compile(r' href="(https?://[^"<>]+)"')
TAGS = frozenset({"pre", "a", "br", "at"})
MESSAGE, CARD = 80_000, 28_000
"""Bytes in UTF-16 of a whole message and of a card."""
ROW, LABEL = 6, 100


class Broken(Exception):
    """What the platform would not take, or would show otherwise than meant."""


def read_message(activity: dict[str, Any]) -> tuple[str, list[Choice], list[str]]:
    """The text, the buttons and the names of linked files; raises Broken."""
    _must(activity["type"] == "message" and activity["textFormat"] == "xml", "kind of message")
    _must(_bytes(activity) <= MESSAGE, "MessageSizeTooBig")
    text, choices = read_xml(activity["text"]), list[Choice]()
    for attached in activity["attachments"]:
        _must(attached["contentType"] == "application/vnd.microsoft.card.adaptive", "attachment")
        choices += read_card(attached["content"])
    _must(bool(text.strip()), "empty message")
    files = re.findall(r'<a href="[^"]*/wydane/[^"]*">([^<]*)</a>', activity["text"])
    return text, choices, [unescape(name) for name in files]


def mentions(activity: dict[str, Any]) -> list[str]:
    """Whom it calls: a name in the text and what stands for it beside; raises Broken where they do not match."""
    entities = activity.get("entities", [])
    _must([e["text"] for e in entities] == re.findall("<at>[^<>]*</at>", activity["text"]), "mentions")
    _must(
        all(e["type"] == "mention" and e["mentioned"]["name"] == unescape(e["text"][4:-5]) for e in entities), "names"
    )
    return [e["mentioned"]["id"] for e in entities]


def read_xml(text: str) -> str:
    """What is seen of it; nothing but our own tags may look like one."""
    open_tags: list[str] = []
    _must(not ENTITY.search(text), "a bare &")
    for closing, tag, about, sign in TAG.findall(text):
        _must(not sign and tag in TAGS, f"tag {tag}{sign}")
        _must(bool(LINK.fullmatch(about)) if tag == "a" and not closing else not about, f"attributes of {tag}")
        if closing:
            _must(bool(open_tags) and open_tags.pop() == tag, f"tag {tag} closed")
        elif tag != "br":
            open_tags.append(tag)
    _must(not open_tags, "a tag left open")
    return unescape(TAG.sub(lambda found: "\n" if found[2] in ("br", "pre") else "", text))


def read_card(card: dict[str, Any]) -> list[Choice]:
    """Its buttons."""
    _must(card["type"] == "AdaptiveCard" and card["version"] == "1.5" and _bytes(card) <= CARD, "card")
    choices: list[Choice] = []
    for row in card["body"]:
        _must(row["type"] == "ActionSet" and 0 < len(row["actions"]) <= ROW, "row of buttons")
        choices += [_button(action) for action in row["actions"]]
    return choices


def _button(action: dict[str, Any]) -> Choice:
    """A button, or one that opens a field first."""
    label, asks = action["title"], ""
    _must(0 < len(label) <= LABEL, "label")
    if action["type"] == "Action.ShowCard":
        (field,), (action,) = action["card"]["body"], action["card"]["actions"]
        _must((field["type"], field["id"], field["isRequired"]) == ("Input.Text", "words", True), "field")
        asks = field["label"]
    fallback = action["fallback"]
    _must(action["type"] == "Action.Execute" and bool(action["verb"]), "Action.Execute")
    _must((fallback["type"], fallback["data"]) == ("Action.Submit", action["data"]), "fallback")
    return Choice(action["data"]["choice"], label, asks)


def _bytes(piece: dict[str, Any]) -> int:
    return 2 * units(json.dumps(piece, ensure_ascii=False))


def _must(kept: bool, what: str) -> None:
    if not kept:
        raise Broken(what)
