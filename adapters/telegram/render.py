"""A message as Telegram shows it: HTML of our own making, in parts that fit, with its buttons under the last one."""

from collections.abc import Sequence
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channel import Choice, Mention, Outbound
from bot.markup import TO, addressed, blocks, parts, shortened, units, visible

AT_MOST = 4000
"""UTF-16 units of a part as it is shown; Telegram takes 4096."""
LABEL, TITLE = 60, 120
WIDE = 24
"""Labels no longer than that stand two in a row."""


def pages(message: Outbound) -> list[str]:
    """The text as HTML, in parts, under the names of those whom it calls."""
    head = addressed("", [mention.name for mention in message.mentions])
    said = [html(part) for part in parts(visible(message.text), AT_MOST - units(head)) if part.strip()] or ["…"]
    return [f"{TO}{', '.join(map(_called, message.mentions))}\n{said[0]}", *said[1:]] if head else said


def html(text: str) -> str:
    """Everything escaped; commands in blocks that a tap copies."""
    shown = (f"<pre>{escape(b.text)}</pre>" if b.code else escape(b.text) for b in blocks(text))
    return "\n\n".join(shown)


def keyboard(choices: Sequence[Choice]) -> InlineKeyboardMarkup | None:
    """A button for each choice; short ones two in a row."""
    rows: list[list[InlineKeyboardButton]] = []
    for choice in choices:
        button = InlineKeyboardButton(shortened(visible(choice.label), LABEL), callback_data=choice.token)
        if rows and len(rows[-1]) == 1 and max(len(button.text), len(rows[-1][0].text)) <= WIDE:
            rows[-1].append(button)
        else:
            rows.append([button])
    return InlineKeyboardMarkup(rows) if rows else None


def _called(mention: Mention) -> str:
    """A name that calls its bearer; without an account it is only a name."""
    name = escape(visible(mention.name))
    return f'<a href="tg://user?id={mention.user}">{name}</a>' if mention.user.isdecimal() else name


def title(message: Outbound) -> str:
    """The name of a case's topic: the first line of its card."""
    return shortened(visible(message.text).partition("\n")[0], TITLE) or str(message.case)
