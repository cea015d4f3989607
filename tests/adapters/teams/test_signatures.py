"""Only Microsoft is let in, and for our bot alone: every way in which a token can be wrong, as a table."""

import asyncio
import json
import time
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from adapters.teams.doors import ROUTE
from adapters.teams.guard import NoKeys
from bot.board.security import BODY_AT_MOST, Secured
from tests.adapters.table import Refused
from tests.adapters.teams.house import JAN, TeamsHouse
from tests.adapters.teams.issuer import APP, KEY, PARTNER, TENANT, token

OTHER_KEY = rsa.generate_private_key(65537, 2048)
HOUR = 3600
HMAC = "x" * 64


def body(teams: TeamsHouse, **more: Any) -> bytes:
    return json.dumps(teams.kit.message(JAN, 1, "dzień dobry") | more).encode()


def status(teams: TeamsHouse, said: bytes, bearer: str | None = None) -> int:
    response = teams.do(teams.kit.post(said, bearer))
    assert response.content in (b"", b"{}")
    return response.status_code


@pytest.mark.parametrize(("case", "how", "code"), [
    ("wrong", {"key": OTHER_KEY}, 401),
    ("of a key that nobody has published", {"kid": "klucz-2"}, 401),
    ("signed with a word", {"key": HMAC, "algorithm": "HS256"}, 401),
    ("not signed", {"key": None, "algorithm": "none"}, 401),
    ("expired", {"exp": int(time.time()) - HOUR}, 401),
    ("without an end", {"exp": None}, 401),
    ("not yet valid", {"nbf": int(time.time()) + HOUR}, 401),
    ("issued in the future", {"iat": int(time.time()) + HOUR}, 401),
    ("for another bot", {"aud": PARTNER}, 401),
    ("for nobody", {"aud": None}, 401),
    ("of another issuer", {"iss": "https://zly.example"}, 401),
    ("of a directory, not of the service", {"iss": f"https://login.microsoftonline.com/{TENANT}/v2.0"}, 401),
    ("of no issuer", {"iss": None}, 401),
    ("for another service", {"serviceurl": "https://smba.trafficmanager.net/teams"}, 403),
    ("for no service", {"serviceurl": None}, 401),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_a_wrong_token_is_refused(
    teams: TeamsHouse, case: str, how: dict[str, Any], code: int, refused: Refused
) -> None:
    given = status(teams, body(teams), token(teams.platform.service, **how))
    refused("teams", case, given)
    assert (given, teams.heard) == (code, [])


@pytest.mark.parametrize("bearer", ["", "x", "a.b.c", "e30.e30.e30", "é"])
def test_what_is_no_token_is_refused(teams: TeamsHouse, bearer: str, refused: Refused) -> None:
    given = status(teams, body(teams), bearer)
    refused("teams", "no token" if bearer else "missing", given)
    assert given == 401
    assert teams.heard == []


@pytest.mark.parametrize("tenant", [PARTNER, TENANT])
def test_a_tenant_that_is_named_is_let_in(teams: TeamsHouse, tenant: str) -> None:
    assert status(teams, body(teams, channelData={"tenant": {"id": tenant}})) == 200


@pytest.mark.parametrize("more", [
    {"channelData": {"tenant": {"id": APP}}},
    {"channelData": {}, "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": APP}},
    {"channelData": None, "conversation": {"id": "a:1", "conversationType": "personal"}},
])  # fmt: skip
def test_another_tenant_is_refused(teams: TeamsHouse, more: dict[str, Any], refused: Refused) -> None:
    given = status(teams, body(teams, **more))
    refused("teams", "of another tenant", given)
    assert given == 403
    assert teams.heard == []


@pytest.mark.parametrize("service", [
    "https://zly.example", "http://smba.trafficmanager.net/teams", "https://zly.trafficmanager.net",
    "https://smba.trafficmanager.net.zly.example", "https://smba.trafficmanager.net@zly.example/",
    "https://smba.trafficmanager.net:8443/teams", "http://169.254.169.254/latest", "file:///etc/passwd",
    "https://zlybotframework.com", "https://zly.example\\.botframework.com", "//smba.trafficmanager.net",
])  # fmt: skip
def test_a_service_that_is_not_microsofts_is_refused_though_signed(
    teams: TeamsHouse, service: str, refused: Refused
) -> None:
    asked = len(teams.platform.asked)
    given = status(teams, body(teams, serviceUrl=service), token(service))
    refused("teams", "of a service that is not Microsoft's", given)
    assert given == 403
    assert teams.heard == []
    assert {path for path, _ in teams.platform.asked[asked:]} <= {"/v1/.well-known/keys"}


def test_what_is_replayed_is_known(teams: TeamsHouse) -> None:
    said, bearer = body(teams), token(teams.platform.service)
    assert [status(teams, said, bearer) for _ in range(3)] == [200, 200, 200]
    assert [event.text for event in teams.heard] == ["dzień dobry"]


@pytest.mark.parametrize("said", [
    b"", b"{", b"[]", b"null", b"7", b'"x"', b"[" * 100_000, b"{}", b"\xff\xfe",
    b'{"type": "message"}', b'{"serviceUrl": 7}', b'{"serviceUrl": null, "conversation": []}',
])  # fmt: skip
def test_signed_nonsense_is_refused_without_a_trace(teams: TeamsHouse, said: bytes) -> None:
    assert status(teams, said) == 400
    assert teams.heard == []


@pytest.mark.parametrize("more", [
    {"conversation": "x"}, {"type": None}, {"from": None}, {"from": {}}, {"attachments": [7]}, {"timestamp": "wczoraj"},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": 7}}, {"id": None, "type": 7},
])  # fmt: skip
def test_an_activity_of_another_shape_is_no_failure(teams: TeamsHouse, more: dict[str, Any]) -> None:
    assert status(teams, body(teams, **more)) in (200, 400)
    assert teams.heard == []


def test_too_much_is_refused(teams: TeamsHouse) -> None:
    site = Secured(teams.kit.site, "https://pomoc.example", {})

    async def post() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://x") as client:
            return await client.post(ROUTE, content=b" " * (BODY_AT_MOST + 1))

    assert teams.do(post()).status_code == 413


def test_keys_that_cannot_be_had_are_waited_for(teams: TeamsHouse) -> None:
    teams.platform.down = True
    assert status(teams, body(teams)) == 503
    teams.platform.down = False
    assert status(teams, body(teams)) == 200


def test_an_outage_at_the_start_is_said_and_tried_again(teams: TeamsHouse) -> None:
    teams.platform.down, doors = True, teams.kit.doors
    with pytest.raises(NoKeys):
        teams.do(doors.run(asyncio.Event()))
    assert not doors.is_open
    teams.platform.down = False
    teams.do(doors.run(asyncio.Event()))
    assert doors.is_open


def test_keys_that_were_had_outlive_an_outage(teams: TeamsHouse) -> None:
    teams.do(teams.kit.doors.run(asyncio.Event()))
    teams.platform.down = True
    assert status(teams, body(teams)) == 200


def test_unknown_keys_are_not_asked_for_over_and_over(teams: TeamsHouse) -> None:
    for number in range(20):
        assert status(teams, body(teams), token(teams.platform.service, kid=f"obcy-{number}", key=KEY)) == 401
    assert [path for path, _ in teams.platform.asked].count("/v1/.well-known/keys") == 1
