"""What Slack reports, as events: words, buttons, forms, files and the slash command, privately and among engineers."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from adapters.slack.render import WORDS
from bot.channel import Inbound, Remote, Rules
from bot.evidence.files.limits import TOO_LARGE
from bot.files import AT_MOST

NAME = "slack"
Payload = Mapping[str, Any]
SAID = (None, "file_share", "thread_broadcast")
"""Kinds of messages that somebody has written; all others are edits, joins, pins and the like."""
HELP = "pomoc"
ELSEWHERE = "Odpowiedź jest w prywatnej rozmowie z botem Dyspozytor."
STRANGE = "tego pliku Slack nam nie przekazuje. Proszę wysłać go wprost z komputera albo telefonu."
MARKED = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>|&(lt|gt|amp);")
SIGNS = {"lt": "<", "gt": ">", "amp": "&"}
KINDS = {"@": "@", "!": "@", "#": "#"}


@dataclass(frozen=True, slots=True)
class Button:
    """A pressed button: its token, the channel and the thread it stands in, and the question of its form."""

    token: str
    channel: str
    thread: str
    asks: str = ""


def button(payload: Payload) -> Button | None:
    """The button that was pressed, if it was one."""
    action, container = payload["actions"][0], payload["container"]
    if action["type"] != "button":
        return None
    root = container.get("thread_ts") or payload.get("message", {}).get("thread_ts") or container["message_ts"]
    return Button(action["value"], payload["channel"]["id"], root, action["action_id"].partition(":")[2])


def said(payload: Payload, rules: Rules) -> Inbound | None:
    """Words and files; None for what is none of our business: edits, joins, bots, other channels."""
    event = payload["event"]
    ours = event.get("bot_id") or not event.get("user")
    if event.get("subtype") not in SAID or ours:
        return None
    staff = event["channel"] == rules.group
    if not staff and event.get("channel_type") != "im":
        return None
    text = plain(_without_us(event.get("text") or "", payload))
    remote, refused = _files(event.get("files") or (), "" if staff else rules.no_files(event["user"]))
    if not (text.strip() or remote or refused):
        return None
    return Inbound(
        NAME, event["user"], payload["event_id"], datetime.fromtimestamp(int(payload["event_time"]), UTC), text,
        staff=staff, thread=event.get("thread_ts") if staff else None, remote=remote, refused=refused,
    )  # fmt: skip


def pressed(payload: Payload, rules: Rules, now: datetime) -> Inbound | None:
    """The button's token is all that counts; the message it stood on says where it was pressed."""
    if (found := button(payload)) is None:
        return None
    user = payload["user"]["id"]
    return _chosen(found, user, f"{payload['actions'][0]['action_ts']}.{user}.{found.token}", rules, now)


def filled(payload: Payload, rules: Rules, now: datetime) -> Inbound | None:
    """A form that was sent: its button, and the words."""
    view = payload["view"]
    about, words = Button(**json.loads(view["private_metadata"])), view["state"]["values"][WORDS][WORDS]["value"]
    found = _chosen(about, payload["user"]["id"], view["id"], rules, now)
    return found and replace(found, text=words or "")


def ordered(payload: Payload, rules: Rules, now: datetime) -> Inbound:
    """The slash command."""
    staff = payload["channel_id"] == rules.group
    text = plain(payload.get("text") or "").strip() or HELP
    return Inbound(NAME, payload["user_id"], payload["trigger_id"], now, text, staff=staff)


def elsewhere(payload: Payload, rules: Rules) -> str:
    """What whoever typed the command is told at once, where the answer does not appear."""
    channel = payload["channel_id"]
    return "" if channel == rules.group or _direct(channel) else ELSEWHERE


def plain(text: str) -> str:
    """What was typed: Slack escapes three signs, and puts addresses and mentions into brackets."""
    return MARKED.sub(_unmarked, text)


def _chosen(about: Button, user: str, event_id: str, rules: Rules, now: datetime) -> Inbound | None:
    staff = about.channel == rules.group
    if not staff and not _direct(about.channel):
        return None
    thread = about.thread if staff else None
    return Inbound(NAME, user, event_id, now, choice=about.token, staff=staff, thread=thread)


def _direct(channel: str) -> bool:
    return channel.startswith("D")


def _without_us(text: str, payload: Payload) -> str:
    """„@Dyspozytor weź 1011” is „weź 1011”."""
    us = [f"<@{bot['user_id']}>" for bot in payload.get("authorizations") or ()]
    return next((text.removeprefix(name).lstrip(" :,") for name in us if text.startswith(name)), text)


def _unmarked(found: re.Match[str]) -> str:
    inside, label, sign = found.groups()
    if sign:
        return SIGNS[sign]
    kind = KINDS.get(inside[:1], "")
    return kind + plain((label or inside[len(kind) :]).lstrip("@#" if kind else ""))


def _files(files: Any, no_files: str) -> tuple[tuple[Remote, ...], tuple[tuple[str, str], ...]]:
    """The files to fetch and those that are not taken."""
    taken, refused = [], []
    for file in files:
        name = file.get("name") or f"plik-{file['id']}"
        where = file.get("url_private_download")
        if no_files:
            refused.append((name, no_files))
        elif not where or file.get("mode") in ("external", "tombstone", "hidden_by_limit"):
            refused.append((name, STRANGE))
        elif (file.get("size") or 0) > AT_MOST:
            refused.append((name, TOO_LARGE))
        else:
            taken.append(Remote(name, where))
    return tuple(taken), tuple(refused)
