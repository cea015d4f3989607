"""`dyspozytor channels check` for Teams: what is missing is named."""

import pytest

from adapters.teams.checking import check
from tests.adapters.teams.fake import SECRET
from tests.adapters.teams.house import TeamsHouse
from tests.adapters.teams.kit import GROUP

ADDRESS = "https://pomoc.example"
OTHER_GROUP = GROUP.replace("abcdef", "fedcba")


def findings(teams: TeamsHouse, group: str = GROUP, address: str = ADDRESS) -> list[tuple[bool, str]]:
    async def whole() -> list[tuple[bool, str]]:
        return [finding async for finding in check(teams.channel, group, address)]

    return teams.do(whole())


def wrong(found: list[tuple[bool, str]]) -> str:
    return " ".join(said for right, said in found if not right)


def test_all_is_in_order(teams: TeamsHouse) -> None:
    found = findings(teams)
    assert wrong(found) == ""
    assert len(found) == 4
    assert f"{ADDRESS}/kanal/teams" in found[0][1]


@pytest.mark.parametrize(("group", "address", "said"), [
    (OTHER_GROUP, ADDRESS, "Bota nie ma w zespole"),
    (GROUP, "http://pomoc.example", "https://"),
])  # fmt: skip
def test_what_is_wrong_is_said(teams: TeamsHouse, group: str, address: str, said: str) -> None:
    assert said in wrong(findings(teams, group, address))


def test_a_refused_secret_is_named_without_itself(teams: TeamsHouse) -> None:
    teams.platform.secret = "inny"  # noqa: S105 - opens nothing
    found = findings(teams)
    assert "TEAMS_SECRET" in wrong(found)
    assert SECRET not in str(found)


def test_an_outage_is_said(teams: TeamsHouse) -> None:
    teams.platform.down = True
    assert "nieosiągalne" in wrong(findings(teams))
    teams.kit.close()
    assert "nie odpowiada" in wrong(findings(teams))
