"""What goes out: threads, edits, links of ours alone, first words to somebody, and what each error means."""

from dataclasses import replace

import pytest

from adapters.teams.book import Place
from adapters.teams.connector import Missing
from adapters.teams.tokens import Tokens
from adapters.teams.tokens import Trouble as Failed
from bot.channel import Blocked, Busy, Choice, File, Mention
from tests.adapters.contract.kit import Trouble
from tests.adapters.teams.fake import SECRET, STRANGER, TOKEN
from tests.adapters.teams.house import JAN, NOON, TeamsHouse
from tests.adapters.teams.issuer import PARTNER, TENANT
from tests.adapters.teams.kit import GROUP, HOME, TEAMS


def test_a_long_card_hangs_on_its_own_first_part(teams: TeamsHouse) -> None:
    ref = teams.send(GROUP, "linia\n" * 3000, Choice("7.0", "Przyjmuję"), case=1011)
    shown = teams.kit.shown(GROUP)
    assert len(shown) > 1
    assert {part.thread for part in shown} == {ref.partition("/")[0]}
    assert [bool(part.labels) for part in shown] == [False] * (len(shown) - 1) + [True]


def test_what_is_about_a_case_goes_into_its_thread(teams: TeamsHouse) -> None:
    root = teams.send(GROUP, "Karta", case=1011).partition("/")[0]
    inside = teams.send(GROUP, "Klient pisze", case=1011, thread_ref=root)
    assert inside.startswith(f"{root}/")
    assert teams.kit.shown(GROUP)[-1].thread == root


def test_what_is_about_no_case_has_a_thread_of_its_own_and_can_be_edited(teams: TeamsHouse) -> None:
    ref = teams.send(GROUP, "Uwaga")
    teams.send(GROUP, "Uwaga, poprawiona", edits=ref)
    (shown,) = teams.kit.shown(GROUP)
    assert (shown.text, shown.edits, "/" in ref) == ("Uwaga, poprawiona", 1, False)


def test_a_message_that_is_gone_is_said_anew_in_its_thread(teams: TeamsHouse) -> None:
    root = teams.send(GROUP, "Karta", case=1011).partition("/")[0]
    again = teams.send(GROUP, "Karta 2", case=1011, edits=f"{root}/1", thread_ref=root)
    assert [shown.text for shown in teams.kit.shown(GROUP)] == ["Karta", "Karta 2"]
    assert again.startswith(f"{root}/")


def test_only_our_own_addresses_become_links(teams: TeamsHouse) -> None:
    teams.send(JAN, f"Tutaj: {HOME}/pliki/a?b=1&c=2. Nie tu: {HOME}.zly.example/x, http://zly.example.")
    assert teams.platform.sent[0]["text"] == (
        f'Tutaj: <a href="{HOME}/pliki/a?b=1&amp;c=2">{HOME}/pliki/a?b=1&amp;c=2</a>. '
        f"Nie tu: {HOME}.zly.example/x, http://zly.example."
    )


def test_many_buttons_fit_their_cards(teams: TeamsHouse) -> None:
    teams.send(
        JAN, "Które?", *(Choice(f"12345678.{n}", f"Urządzenie {n} {'ż' * 70}", "Jaki powód?") for n in range(60))
    )
    assert len(teams.kit.shown(JAN)[0].labels) == 60


def test_short_buttons_stand_side_by_side(teams: TeamsHouse) -> None:
    teams.send(JAN, "Które?", *(Choice(f"1.{n}", "x" * n) for n in (5, 6, 7, 8, 30, 5)))
    (card,) = teams.platform.sent[0]["attachments"]
    assert [len(row["actions"]) for row in card["content"]["body"]] == [3, 1, 1, 1]


def test_somebody_who_has_not_written_yet_is_written_to(teams: TeamsHouse) -> None:
    teams.send("nowy", "Dyżur: sprawa czeka")
    assert [shown.text for shown in teams.kit.shown("nowy")] == ["Dyżur: sprawa czeka"]


def test_each_is_written_to_through_the_service_it_came_from(teams: TeamsHouse) -> None:
    teams.channel.book.keep(JAN, Place("https://zly.example", "a:1"), NOON)
    with pytest.raises(Blocked, match="adres"):
        teams.send(JAN, "tekst")
    assert teams.platform.asked == []


def test_teams_says_how_long_to_wait(teams: TeamsHouse) -> None:
    teams.platform.troubles.append(Trouble.BUSY)
    with pytest.raises(Busy) as busy:
        teams.send(JAN, "tekst")
    assert busy.value.seconds == 7


def test_a_channel_that_is_not_there_is_blocked(teams: TeamsHouse) -> None:
    with pytest.raises(Missing, match="404 ConversationNotFound"):
        teams.send(GROUP.replace("abcdef", "fedcba"), "tekst")


def test_a_refused_secret_is_named_without_itself(teams: TeamsHouse) -> None:
    teams.platform.secret = "inny"  # noqa: S105 - opens nothing
    with pytest.raises(Failed, match="odrzuca identyfikator albo sekret") as failed:
        teams.send(JAN, "tekst")
    assert SECRET not in repr(failed.value)


@pytest.mark.parametrize(("tenants", "home"), [((TENANT,), TENANT), ((TENANT, PARTNER), "botframework.com")])
def test_a_bot_of_several_tenants_signs_in_where_the_platform_says(
    teams: TeamsHouse, tenants: tuple[str, ...], home: str
) -> None:
    tokens = Tokens(replace(TEAMS, tenants=tenants), teams.channel.connector.cloud)
    teams.do(tokens.get())
    assert teams.platform.asked == [(f"/{home}/oauth2/v2.0/token", "")]


def test_one_token_serves_until_it_is_refused(teams: TeamsHouse) -> None:
    teams.send(JAN, "raz")
    teams.send(JAN, "dwa")
    assert teams.platform.tokens == 1
    teams.platform.token = "nowy-token"  # noqa: S105 - opens nothing
    with pytest.raises(Failed, match="Teams odrzuca token"):
        teams.send(JAN, "trzy")
    teams.send(JAN, "trzy")
    assert teams.platform.tokens == 2
    assert TOKEN not in str(teams.platform.sent)


def test_an_account_that_teams_does_not_know_keeps_no_words_back(teams: TeamsHouse) -> None:
    teams.send(GROUP, "Czas mija", case=1011, mentions=(Mention("Ola", JAN), Mention("Adam", STRANGER)))
    (shown,) = teams.kit.shown(GROUP)
    assert (shown.text, list(shown.mentions)) == ("Do: Ola, Adam\nCzas mija", [])


def test_files_go_behind_links_of_ours(teams: TeamsHouse) -> None:
    teams.send(JAN, "Wydruk", files=(File("karta <1011>.html", b"x"), File("log.txt", b"y")))
    assert [(shown.text, list(shown.files)) for shown in teams.kit.shown(JAN)] == [
        ("Wydruk", []), ("karta <1011>.html\nlog.txt", ["karta <1011>.html", "log.txt"]),
    ]  # fmt: skip
    assert teams.platform.sent[1]["text"].count(f'<a href="{HOME}/wydane/') == 2
