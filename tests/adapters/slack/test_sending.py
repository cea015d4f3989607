"""What goes out: threads, edits, links of ours alone, and what each of Slack's errors means."""

import pytest

from bot.channel import Blocked, Busy, Choice, Mention
from tests.adapters.contract.kit import Trouble
from tests.adapters.slack.fake import STRANGER
from tests.adapters.slack.house import JAN, Slack
from tests.adapters.slack.kit import GROUP, HOME


def test_a_long_card_hangs_on_its_own_first_part(slack: Slack) -> None:
    ref = slack.send(GROUP, "linia\n" * 1500, Choice("7.0", "Przyjmuję"), case=1011)
    shown = slack.kit.shown(GROUP)
    assert len(shown) > 1
    assert {part.thread for part in shown} == {ref.partition("/")[0]}
    assert [bool(part.labels) for part in shown] == [False] * (len(shown) - 1) + [True]


def test_what_is_about_a_case_goes_into_its_thread(slack: Slack) -> None:
    root = slack.send(GROUP, "Karta", case=1011).partition("/")[0]
    inside = slack.send(GROUP, "Klient pisze", case=1011, thread_ref=root)
    assert inside.startswith(f"{root}/")
    assert slack.kit.shown(GROUP)[-1].thread == root


def test_a_message_that_is_gone_is_said_anew_in_its_thread(slack: Slack) -> None:
    root = slack.send(GROUP, "Karta", case=1011).partition("/")[0]
    again = slack.send(GROUP, "Karta 2", case=1011, edits=f"{root}/1.1", thread_ref=root)
    assert [shown.text for shown in slack.kit.shown(GROUP)] == ["Karta", "Karta 2"]
    assert again.startswith(f"{root}/")


def test_only_our_own_addresses_become_links(slack: Slack) -> None:
    slack.send(JAN, f"Tutaj: {HOME}/pliki/a. Nie tu: {HOME}.zly.example/x, http://zly.example.")
    (asked,) = (asked for method, asked in slack.api.calls if method == "chat.postMessage")
    pieces = [piece for element in asked["blocks"][0]["elements"] for piece in element["elements"]]
    assert [piece["url"] for piece in pieces if piece["type"] == "link"] == [f"{HOME}/pliki/a"]
    assert slack.kit.shown(JAN)[0].text == f"Tutaj: {HOME}/pliki/a. Nie tu: {HOME}.zly.example/x, http://zly.example."


def test_many_buttons_stand_in_rows(slack: Slack) -> None:
    slack.send(JAN, "Które?", *(Choice(f"1.{n}", f"Urządzenie {n} {'x' * 100}") for n in range(60)))
    assert len(slack.kit.shown(JAN)[0].labels) == 60


def test_slack_says_how_long_to_wait(slack: Slack) -> None:
    slack.api.troubles.append(Trouble.BUSY)
    with pytest.raises(Busy) as busy:
        slack.send(JAN, "tekst")
    assert busy.value.seconds == 7


def test_a_channel_that_is_not_there_is_blocked(slack: Slack) -> None:
    with pytest.raises(Blocked, match="channel_not_found"):
        slack.send("C0NIEMA", "tekst")


def test_one_conversation_is_opened_for_a_person(slack: Slack) -> None:
    slack.send(JAN, "raz")
    slack.send(JAN, "dwa")
    assert [method for method, _ in slack.api.calls].count("conversations.open") == 1


def test_an_account_that_slack_does_not_know_keeps_no_words_back(slack: Slack) -> None:
    slack.send(GROUP, "Czas mija", case=1011, mentions=(Mention("Ola", JAN), Mention("Adam", STRANGER)))
    (shown,) = slack.kit.shown(GROUP)
    assert (shown.text, list(shown.mentions)) == ("Do: Ola, Adam\nCzas mija", [])
