"""A message as Teams shows it: XML of our own making, in which everything is escaped, and a card with its buttons.

Words stand in the message itself and not in a card: what a card makes of `*` or `[` differs from client to client.
"""

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Any

from microsoft_teams.cards import ActionSet, AdaptiveCard, ExecuteAction, ShowCardAction, SubmitAction, TextInput

from bot.channel import Choice, File, Mention, Outbound
from bot.markup import TO, blocks, parts, shortened, units, visible

Piece = dict[str, Any]
AT_MOST = 10_000
"""UTF-16 units of a part with its markup; Teams takes 80 KB, but nobody reads that much at once."""
LABEL, QUESTION = 80, 200
WIDE, ROW = 24, 3
"""Labels no longer than that stand up to three in a row; a card shows no more than six."""
CARD = 25
"""Buttons of one card: well below its 28 KB."""
KIND = "application/vnd.microsoft.card.adaptive"
CHOICE, WORDS = "choice", "words"
SEND, NEEDED = "Wyślij", "Proszę wpisać odpowiedź."
ADDRESS = re.compile(r"(https://\S*[^\s.,;:!?)”])")


def pages(text: str, home: str = "") -> list[str]:
    """The text as XML, in parts."""
    found = parts(visible(text), AT_MOST, lambda part: units(xml(part, home)))
    return [xml(part, home) for part in found if part.strip()] or ["…"]


def xml(text: str, home: str = "") -> str:
    """Everything escaped; commands in blocks; only addresses below `home`, our own, become links."""
    return "<br>".join(
        f"<pre>{_escaped(b.text)}</pre>" if b.code else _linked(b.text, home).replace("\n", "<br>")
        for b in blocks(text)
    )


def drawn(message: Outbound, home: str = "") -> list[Piece]:
    """The parts as Teams takes them: names before the first, buttons below the last."""
    texts = pages(message.text, home)
    last = len(texts) - 1
    return [
        activity(text, message.choices if n == last else (), message.mentions if n == 0 else ())
        for n, text in enumerate(texts)
    ]


def activity(text: str, choices: Sequence[Choice] = (), mentions: Sequence[Mention] = ()) -> Piece:
    """A message under the names of those whom it calls, its buttons below; an edited one loses those it had."""
    head = f"{TO}{', '.join(map(_called, mentions))}<br>" if mentions else ""
    said = {"type": "message", "textFormat": "xml", "text": head + text, "attachments": cards(choices)}
    called = [_entity(mention) for mention in mentions if mention.user]
    return said | ({"entities": called} if called else {})


def nameless(said: Piece) -> Piece:
    """The same, calling nobody."""
    bare = {name: value for name, value in said.items() if name != "entities"}
    return bare | {"text": re.sub("</?at>", "", said["text"])}


def handed(files: Sequence[File], addresses: Sequence[str]) -> str:
    """Files, each behind a link."""
    links = [f'<a href="{escape(a)}">{_escaped(visible(f.name))}</a>' for f, a in zip(files, addresses, strict=True)]
    return "<br>".join(links)


def cards(choices: Sequence[Choice]) -> list[Piece]:
    """As many cards as the buttons need."""
    return [_card(choices[start : start + CARD]) for start in range(0, len(choices), CARD)]


def _called(mention: Mention) -> str:
    """Without an account it is only a name."""
    name = _escaped(visible(mention.name))
    return f"<at>{name}</at>" if mention.user else name


def _entity(mention: Mention) -> Piece:
    """What makes a call of the name; Teams knows people by their id in the directory too."""
    return {
        "type": "mention",
        "text": _called(mention),
        "mentioned": {"id": mention.user, "name": visible(mention.name)},
    }


def _card(choices: Sequence[Choice]) -> Piece:
    card = AdaptiveCard(version="1.5", body=[ActionSet(actions=[_button(c) for c in row]) for row in _rows(choices)])
    return {"contentType": KIND, "content": card.model_dump(by_alias=True, exclude_none=True, mode="json")}


def _rows(choices: Sequence[Choice]) -> list[list[Choice]]:
    """Short labels side by side, a long one in a row of its own."""
    rows: list[list[Choice]] = []
    for short, some in groupby(choices, key=lambda choice: len(_label(choice)) <= WIDE):
        same, wide = list(some), ROW if short else 1
        rows += [same[start : start + wide] for start in range(0, len(same), wide)]
    return rows


def _button(choice: Choice) -> ExecuteAction | ShowCardAction:
    """One that cannot do without words opens a field for them."""
    if not choice.asks:
        return _press(choice, _label(choice))
    question = shortened(visible(choice.asks), QUESTION)
    field = TextInput(id=WORDS, label=question, is_multiline=True, is_required=True, error_message=NEEDED)
    form = AdaptiveCard(version="1.5", body=[field], actions=[_press(choice, SEND)])
    return ShowCardAction(title=_label(choice), card=form)


def _press(choice: Choice, label: str) -> ExecuteAction:
    """Clients that know no Action.Execute send the same data as a message."""
    data = {CHOICE: choice.token}
    return ExecuteAction(title=label, verb=CHOICE, data=data, fallback=SubmitAction(title=label, data=data))


def _label(choice: Choice) -> str:
    return shortened(visible(choice.label), LABEL) or "…"


def _linked(text: str, home: str) -> str:
    return "".join(_link(piece) if _is_ours(piece, home) else _escaped(piece) for piece in ADDRESS.split(text))


def _is_ours(piece: str, home: str) -> bool:
    return home.startswith("https://") and f"{piece}/".startswith(f"{home}/")


def _link(address: str) -> str:
    return f'<a href="{escape(address)}">{_escaped(address)}</a>'


def _escaped(text: str) -> str:
    return escape(text, quote=False)
