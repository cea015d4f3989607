"""What Teams reports, as events: words, buttons and files of private chats and of the engineers' channel."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from adapters.teams.book import NAME, Place
from adapters.teams.reading import plain, words
from adapters.teams.render import CHOICE, WORDS
from bot.channel import Inbound, Remote, Rules

Activity = Mapping[str, Any]
ACTION = "adaptiveCard/action"
THREAD = ";messageid="
FILE = "application/vnd.microsoft.teams.file.download.info"
HTML, PICTURE = "text/html", "image/"
STRANGE = "tego rodzaju wiadomości nie potrafię odczytać. Proszę napisać to słowami."
ELSEWHERE = "Teams nie przekazuje nam plików z kanału. Proszę dodać go w panelu, w wątku sprawy."


def read(activity: Activity, rules: Rules, now: datetime) -> Inbound | None:
    """The event, a press `now`; None for what is none of our business: reactions, edits, joins, other channels."""
    kind = activity["type"]
    if kind not in ("message", "invoke") or not _is_ours(activity, rules) or _is_bot(activity):
        return None
    if pressed := _pressed(activity):
        return _event(activity, rules, now, str(pressed.get(WORDS) or "").strip(), str(pressed[CHOICE]))
    return _said(activity, rules, now) if kind == "message" else None


def place(activity: Activity, rules: Rules) -> tuple[str, Place] | None:
    """Where to write to whom this comes from; None where we have nothing to say."""
    if not _is_ours(activity, rules) or _is_bot(activity):
        return None
    conversation = _room(activity)[0]
    who = conversation if conversation == rules.group else person(activity)
    return who, Place(activity["serviceUrl"].rstrip("/"), conversation)


def person(activity: Activity) -> str:
    """The account: its id in the directory, which an operator can look up; without one Teams' own."""
    sender = activity["from"]
    return str(sender.get("aadObjectId") or sender["id"])


def _pressed(activity: Activity) -> Mapping[str, Any] | None:
    """What a button brings, in either of its forms."""
    value = activity.get("value")
    if activity["type"] == "invoke":
        data = value["action"].get("data") if activity.get("name") == ACTION and value else None
    else:
        data = value
    return data if isinstance(data, dict) and CHOICE in data else None


def _said(activity: Activity, rules: Rules, now: datetime) -> Inbound | None:
    attached = activity.get("attachments") or ()
    text, mentioned = _words(activity, attached)
    remote = [file for number, a in enumerate(attached) if (file := _file(a, number))]
    staff = _room(activity)[0] == rules.group
    refused = [("plik", ELSEWHERE)] if staff and mentioned else []
    if remote and (no_files := "" if staff else rules.no_files(person(activity))):
        remote, refused = [], [(file.name, no_files) for file in remote]
    if attached and not (text or remote or refused):
        refused = [("wiadomość", STRANGE)]
    if not (text or remote or refused):
        return None
    moment = datetime.fromisoformat(activity["timestamp"]).astimezone(UTC) if "timestamp" in activity else now
    return _event(activity, rules, moment, text, None, tuple(remote), tuple(refused))


def _words(activity: Activity, attached: Sequence[Mapping[str, Any]]) -> tuple[str, int]:
    """What was said, and how many files are only mentioned: out of the HTML, where there is any."""
    us = str((activity.get("recipient") or {}).get("name", ""))
    shown = next((a["content"] for a in attached if a.get("contentType") == HTML and a.get("content")), None)
    return words(shown, us) if shown else (plain(activity.get("text") or "", us), 0)


def _event(
    activity: Activity, rules: Rules, at: datetime, text: str, choice: str | None,
    remote: tuple[Remote, ...] = (), refused: tuple[tuple[str, str], ...] = (),
) -> Inbound:  # fmt: skip
    room, root = _room(activity)
    staff = room == rules.group
    return Inbound(
        NAME, person(activity), activity["id"] + _digest(room), at, text, choice, staff=staff,
        thread=root if staff else None, remote=remote, refused=refused,
    )  # fmt: skip


def _room(activity: Activity) -> tuple[str, str | None]:
    """The conversation, and the first message of the thread in it."""
    conversation, _, root = str(activity["conversation"]["id"]).partition(THREAD)
    return conversation, root or None


def _is_ours(activity: Activity, rules: Rules) -> bool:
    conversation = activity["conversation"]
    return conversation.get("conversationType") == "personal" or _room(activity)[0] == rules.group


def _is_bot(activity: Activity) -> bool:
    return str(activity["from"]["id"]).startswith("28:")


def _digest(room: str) -> str:
    """Ids of messages are moments, so that two conversations may have the same."""
    return f"@{hashlib.sha256(room.encode()).hexdigest()[:16]}"


def _file(attached: Mapping[str, Any], number: int) -> Remote | None:
    """A file of a private chat, behind an address that expires; or a picture among the words."""
    kind = str(attached.get("contentType", ""))
    if kind == FILE:
        return Remote(attached.get("name") or f"plik-{number}", attached["content"]["downloadUrl"])
    if kind.startswith(PICTURE):
        ending = {"image/png": "png", "image/gif": "gif"}.get(kind, "jpg")
        return Remote(attached.get("name") or f"zdjecie-{number}.{ending}", attached["contentUrl"])
    return None
