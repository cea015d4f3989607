"""Files both ways: our token goes to Slack alone, and a page for signing in is no file."""

import pytest

from adapters.slack.channel import SlackChannel
from adapters.slack.shelf import GONE, NO_RIGHT, STRANGE, Shelf, Trouble
from bot.channel import Blocked, File, Remote
from bot.evidence.files.limits import TOO_LARGE
from bot.files import AT_MOST
from tests.adapters.slack.fake import LOGIN
from tests.adapters.slack.house import JAN, Slack

TEXT = "text/plain"


def fetch(slack: Slack, name: str = "wynik.txt", where: str = "") -> bytes:
    channel = slack.kit.channel
    assert isinstance(channel, SlackChannel)
    return slack.do(channel.fetch(Remote(name, where or f"{slack.api.url}/files/F1")))


@pytest.mark.parametrize(("answer", "why"), [
    ((200, "text/html; charset=utf-8", LOGIN), NO_RIGHT),
    ((302, TEXT, b""), NO_RIGHT),
    ((403, TEXT, b""), NO_RIGHT),
    ((404, TEXT, b""), GONE),
    ((200, TEXT, b"x" * (AT_MOST + 1)), TOO_LARGE),
], ids=["signing in", "redirect", "forbidden", "gone", "too large"])  # fmt: skip
def test_what_is_no_file_is_refused_with_a_sentence(slack: Slack, answer: tuple[int, str, bytes], why: str) -> None:
    slack.api.files["F1"] = answer
    with pytest.raises(Blocked, match=why.partition("(")[0]):
        fetch(slack)
    assert len(slack.api.seen) == 1


def test_an_outage_is_tried_again(slack: Slack) -> None:
    slack.api.files["F1"] = (503, TEXT, b"")
    with pytest.raises(Trouble):
        fetch(slack)


def test_a_page_that_somebody_sent_is_a_file(slack: Slack) -> None:
    slack.api.files["F1"] = (200, "text/html", b"<p>raport</p>")
    assert fetch(slack, "raport.HTML") == b"<p>raport</p>"


@pytest.mark.parametrize("where", [
    "https://files.slack.com.zly.example/F1", "https://zlyslack.com/F1", "http://files.slack.com/F1",
    "https://files.slack.com@zly.example/F1", "https://zly.example/files.slack.com", "ftp://files.slack.com/F1",
    "https://files.slack.com:8443/F1", "https://[::1/F1", "http://127.0.0.1:1/F1", "/etc/passwd", "https://zly.example\\.slack.com/",
])  # fmt: skip
def test_the_token_goes_to_slack_alone(slack: Slack, where: str) -> None:
    with pytest.raises(Blocked, match=STRANGE.partition(".")[0]):
        fetch(slack, where=where)
    assert slack.api.seen == []


def test_slacks_own_hosts_are_asked() -> None:
    shelf = Shelf("xoxb-x", "https://slack.com/api/")
    own = ("https://files.slack.com/files-pri/T0-F0/download/a.txt", "https://slack.com/x", "https://firma.slack.com/x")
    assert [str(shelf._own(where)) for where in own] == list(own)


def test_a_file_goes_out_below_its_message(slack: Slack) -> None:
    slack.send(JAN, "Wydruk", files=(File("karta 1011.html", b"<p>karta</p>"), File("log.txt", b"x")))
    assert [(shown.text, list(shown.files)) for shown in slack.kit.shown(JAN)] == [
        ("Wydruk", []), ("", ["karta 1011.html"]), ("", ["log.txt"]),
    ]  # fmt: skip
