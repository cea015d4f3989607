"""Reads blocks as Slack does: known kinds alone, every documented limit kept, rich text word for word."""

from typing import Any

from bot.channel import Choice
from bot.markup import units

BLOCKS, ROW, LABEL, NAME, VALUE = 50, 25, 75, 255, 2000
PART, WHOLE = 3000, 12_000
"""Units of one part of ours, and of a message as Slack takes it."""
PARAGRAPHS = frozenset({"rich_text_section", "rich_text_preformatted"})


class Broken(Exception):
    """What the platform would not take."""


def read_blocks(blocks: list[dict[str, Any]]) -> tuple[str, list[Choice]]:
    """The text and the buttons; raises Broken."""
    _must(0 < len(blocks) <= BLOCKS, "number of blocks")
    text, choices = [], list[Choice]()
    for block in blocks:
        if block["type"] == "rich_text":
            text += [_paragraph(element) for element in block["elements"]]
        else:
            _must(block["type"] == "actions" and 0 < len(block["elements"]) <= ROW, "row of buttons")
            choices += [_button(button) for button in block["elements"]]
            names = [button["action_id"] for button in block["elements"]]
            _must(len(set(names)) == len(names), "action_id twice")
    said = "\n".join(text)
    _must(0 < units(said) <= WHOLE, "length of text")
    return said, choices


def plain(piece: dict[str, Any], limit: int) -> str:
    """A plain text of at most so many characters."""
    _must(piece["type"] == "plain_text" and 0 < len(piece["text"]) <= limit, f"plain text of {limit}")
    return str(piece["text"])


def _paragraph(element: dict[str, Any]) -> str:
    _must(element["type"] in PARAGRAPHS and element["elements"], f"paragraph {element['type']}")
    return "".join(_piece(piece) for piece in element["elements"])


def mentions(blocks: list[dict[str, Any]]) -> list[str]:
    """The accounts that are called."""
    said = [element for block in blocks if block["type"] == "rich_text" for element in block["elements"]]
    return [piece["user_id"] for element in said for piece in element["elements"] if piece["type"] == "user"]


def _piece(piece: dict[str, Any]) -> str:
    if piece["type"] == "user":
        _must(set(piece) == {"type", "user_id"} and piece["user_id"], "user")
        return f"@{piece['user_id']}"
    said = piece["url"] if piece["type"] == "link" else piece["text"]
    _must(piece["type"] in ("link", "text") and said and set(piece) <= {"type", "text", "url"}, "piece")
    return str(said)


def _button(button: dict[str, Any]) -> Choice:
    _must(button["type"] == "button", "button")
    _must(0 < len(button["action_id"]) <= NAME and 0 < len(button["value"]) <= VALUE, "size of a button's name")
    asks = button["action_id"].partition(":")[2]
    return Choice(button["value"], plain(button["text"], LABEL), asks)


def _must(kept: bool, what: str) -> None:
    if not kept:
        raise Broken(what)
