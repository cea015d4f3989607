"""What of the environment turns Slack on, what is refused, and that the manifest fits the code."""

from pathlib import Path

import pytest
import yaml

from adapters.slack.checking import GROUP_SCOPES, SCOPES
from adapters.slack.doors import ROUTE
from bot import settings
from bot.platforms import Slack
from bot.settings import BadSettings
from tests.adapters.slack.kit import SECRET

BOT, APP = f"xoxb-{'1' * 30}", f"xapp-{'2' * 30}"
MANIFEST = Path(__file__).parents[3] / "docs" / "slack-manifest.yaml"


def load(**values: str) -> Slack | None:
    found = {f"DYSPOZYTOR_{name}": value for name, value in values.items()}
    return settings.load({"DYSPOZYTOR_SECRET": "x" * 40, **found}).platforms.slack


def test_it_is_off_without_a_token() -> None:
    assert load() is None
    assert load(SLACK_SIGNING_SECRET=SECRET) is None


def test_an_address_needs_a_signature_and_a_socket_its_own_token() -> None:
    assert load(SLACK_BOT_TOKEN=BOT, SLACK_SIGNING_SECRET=SECRET) == Slack(BOT, SECRET)
    assert load(SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP) == Slack(BOT, "", APP)


def test_files_of_callers_are_taken_only_where_the_operator_says_so() -> None:
    assert [load(SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP, SLACK_FILES=said) for said in ("nie", "tak")] == [
        Slack(BOT, "", APP), Slack(BOT, "", APP, files=True),
    ]  # fmt: skip


def test_no_secret_is_shown() -> None:
    shown = repr(load(SLACK_BOT_TOKEN=BOT, SLACK_SIGNING_SECRET=SECRET, SLACK_APP_TOKEN=APP))
    assert not any(secret in shown for secret in (BOT, SECRET, APP))


@pytest.mark.parametrize(("values", "said"), [
    ({"SLACK_BOT_TOKEN": "xoxp-" + "1" * 30, "SLACK_SIGNING_SECRET": SECRET}, "SLACK_BOT_TOKEN: proszę podać Bot User"),
    ({"SLACK_BOT_TOKEN": BOT}, "SLACK_SIGNING_SECRET: proszę podać Signing Secret, albo"),
    ({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": "krotki"}, "SLACK_SIGNING_SECRET: proszę podać Signing Secret:"),
    ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": BOT}, "SLACK_APP_TOKEN: proszę podać App-Level"),
    ({"ENGINEERS": "slack:C0123456789"}, "ENGINEERS: kanał inżynierów jest na platformie slack, a ta nie"),
    ({"ENGINEERS": "slack:#serwis"}, "ENGINEERS: proszę podać web albo platformę"),
])  # fmt: skip
def test_what_is_wrong_is_named(values: dict[str, str], said: str) -> None:
    with pytest.raises(BadSettings) as wrong:
        load(**values)
    assert said in str(wrong.value)
    assert not any(value in str(wrong.value) for name, value in values.items() if "TOKEN" in name)


def test_the_manifest_asks_for_what_is_needed() -> None:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES.union(*GROUP_SCOPES)
    addresses = [
        manifest["features"]["slash_commands"][0]["url"],
        manifest["settings"]["event_subscriptions"]["request_url"],
        manifest["settings"]["interactivity"]["request_url"],
    ]
    assert {address.removeprefix("https://pomoc.example.pl") for address in addresses} == {ROUTE}
