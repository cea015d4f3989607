"""Files of callers: fetched from Microsoft's own hosts alone, our token sent to its service and to nobody else."""

import pytest

from adapters.teams.cloud import Cloud
from adapters.teams.shelf import GONE, STRANGE
from adapters.teams.tokens import Trouble
from bot.channel import Blocked, Remote
from bot.evidence.files.limits import TOO_LARGE
from bot.files import AT_MOST
from tests.adapters.teams.fake import TOKEN
from tests.adapters.teams.house import TeamsHouse


def fetch(teams: TeamsHouse, where: str = "") -> bytes:
    return teams.do(
        teams.channel.fetch(Remote("wynik.txt", where or f"{teams.platform.shelf.url}/pliki/F1?tempauth=x"))
    )


def test_a_file_of_somebody_is_fetched_without_our_token(teams: TeamsHouse) -> None:
    teams.platform.files["F1"] = (200, b"VRP", "")
    assert fetch(teams) == b"VRP"
    assert teams.platform.asked == [("/pliki/F1?tempauth=x", "")]


def test_a_picture_among_words_is_fetched_with_it(teams: TeamsHouse) -> None:
    teams.platform.files["F1"] = (200, b"PNG", "")
    assert fetch(teams, f"{teams.platform.url}/pliki/F1") == b"PNG"
    assert teams.platform.asked[-1] == ("/pliki/F1", f"Bearer {TOKEN}")


def test_a_redirect_is_followed_among_microsofts_hosts(teams: TeamsHouse) -> None:
    teams.platform.files |= {"F1": (302, b"", "/pliki/F2"), "F2": (200, b"VRP", "")}
    assert fetch(teams) == b"VRP"


@pytest.mark.parametrize("where", ["http://127.0.0.1:1/F1", "https://zly.example/F1", "file:///etc/passwd"])
def test_a_redirect_elsewhere_is_not_followed(teams: TeamsHouse, where: str) -> None:
    teams.platform.files["F1"] = (302, b"", where)
    with pytest.raises(Blocked, match="poza Teams"):
        fetch(teams)
    assert len(teams.platform.asked) == 1


def test_a_redirect_goes_on_neither_for_ever_nor_with_our_token(teams: TeamsHouse) -> None:
    teams.platform.files["F1"] = (302, b"", "/pliki/F1")
    for where in ("", f"{teams.platform.url}/pliki/F1"):
        with pytest.raises(Blocked, match="poza Teams"):
            fetch(teams, where)
    assert [given for path, given in teams.platform.asked if path.startswith("/pliki")] == [
        *[""] * 3,
        f"Bearer {TOKEN}",
    ]


def test_a_redirect_to_the_service_gets_no_token(teams: TeamsHouse) -> None:
    teams.platform.files |= {"F1": (302, b"", f"{teams.platform.url}/pliki/F2"), "F2": (200, b"VRP", "")}
    fetch(teams)
    assert {given for _, given in teams.platform.asked} == {""}


@pytest.mark.parametrize(("answer", "why"), [
    ((403, b"", ""), GONE),
    ((404, b"", ""), GONE),
    ((200, b"x" * (AT_MOST + 1), ""), TOO_LARGE),
], ids=["expired", "gone", "too large"])  # fmt: skip
def test_what_is_no_file_is_refused_with_a_sentence(
    teams: TeamsHouse, answer: tuple[int, bytes, str], why: str
) -> None:
    teams.platform.files["F1"] = answer
    with pytest.raises(Blocked, match=why.partition("(")[0]):
        fetch(teams)


def test_an_outage_is_tried_again_and_says_no_address(teams: TeamsHouse) -> None:
    teams.platform.files["F1"] = (503, b"", "")
    with pytest.raises(Trouble) as trouble:
        fetch(teams)
    assert "tempauth" not in str(trouble.value)


@pytest.mark.parametrize("where", [
    "https://firma-my.sharepoint.com.zly.example/F1", "https://zlysharepoint.com/F1", "http://firma.sharepoint.com/F1",
    "https://firma.sharepoint.com@zly.example/F1", "https://zly.example/firma.sharepoint.com", "https://[::1/F1",
    "https://firma.sharepoint.com:8443/F1", "http://127.0.0.1:1/F1", "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd", "/etc/passwd", "", "https://zly.example\\.sharepoint.com/", "https://a:b@x.sharepoint.com/",
    "https://zly.trafficmanager.net/F1", "https://zly.example#.sharepoint.com", "https://zly.example%2f.sharepoint.com/",
])  # fmt: skip
def test_nothing_else_is_asked(teams: TeamsHouse, where: str) -> None:
    with pytest.raises(Blocked, match=STRANGE.partition(".")[0]):
        teams.do(teams.channel.fetch(Remote("wynik.txt", where)))
    assert teams.platform.asked == []


def test_microsofts_own_hosts_are_asked() -> None:
    cloud = Cloud()
    assert cloud.is_shelf(
        "https://firma-my.sharepoint.com/personal/a/_layouts/15/download.aspx?UniqueId=1&tempauth=e.y"
    )
    assert cloud.is_service("https://smba.trafficmanager.net/emea/aaaaaaaa-0000-0000-0000-000000000001/")
    assert cloud.is_service("https://smba.infra.gcc.teams.microsoft.com/gcc")
    assert not cloud.is_shelf("https://smba.trafficmanager.net/emea/")
