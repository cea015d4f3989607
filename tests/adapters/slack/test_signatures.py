"""Only Slack is let in: every way in which a signature can be wrong, as a table."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from adapters.slack.channel import SlackChannel
from adapters.slack.doors import MOMENT, ROUTE, SIGNATURE, SlackDoors
from bot.board.security import BODY_AT_MOST, Secured
from bot.channel import Rules
from tests.adapters.slack.fake import APP_TOKEN
from tests.adapters.slack.house import JAN, NOON, Slack
from tests.adapters.slack.kit import FORM, JSON, SECRET, signature
from tests.adapters.table import Refused

NOW = str(int(NOON.timestamp()))
OLD, FUTURE = (str(int((NOON + step * timedelta(minutes=5, seconds=1)).timestamp())) for step in (-1, 1))
BODY = b'{"type": "url_verification", "challenge": "abc"}'


@pytest.mark.parametrize(("case", "headers"), [
    ("missing", {SIGNATURE: ""}),
    ("without a moment", {MOMENT: ""}),
    ("wrong", {SIGNATURE: signature(BODY, NOW, SECRET[::-1])}),
    ("of another body", {SIGNATURE: signature(BODY + b" ", NOW)}),
    ("of another moment", {SIGNATURE: signature(BODY, OLD)}),
    ("of another version", {SIGNATURE: signature(BODY, NOW).replace("v0", "v1")}),
    ("in capitals", {SIGNATURE: signature(BODY, NOW).upper()}),
    ("with strange signs", {SIGNATURE: "v0=\xe9"}),
    ("old", {MOMENT: OLD, SIGNATURE: signature(BODY, OLD)}),
    ("of the future", {MOMENT: FUTURE, SIGNATURE: signature(BODY, FUTURE)}),
    ("of no moment", {MOMENT: "teraz", SIGNATURE: signature(BODY, "teraz")}),
    ("of a huge moment", {MOMENT: "9" * 400, SIGNATURE: signature(BODY, "9" * 400)}),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_a_wrong_signature_is_refused(slack: Slack, case: str, headers: dict[str, str], refused: Refused) -> None:
    encoded: Any = {name: value.encode("latin-1") for name, value in headers.items()}
    assert slack.do(slack.kit.post(BODY, JSON)).json() == {"challenge": "abc"}
    refused("slack", case, slack.do(slack.kit.post(BODY, JSON, encoded)).status_code)
    assert slack.heard == []


def test_what_is_replayed_is_known_at_once_and_refused_later(slack: Slack, refused: Refused) -> None:
    body = json.dumps(slack.kit.message(JAN, 7, "dzień dobry")).encode()
    headers = {MOMENT: NOW, SIGNATURE: signature(body, NOW)}
    retried = {**headers, "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    statuses = [slack.do(slack.kit.post(body, JSON, sent)).status_code for sent in (headers, headers, retried)]
    slack.clock.advance_to(NOON + timedelta(minutes=5, seconds=1))
    assert statuses == [200, 200, 200]
    refused("slack", "replayed later", slack.do(slack.kit.post(body, JSON, headers)).status_code)
    assert [event.text for event in slack.heard] == ["dzień dobry"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b"7", b'"x"', b"[" * 100_000])
def test_signed_nonsense_is_refused_without_a_trace(slack: Slack, body: bytes) -> None:
    response = slack.do(slack.kit.post(body, JSON))
    assert (response.status_code, response.content) == (400, b"")
    assert slack.heard == []


@pytest.mark.parametrize("body", [b"payload=", b"payload={", b"payload=7", b"payload=%ff"])
def test_signed_nonsense_in_a_form_is_refused(slack: Slack, body: bytes) -> None:
    assert slack.do(slack.kit.post(body, FORM)).status_code == 400


@pytest.mark.parametrize("body", [
    b"", b"{}", b'{"type": "event_callback"}', b'{"type": "block_actions"}', b'{"command": "/dyspozytor"}',
    b'{"type": "event_callback", "event": []}', b'{"type": "view_submission", "view": {"callback_id": "form"}}',
])  # fmt: skip
def test_a_signed_event_of_a_strange_shape_does_not_come_for_ever(
    slack: Slack, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    response = slack.do(slack.kit.post(body, JSON))
    assert response.status_code in (200, 400)
    assert (response.content, slack.heard) == (b"", [])
    assert not any(record.exc_info for record in caplog.records)


def test_what_could_not_be_kept_comes_again(slack: Slack, caplog: pytest.LogCaptureFixture) -> None:
    slack.refuses = True
    assert slack.do(slack.kit.deliver(slack.kit.message(JAN, 7, "dzień dobry"))) == 500
    slack.refuses = False
    assert slack.do(slack.kit.deliver(slack.kit.message(JAN, 7, "dzień dobry"))) == 200
    assert [event.text for event in slack.heard] == ["dzień dobry"]
    assert "dzień dobry" not in caplog.text


def test_nothing_is_asked_of_slack_to_let_an_event_in(slack: Slack) -> None:
    slack.do(slack.kit.say(JAN, "dzień dobry", 7))
    assert (len(slack.heard), slack.api.calls) == (1, [])


@pytest.mark.parametrize(("body", "headers"), [(b"{", {SIGNATURE: "v0=0"}), (b"\xff\xfe", {})])
def test_unsigned_nonsense_is_not_even_read(slack: Slack, body: bytes, headers: dict[str, str]) -> None:
    assert slack.do(slack.kit.post(body, JSON, headers)).status_code == 401


def test_too_much_is_refused(slack: Slack) -> None:
    site = Secured(slack.kit.site, "https://pomoc.example", {})

    async def post() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://x") as client:
            return await client.post(ROUTE, content=b" " * (BODY_AT_MOST + 1))

    assert slack.do(post()).status_code == 413


def test_with_a_socket_there_is_no_address_to_call(slack: Slack) -> None:
    site = FastAPI()
    channel = slack.kit.channel
    assert isinstance(channel, SlackChannel)
    SlackDoors(channel, lambda _: True, slack.clock.now, Rules(), SECRET, APP_TOKEN).mount(site)
    assert ROUTE not in [getattr(route, "path", "") for route in site.routes]
