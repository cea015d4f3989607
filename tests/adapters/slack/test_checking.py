"""`dyspozytor channels check` for Slack: what is missing is named."""

import pytest

from adapters.slack.channel import SlackChannel
from adapters.slack.checking import check
from tests.adapters.slack.fake import APP_TOKEN, TOKEN
from tests.adapters.slack.house import Slack
from tests.adapters.slack.kit import GROUP

ADDRESS = "https://pomoc.example"


def findings(
    slack: Slack, token: str = TOKEN, group: str = GROUP, address: str = ADDRESS, app_token: str = ""
) -> list[tuple[bool, str]]:
    channel = SlackChannel(token, address, f"{slack.api.url}/api/")

    async def whole() -> list[tuple[bool, str]]:
        return [finding async for finding in check(channel, group, address, app_token)]

    return slack.do(whole())


def wrong(found: list[tuple[bool, str]]) -> str:
    return " ".join(said for right, said in found if not right)


def test_all_is_in_order(slack: Slack) -> None:
    found = findings(slack)
    assert wrong(found) == ""
    assert len(found) == 4
    assert wrong(findings(slack, app_token=APP_TOKEN, address="http://localhost")) == ""


def test_a_refused_token_is_named_without_itself(slack: Slack) -> None:
    found = findings(slack, "xoxb-zly-token-zly-token-zly")
    assert [right for right, _ in found] == [False]
    assert "token" in wrong(found)
    assert "xoxb-zly" not in wrong(found)


def test_a_missing_right_is_named(slack: Slack) -> None:
    slack.api.scopes = slack.api.scopes.replace("files:read,", "")
    assert "files:read" in wrong(findings(slack))


@pytest.mark.parametrize(("more", "said"), [
    ({"group": "C0NIEMA12"}, "Kanału C0NIEMA12 nie ma"),
    ({"address": "http://pomoc.example"}, "https://"),
    ({"app_token": "xapp-zly"}, "Socket Mode"),
])  # fmt: skip
def test_what_is_wrong_is_said(slack: Slack, more: dict[str, str], said: str) -> None:
    assert said in wrong(findings(slack, **more))


def test_a_channel_without_the_bot_is_said(slack: Slack) -> None:
    slack.api.member = False
    assert "/invite" in wrong(findings(slack))
