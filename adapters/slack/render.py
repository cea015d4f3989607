"""A message as Slack shows it: rich text, in which nothing is markup, in parts that fit, with its buttons below.

Rich text is taken word for word: no mention, no emphasis and no link comes of what somebody wrote. Only `text`, which
is read in notifications, is still interpreted, and escaped for that.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.channel import Choice, Mention, Outbound
from bot.markup import TO, blocks, parts, shortened, visible

Piece = dict[str, Any]
AT_MOST = 3000
"""UTF-16 units of a part: as much as one section takes; a message of several parts reads better than „see more”."""
LABEL, QUESTION, NOTICE = 75, 200, 300
ROW = 25
"""Buttons of one row."""
FORM, WORDS = "form", "words"
ADDRESS = re.compile(r"(https://\S*[^\s.,;:!?)”])")
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def pages(message: Outbound) -> list[str]:
    """The text in parts."""
    return [part for part in parts(visible(message.text), AT_MOST) if part.strip()] or ["…"]


def drawn(text: str, choices: Sequence[Choice] = (), home: str = "", mentions: Sequence[Mention] = ()) -> list[Piece]:
    """A part as blocks, under the names of those whom it calls; only addresses below `home`, our own, become links."""
    said = [_paragraph(block.code, block.text, home) for block in blocks(text)] or [_paragraph(False, "…", home)]
    said = [_calling(mentions), *said] if mentions else said
    buttons = [_button(number, choice) for number, choice in enumerate(choices)]
    rows = (buttons[start : start + ROW] for start in range(0, len(buttons), ROW))
    return [{"type": "rich_text", "elements": said}, *({"type": "actions", "elements": row} for row in rows)]


def notice(text: str) -> str:
    """What a notification says of it."""
    return shortened(visible(text), NOTICE).translate(ESCAPED)


def form(about: Mapping[str, str], question: str) -> Piece:
    """The window that asks for words, knowing which button it is `about`."""
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": json.dumps(about),
        "title": _plain("Dyspozytor"),
        "submit": _plain("Wyślij"),
        "close": _plain("Anuluj"),
        "blocks": [
            {
                "type": "input",
                "block_id": WORDS,
                "label": _plain(question),
                "element": {"type": "plain_text_input", "action_id": WORDS, "multiline": True, "max_length": AT_MOST},
            }
        ],
    }


def _paragraph(code: bool, text: str, home: str) -> Piece:
    kind = "rich_text_preformatted" if code else "rich_text_section"
    elements = [{"type": "text", "text": text}] if code else list(_linked(text, home))
    return {"type": kind, "elements": elements}


def _calling(mentions: Sequence[Mention]) -> Piece:
    """A user of Slack is called by the id alone, and shown as everybody calls them there; others by their name."""
    called = [piece for one in mentions for piece in ({"type": "text", "text": ", "}, _called(one))]
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": TO}, *called[1:]]}


def _called(mention: Mention) -> Piece:
    name = {"type": "text", "text": visible(mention.name)}
    return {"type": "user", "user_id": mention.user} if mention.user else name


def _linked(text: str, home: str) -> Iterator[Piece]:
    for piece in filter(None, ADDRESS.split(text)):
        ours = home and f"{piece}/".startswith(f"{home}/")
        yield {"type": "link", "url": piece} if ours else {"type": "text", "text": piece}


def _button(number: int, choice: Choice) -> Piece:
    """The question of a form travels in the button's name, which comes back with the press."""
    label = _plain(shortened(visible(choice.label), LABEL - 1) or "…")
    name = f"{number}:{shortened(choice.asks, QUESTION)}"
    return {"type": "button", "action_id": name, "value": choice.token, "text": label}


def _plain(text: str) -> Piece:
    return {"type": "plain_text", "text": text, "emoji": False}
