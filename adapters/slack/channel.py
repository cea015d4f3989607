"""Slack as a channel: messages go out in parts, cards are edited in place, every case of the channel has its thread."""

import logging
from collections.abc import Awaitable
from dataclasses import asdict, replace
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound import NAME, Button
from adapters.slack.render import drawn, form, notice, pages
from adapters.slack.shelf import Shelf, Trouble
from bot.channel import Blocked, Busy, Choice, File, Mention, Outbound, Remote

API = "https://slack.com/api/"
PATIENCE = 20
"""Seconds for each answer of the platform."""
REST = 30.0
"""Seconds, where Slack asks to wait without saying how long."""
GONE = frozenset(
    (
        *("channel_not_found", "not_in_channel", "is_archived", "restricted_action", "account_inactive"),
        *("user_disabled", "user_not_found", "user_not_visible", "users_not_found", "cannot_dm_bot"),
        *("messages_tab_disabled", "cannot_find_channel"),
    )
)
NO_THREAD = frozenset(("thread_not_found", "cannot_reply_to_message"))
LOST = frozenset(("message_not_found", "cant_update_message", "edit_window_closed"))
REFUSED = frozenset(("invalid_auth", "not_authed", "token_revoked", "token_expired"))
T = TypeVar("T")


class LostThread(Trouble):
    """Somebody has deleted what the thread hung on."""


quiet = logging.getLogger("dyspozytor.slack.sdk")
quiet.setLevel(logging.WARNING)  # its details hold what was said, and addresses that open a connection


class SlackChannel:
    """Sends by the Web API. A reader who is gone is Blocked; „wait” is Busy; all else is tried again by the mail."""

    name = NAME

    def __init__(self, token: str, home: str = "", base: str = API) -> None:
        """`home`: our own address, the only one that becomes a link."""
        self.web = AsyncWebClient(token, base, timeout=PATIENCE, logger=quiet, retry_handlers=[])
        self._shelf, self._home = Shelf(token, base), home
        self._begun: dict[int, list[str]] = {}
        self._direct: dict[str, str] = {}

    async def send(self, message: Outbound) -> str:
        """All parts, or one in place of the message before, then the files; a deleted thread gets a successor."""
        try:
            return await self._deliver(message)
        except LostThread:
            return await self._deliver(replace(message, thread_ref=None))

    async def _deliver(self, message: Outbound) -> str:
        """What was sent is not sent again."""
        channel = await self._channel(message.user)
        edited = message.edits if message.edits and await self._edited(message, channel) else None
        done, texts = self._begun.setdefault(message.id, []), [] if edited else pages(message)
        for number, text in enumerate(texts[len(done) :], len(done)):
            choices = message.choices if number == len(texts) - 1 else ()
            mentions = message.mentions if number == 0 else ()
            done.append(await self._say(channel, text, choices, _root(message, done), mentions))
        for file in message.files[len(done) - len(texts) :]:
            done.append(await self._give(channel, file, _root(message, done)))
        del self._begun[message.id]
        if edited:
            return edited
        root, last = _root(message, done), done[len(texts) - 1]
        return f"{root}/{last}" if root else last

    async def fetch(self, file: Remote) -> bytes:
        """The file, with our token, from Slack's own hosts alone."""
        return await self._shelf.fetch(file)

    async def ask(self, trigger: str, button: Button) -> None:
        """Open the form of a button; the trigger lives three seconds."""
        await _tried(self.web.views_open(trigger_id=trigger, view=form(asdict(button), button.asks)))

    async def _channel(self, user: str) -> str:
        """Where this is said: a channel is named, a person has a direct conversation."""
        if _is_channel(user):
            return user
        if user not in self._direct:
            opened = await _tried(self.web.conversations_open(users=[user]))
            self._direct[user] = opened["channel"]["id"]
        return self._direct[user]

    async def _say(
        self, channel: str, text: str, choices: tuple[Choice, ...], thread: str | None, mentions: tuple[Mention, ...]
    ) -> str:
        """An account that Slack does not know must not keep the words back: then people are called by name alone."""
        said = self.web.chat_postMessage(
            channel=channel, text=notice(text), blocks=drawn(text, choices, self._home, mentions), thread_ts=thread,
            mrkdwn=False, unfurl_links=False, unfurl_media=False,
        )  # fmt: skip
        try:
            return str((await said)["ts"])
        except SlackApiError as error:
            if _reason(error) != "invalid_blocks" or not any(mention.user for mention in mentions):
                raise _meant(error) from None
        return await self._say(channel, text, choices, thread, tuple(replace(one, user="") for one in mentions))

    async def _give(self, channel: str, file: File, thread: str | None) -> str:
        given = self.web.files_upload_v2(file=file.data, filename=file.name, channel=channel, thread_ts=thread)
        return str((await _tried(given))["files"][0]["id"])

    async def _edited(self, message: Outbound, channel: str) -> bool:
        """In place of the message before, which has one part; whether that one is still there."""
        ts, text = (message.edits or "").rpartition("/")[2], pages(message)[0]
        edit = self.web.chat_update(
            channel=channel, ts=ts, text=notice(text), blocks=drawn(text, message.choices, self._home)
        )
        try:
            await edit
        except SlackApiError as error:
            if _reason(error) in LOST:
                return False
            raise _meant(error) from None
        return True


def _root(message: Outbound, done: list[str]) -> str | None:
    """The message that a thread hangs on: the card of the case, whose own first part it is."""
    if message.thread_ref:
        return message.thread_ref
    return done[0] if done and _is_channel(message.user) and message.case is not None else None


def _is_channel(address: str) -> bool:
    return address[:1] in ("C", "G")


async def _tried(call: Awaitable[T]) -> T:
    try:
        return await call
    except SlackApiError as error:
        raise _meant(error) from None
    except SlackRequestError:
        raise Trouble("Slack nie przyjął pliku") from None


def _reason(error: SlackApiError) -> str:
    """Slack's own word for what went wrong; an answer that is no JSON has none."""
    data: Any = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def _meant(error: SlackApiError) -> Exception:
    """What an error means for the mail; of a refused token only that it was refused."""
    reason, status = _reason(error), getattr(error.response, "status_code", "")
    if reason in ("ratelimited", "rate_limited") or status == 429:
        wait = error.response.headers.get("Retry-After", "")
        return Busy(float(wait) if str(wait).isdecimal() else REST)
    if reason in REFUSED:
        return Trouble("Slack odrzuca token")
    if reason in NO_THREAD:
        return LostThread(f"Slack: {reason}")
    if reason in GONE:
        return Blocked(f"Slack: {reason}")
    return Trouble(f"Slack: {reason or status}")
