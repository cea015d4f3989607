"""What comes in: words, presses, fields and files; and what is left alone."""

import json
from typing import Any

import pytest

from adapters.teams.book import Place
from adapters.teams.inbound import ELSEWHERE, STRANGE
from adapters.teams.reading import words
from bot.channel import Choice, Inbound
from tests.adapters.teams.house import JAN, NOON, TeamsHouse
from tests.adapters.teams.issuer import TENANT
from tests.adapters.teams.kit import GROUP, US

ASKS = Choice("7.1", "Odrzuć", "Jaki jest powód?")
OTHERS = "19:ffffffffffffffffffffffffffffffff@thread.tacv2"
MENTION = '<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Dyspozytor</span>'
QUOTED = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Dyspozytor</strong>'
    "<p>Proszę podać numer.</p></blockquote><p>1912N-40017</p>"
)


@pytest.mark.parametrize("more", [
    {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    {"type": "messageUpdate"},
    {"type": "typing"},
    {"type": "conversationUpdate", "membersAdded": [US]},
    {"type": "installationUpdate", "action": "add"},
    {"type": "endOfConversation"},
    {"type": "cosNowego"},
    {"type": "invoke", "name": "fileConsent/invoke", "value": {"action": "decline"}},
    {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": {"inne": 1}}}},
    {"type": "event", "name": "application/vnd.microsoft.meetingStart"},
    {"from": {"id": "28:inny-bot"}},
    {"conversation": {"id": f"{OTHERS};messageid=1", "conversationType": "channel", "tenantId": TENANT}},
    {"conversation": {"id": "19:grupa@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}},
    {"text": " ", "attachments": []},
])  # fmt: skip
def test_what_is_not_for_us_is_left_alone(teams: TeamsHouse, more: dict[str, Any]) -> None:
    assert teams.do(teams.kit.deliver(teams.kit.message(JAN, 1, "tekst") | more)) == 200
    assert teams.heard == []


@pytest.mark.parametrize(("html", "typed"), [
    ("<p>a &lt;b&gt; &amp;amp; c</p>", "a <b> &amp; c"),
    (f"<div><div>{MENTION}&nbsp; weź 1011</div></div>", "weź 1011"),
    ('<p><at id="0">Dyspozytor</at> zapytaj <at id="1">Ola Dyżur</at></p>', "zapytaj @Ola Dyżur"),
    (QUOTED, "1912N-40017"),
    ('<p>działa <emoji id="1" alt="👍"></emoji><img itemtype="http://x/Emoji" alt="🙂"></p>', "działa 👍🙂"),
    ("<p>raz</p>\r\n<p>dwa<br>trzy</p>", "raz\ndwa\ntrzy"),
    ("<pre>display version\n  VRP (R)</pre>", "display version\n  VRP (R)"),
    ("<ul><li>jeden</li><li>dwa</li></ul>", "jeden\ndwa"),
    ("<p>tekst <a href='javascript:alert(1)'>klik</a>", "tekst klik"),
    ("</p></div>tekst", "tekst"),
])  # fmt: skip
def test_what_was_typed_is_read_out_of_teams_html(html: str, typed: str) -> None:
    assert words(html, "Dyspozytor") == (typed, 0)


def test_bare_text_counts_where_there_is_no_html(teams: TeamsHouse) -> None:
    said = teams.kit.message(JAN, 1, "<at>Dyspozytor</at> pomoc <at>Ola</at>", where=GROUP) | {"attachments": []}
    teams.do(teams.kit.deliver(said))
    assert [(event.text, event.staff) for event in teams.heard] == [("pomoc @Ola", True)]


def test_the_same_moment_in_two_conversations_is_two_events(teams: TeamsHouse) -> None:
    for user in (JAN, "inny"):
        teams.do(teams.kit.say(user, "dzień dobry", 7))
    assert [event.user for event in teams.heard] == [JAN, "inny"]


def test_somebody_who_is_in_no_directory_is_known_by_teams_own_id(teams: TeamsHouse) -> None:
    said = teams.kit.message(JAN, 1, "tekst") | {"from": {"id": "29:1abc", "name": "Gość"}}
    teams.do(teams.kit.deliver(said))
    assert [event.user for event in teams.heard] == ["29:1abc"]


def test_a_button_that_needs_words_comes_with_them(teams: TeamsHouse) -> None:
    ref = teams.send(GROUP, "Karta 1011", ASKS, case=1011)
    number, choice = teams.kit.button("Odrzuć", GROUP)
    assert choice.asks == "Jaki jest powód?"
    response = teams.do(teams.kit.deliver(teams.kit.pressed(JAN, 5, number, choice, GROUP, "to nie nasz sprzęt <&>")))
    (event,) = teams.heard
    assert (response, event.choice, event.text, event.staff) == (200, "7.1", "to nie nasz sprzęt <&>", True)
    assert (event.thread, event.at) == (ref.partition("/")[0], NOON)


def test_a_press_of_an_older_client_is_the_same_press(teams: TeamsHouse) -> None:
    said = teams.kit.message(JAN, 1, "", attachments=[]) | {"value": {"choice": "7.1", "words": "bo tak"}}
    teams.do(teams.kit.deliver(said))
    assert [(event.choice, event.text) for event in teams.heard] == [("7.1", "bo tak")]


def test_a_press_is_answered_in_the_card(teams: TeamsHouse) -> None:
    said = teams.kit.pressed(JAN, 1, "1", Choice("7.1", "Tak"))
    response = teams.do(teams.kit.post(json.dumps(said).encode()))
    assert (response.json()["statusCode"], response.json()["value"]) == (200, "Przyjęto.")


@pytest.mark.parametrize(("attachments", "where", "remote", "refused"), [
    ([{"contentType": "image/png", "contentUrl": "https://x/1"}], "", ["zdjecie-0.png"], []),
    ([{"contentType": "application/vnd.microsoft.card.audio", "content": {}}], "", [], [("wiadomość", STRANGE)]),
    ([{"contentType": "text/html", "content": '<attachment id="1"></attachment>'}], GROUP, [], [("plik", ELSEWHERE)]),
    ([{"contentType": "text/html", "content": ""}, {"contentType": "x"}], "", [], [("wiadomość", STRANGE)]),
])  # fmt: skip
def test_what_comes_with_words(
    teams: TeamsHouse, attachments: list[Any], where: str, remote: list[str], refused: list[tuple[str, str]]
) -> None:
    teams.do(teams.kit.deliver(teams.kit.message(JAN, 1, "", where=where) | {"attachments": attachments}))
    (event,) = teams.heard
    assert ([file.name for file in event.remote], list(event.refused)) == (remote, refused)


@pytest.mark.parametrize(("kind", "where", "who"), [
    ("installationUpdate", "", JAN), ("conversationUpdate", "", JAN), ("message", "", JAN), ("message", GROUP, GROUP),
])  # fmt: skip
def test_where_somebody_is_found_is_kept_at_once(teams: TeamsHouse, kind: str, where: str, who: str) -> None:
    said = teams.kit.message(JAN, 1, "tekst", where=where) | {"type": kind}
    teams.do(teams.kit.deliver(said))
    assert teams.channel.book.find(who) == Place(teams.platform.service, where or f"a:{JAN}")


def test_nobody_is_found_in_somebody_elses_channel(teams: TeamsHouse) -> None:
    teams.do(teams.kit.deliver(teams.kit.message(JAN, 1, "tekst", where=OTHERS)))
    assert (teams.channel.book.find(JAN), teams.channel.book.find(OTHERS)) == (None, None)


def test_what_could_not_be_kept_is_not_taken(teams: TeamsHouse) -> None:
    def broken(_: Inbound) -> bool:
        raise ValueError("baza nie odpowiada")

    teams.kit.doors._accept = broken
    with pytest.raises(ValueError, match="baza"):
        teams.do(teams.kit.say(JAN, "tekst", 1))
