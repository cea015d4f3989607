"""What comes in: words, presses, forms, the command and files; and what is left alone."""

from typing import Any

import pytest

from adapters.slack.inbound import ELSEWHERE, HELP, plain
from bot.channel import Choice
from bot.files import AT_MOST
from tests.adapters.slack.house import JAN, NOON, Slack
from tests.adapters.slack.kit import GROUP, HOME

ASKS = Choice("7.1", "Odrzuć", "Jaki jest powód?")


@pytest.mark.parametrize("more", [
    {"channel": "C0OBCY", "channel_type": "channel"},
    {"channel": "G0OBCY", "channel_type": "mpim"},
    {"channel": "D0INNY", "channel_type": "channel"},
    {"bot_id": "B0BOT"},
    {"bot_id": "B0INNY", "subtype": "bot_message"},
    {"subtype": "message_changed", "message": {"text": "poprawka"}},
    {"subtype": "message_deleted"},
    {"subtype": "channel_join", "channel": GROUP},
    {"user": None},
    {"text": "   "},
    {"type": "reaction_added"},
])  # fmt: skip
def test_what_is_not_for_us_is_left_alone(slack: Slack, more: dict[str, Any]) -> None:
    payload = slack.kit.message(JAN, 1, "tekst")
    payload["event"] |= more
    assert slack.do(slack.kit.deliver(payload)) == 200
    assert slack.heard == []


@pytest.mark.parametrize(("sent", "typed"), [
    ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ("<http://myhezo.pl|myhezo.pl> i <https://x.example/?a=1&amp;b=2>", "myhezo.pl i https://x.example/?a=1&b=2"),
    ("<mailto:a@b.example|a@b.example> <tel:600100200|600 100 200>", "a@b.example 600 100 200"),
    ("<@U0ABC> <@U0ABC|ola> <#C0ABC|serwis> <!here> <!subteam^S1|@zespol>", "@U0ABC @ola #serwis @here @zespol"),
    ("2 &lt; 3 &gt; 1 <", "2 < 3 > 1 <"),
])  # fmt: skip
def test_what_was_typed_is_read_out_of_slacks_marks(sent: str, typed: str) -> None:
    assert plain(sent) == typed


def test_our_own_name_in_front_is_no_part_of_an_order(slack: Slack) -> None:
    payload = slack.kit.message(JAN, 1, "", where=GROUP)
    payload["event"]["text"] = "<@U0BOT>: weź 1011"
    slack.do(slack.kit.deliver(payload))
    assert [(event.text, event.staff) for event in slack.heard] == [("weź 1011", True)]


@pytest.mark.parametrize(("channel", "staff", "answer"), [
    (GROUP, True, ""), (f"D{JAN}", False, ""), ("C0INNY", False, ELSEWHERE),
])  # fmt: skip
def test_the_command_counts_where_it_was_typed(slack: Slack, channel: str, staff: bool, answer: str) -> None:
    response = slack.do(slack.kit.command("weź 1011", JAN, channel))
    assert (response.json()["text"] if response.content else "") == answer
    assert [(event.user, event.text, event.staff) for event in slack.heard] == [(JAN, "weź 1011", staff)]


def test_the_command_alone_asks_for_help(slack: Slack) -> None:
    slack.do(slack.kit.command("", JAN, GROUP))
    assert [event.text for event in slack.heard] == [HELP]


def test_a_button_that_needs_words_opens_a_form(slack: Slack) -> None:
    ref = slack.send(GROUP, "Karta 1011", ASKS, case=1011)
    slack.do(slack.kit.press(JAN, "Odrzuć", 5, GROUP))
    assert slack.heard == []
    assert slack.api.views[-1]["blocks"][0]["label"]["text"] == "Jaki jest powód?"
    for _ in range(2):
        slack.do(slack.kit.fill(JAN, "to nie nasz sprzęt <&>"))
    (event,) = slack.heard
    assert (event.choice, event.text, event.staff) == ("7.1", "to nie nasz sprzęt <&>", True)
    assert (event.thread, event.at) == (ref.partition("/")[0], NOON)


def test_a_form_that_does_not_open_holds_nothing_up(slack: Slack) -> None:
    ref = slack.send(GROUP, "Karta 1011", ASKS, case=1011)
    button = slack.api.buttons[GROUP][ref.partition("/")[0]][0]
    payload = slack.kit.pressed(JAN, 5, GROUP, ref.partition("/")[0], button)
    slack.api.triggers.clear()
    slack.do(slack.kit.interact(payload))
    assert [(event.choice, event.text) for event in slack.heard] == [("7.1", "")]


def test_files_of_engineers_are_always_taken(slack: Slack) -> None:
    slack.kit.link = f"{HOME}/pliki/podpis"
    for where in (GROUP, ""):
        file = slack.kit.file(1, "wynik.txt", 5)
        slack.do(slack.kit.deliver(slack.kit.message(JAN, len(where), "logi", where=where, files=[file])))
    assert [(len(event.remote), len(event.refused)) for event in slack.heard] == [(1, 0), (0, 1)]


@pytest.mark.parametrize(("more", "taken"), [
    ({}, True),
    ({"size": AT_MOST + 1}, False),
    ({"mode": "external"}, False),
    ({"mode": "tombstone"}, False),
    ({"url_private_download": None}, False),
])  # fmt: skip
def test_a_file_is_refused_before_it_is_fetched(slack: Slack, more: dict[str, Any], taken: bool) -> None:
    file = slack.kit.file(1, "zrzut.zip", 5) | more
    slack.do(slack.kit.deliver(slack.kit.message(JAN, 1, "logi", files=[file], subtype="file_share")))
    (event,) = slack.heard
    assert (event.text, len(event.remote), [name for name, _ in event.refused]) == (
        ("logi", 1, []) if taken else ("logi", 0, ["zrzut.zip"])
    )
