"""Which platforms are on: each by its tokens in the environment, every value checked, no secret ever printed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Read = Callable[[str, str, Callable[[str], Any], str], Any]
"""read(name, default, parse, sentence): a value, or None with the sentence noted as a problem."""
YES, NO = "tak", "nie"
CHANNELS = ("web", "telegram", "slack", "teams")
TOKEN = re.compile(r"\d{6,12}:[\w-]{30,60}", re.ASCII)
SLACK_BOT, SLACK_APP = (re.compile(rf"{kind}-[\w-]{{20,250}}", re.ASCII) for kind in ("xoxb", "xapp"))
SLACK_SECRET = re.compile("[0-9a-f]{32}")
GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TEAMS_APP, TEAMS_TENANTS = re.compile(GUID), re.compile(f"{GUID}( +{GUID})*")
TEAMS_SECRET = re.compile(r"[!-~]{16,128}")
PLACES = {
    "web": re.compile(""),
    "telegram": re.compile(r"-\d{5,16}", re.ASCII),
    "slack": re.compile(r"[CG][A-Z0-9]{8,14}"),
    "teams": re.compile(r"19:[\w-]{10,90}@thread\.(tacv2|skype)", re.ASCII),
}
"""How the address of an engineers' channel looks on each platform."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """The bot: `polling` fetches updates where nobody can reach us; `files` lets callers send files there."""

    token: str = field(repr=False)
    polling: bool = False
    files: bool = False


@dataclass(frozen=True, slots=True)
class Slack:
    """The application: `secret` signs what Slack sends us; with an `app_token` events come over a socket instead.

    `files` lets callers send files there.
    """

    token: str = field(repr=False)
    secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    files: bool = False


@dataclass(frozen=True, slots=True)
class Teams:
    """The bot's registration. `tenants`: whose people it talks with; it is registered in the first of them.

    `files` lets callers send files there.
    """

    app_id: str
    secret: str = field(repr=False)
    tenants: tuple[str, ...]
    files: bool = False


@dataclass(frozen=True, slots=True)
class Platforms:
    """What is on, and where engineers work: „web”, or a platform and the address of a channel there."""

    engineers: str = "web"
    telegram: Telegram | None = None
    slack: Slack | None = None
    teams: Teams | None = None

    def group(self, channel: str) -> str:
        """The address of the engineers' channel on this platform; empty when they work elsewhere."""
        name, _, address = self.engineers.partition(":")
        return address if name == channel else ""


WEB_ALONE = Platforms()


def load(read: Read) -> Platforms:
    """The platforms of this environment; what is wrong is noted by `read`."""
    telegram, slack, teams = _telegram(read), _slack(read), _teams(read)
    engineers = read(
        "ENGINEERS",
        "web",
        _place,
        "proszę podać web albo platformę z adresem kanału, na przykład telegram:-1001234567890, slack:C0123456789 "
        "albo teams:19:…@thread.tacv2.",
    )
    on = {"web": True, "telegram": telegram is not None, "slack": slack is not None, "teams": teams is not None}
    name = (engineers or "web").partition(":")[0]
    if not on[name]:
        read("ENGINEERS", "", _refuse, f"kanał inżynierów jest na platformie {name}, a ta nie jest włączona.")
    return Platforms(engineers, telegram, slack, teams)


def _telegram(read: Read) -> Telegram | None:
    token = read(
        "TELEGRAM_TOKEN",
        "",
        _like(TOKEN),
        "proszę podać token od BotFather, na przykład 123456789:AAF… (bez odstępów).",
    )
    polling = read("TELEGRAM_POLLING", NO, _switch, "proszę podać tak albo nie.")
    files = read("TELEGRAM_FILES", NO, _switch, "proszę podać tak albo nie.")
    return Telegram(token, polling, files) if token else None


def _slack(read: Read) -> Slack | None:
    token = read("SLACK_BOT_TOKEN", "", _like(SLACK_BOT), "proszę podać Bot User OAuth Token, zaczyna się od xoxb-.")
    secret = read(
        "SLACK_SIGNING_SECRET", "", _like(SLACK_SECRET), "proszę podać Signing Secret: 32 cyfry i litery a-f."
    )
    app_token = read("SLACK_APP_TOKEN", "", _like(SLACK_APP), "proszę podać App-Level Token, zaczyna się od xapp-.")
    files = read("SLACK_FILES", NO, _switch, "proszę podać tak albo nie.")
    if token and secret == "" and app_token == "":
        read("SLACK_SIGNING_SECRET", "", _refuse, "proszę podać Signing Secret, albo SLACK_APP_TOKEN dla Socket Mode.")
    return Slack(token, secret, app_token, files) if token else None


def _teams(read: Read) -> Teams | None:
    app_id = read(
        "TEAMS_APP_ID", "", _guids(TEAMS_APP), "proszę podać Microsoft App ID bota: 32 cyfry i litery a-f z kreskami."
    )
    secret = read(
        "TEAMS_SECRET", "", _like(TEAMS_SECRET), "proszę podać wartość (Value) sekretu aplikacji, nie jego numer."
    )
    tenants = read(
        "TEAMS_TENANT", "", _guids(TEAMS_TENANTS),
        "proszę podać identyfikator dzierżawy (Directory tenant ID), w której jest bot; po odstępie można dodać "
        "dzierżawy klientów.",
    )  # fmt: skip
    files = read("TEAMS_FILES", NO, _switch, "proszę podać tak albo nie.")
    if not app_id:
        return None
    for name, given in (("TEAMS_SECRET", secret), ("TEAMS_TENANT", tenants)):
        if given == "":
            read(name, "", _refuse, "proszę podać, bo podano TEAMS_APP_ID.")
    return Teams(app_id, secret, tuple((tenants or "").split()), files)


def _like(shape: re.Pattern[str]) -> Callable[[str], str]:
    """Empty, or of this shape."""
    return lambda text: text if not text or shape.fullmatch(text) else _refuse(text)


def _guids(shape: re.Pattern[str]) -> Callable[[str], str]:
    """In small letters, as Microsoft reports them."""
    return lambda text: _like(shape)(text.lower())


def _switch(text: str) -> bool:
    return {YES: True, NO: False}[text.lower()] if text.lower() in (YES, NO) else _refuse(text)


def _place(text: str) -> str:
    name, _, address = text.partition(":")
    return text if name in PLACES and PLACES[name].fullmatch(address) else _refuse(text)


def _refuse(text: str) -> Any:
    raise ValueError(text)
