"""The search finds what a caller means, offers nothing when nothing fits, and keeps to the caller's device."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.batch.lines import BatchError
from bot.batch.search import answer
from bot.search import Index, load
from bot.search.bm25 import DEPTH, Bm25

INDEX = load(Path("knowledge"))


@pytest.fixture(scope="module")
def index() -> Index:
    return INDEX


def topics(index: Index, text: str, vendor: str | None = None, platform: str | None = None) -> list[str]:
    return [hit.topic for hit in index.search(text, vendor, platform)]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("padł nam zasilacz w s5735", "psu-failure"),
        ("padl nam zasilacz w s5735", "psu-failure"),  # without diacritics
        ("padl nam zasialcz w s5735", "psu-failure"),  # a typing error
        ("turbina rzęzi", "fan-failure"),  # knowledge of the world lives in keywords
        ("ugotował się w upał", "over-temperature"),
        ("display reset-reason", "random-reboots"),
    ],
)
def test_finds(index: Index, text: str, topic: str) -> None:
    assert topics(index, text)[0] == topic


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🙂",
        "dzień dobry",
        "excel nie liczy sumy",
        "drukarka nie drukuje",
        "faktura za maj",
        "jaka pogoda jutro w Gdańsku",
        "laptop dell się wiesza w teams",
        "wtryskarkę przegrzewa, błąd temperatury strefy",  # whatever the ending
        "na falowniku miga czerwona dioda",
        "wiatrak w laptopach hałasuje",
        "UPS3000 battery failed",
        "mikrotki nie dostaje adresu z dhcp",  # and the slip
        "padł switch",  # which device, and nothing of what is wrong with it
        "nie działa router",
        "nie włącza się",
        "telefon huawei nie ładuje się",
        "zegarek huawei nie odbiera powiadomień",
        "niebieski ekran po włączeniu laptopa",
        "wentylator w komputerze buczy",
        "terminal płatniczy wyświetla błąd 91",
        "alarm przeciwwłamaniowy nie uzbraja się",
    ],
)
def test_offers_nothing_when_nothing_fits(index: Index, text: str) -> None:
    assert topics(index, text) == []


def test_a_thing_that_hangs_on_a_switch_is_asked_about_when_the_switch_is_known(index: Index) -> None:
    assert topics(index, "czytnik kart zgasł", "extreme")[0] == "poe-no-power"
    assert topics(index, "czytnik kart zgasł") == []


def test_another_makers_device_alone_gets_nothing(index: Index) -> None:
    assert topics(index, "catalyst: po aktualizacji nie wstaje, zasilacz świeci na pomarańczowo") == []


def test_a_foreign_brand_is_no_veto_when_the_device_is_ours(index: Index) -> None:
    assert topics(index, "LACP z Cisco po drugiej stronie nie wstaje", "huawei")[0] == "lacp-lag"


def test_a_foreign_brand_is_no_veto_when_our_maker_is_named(index: Index) -> None:
    assert topics(index, "nie mogę zestawić ospf między huawei a cisco")[0] == "ospf-neighbor"
    assert topics(index, "cisco catalyst nie wstaje") == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("na porcie drukarki rosną błędy crc", "crc-duplex"),
        ("drukarka w kadrach nie dostaje adresu ip", "dhcp-no-address"),
        ("laptop co pół godziny gubi wifi", "wifi-disconnects"),
        ("pusty ekran konsoli w huawei", "console-no-output"),
        ("reguły na routerze blokują drukarki", "acl-blocks"),
        ("falowniki na porcie dostają za dużo rozgłoszeń, storm control je odcina", "storm-control"),
    ],
)
def test_a_foreign_thing_beside_a_word_of_networks_hangs_on_them(index: Index, text: str, topic: str) -> None:
    assert topics(index, text)[0] == topic


def test_the_makers_name_is_no_word_of_the_fault(index: Index) -> None:
    assert all("huawei" not in hit.evidence for hit in index.search("huawei nikt nie zna hasła administratora"))


@pytest.mark.parametrize("text", ["switch zdechł w serwerowni", "brak sieci na hali", "przełącznik leży", "padł core"])
@pytest.mark.parametrize("vendor", [None, "huawei"])
def test_where_a_device_is_says_nothing_of_its_fault(index: Index, text: str, vendor: str | None) -> None:
    assert topics(index, text, vendor) == []
    assert topics(index, "nie ma internetu w biurze", vendor)[0] == "wan-down"


@pytest.mark.parametrize("vendor", ["huawei", "extreme"])
def test_a_device_without_a_fault_gets_nothing_though_its_maker_is_known(index: Index, vendor: str) -> None:
    assert topics(index, "padł switch", vendor) == []
    assert topics(index, "przełącznik nie włącza się", vendor)[0] == "switch-wont-boot"


def test_the_maker_is_a_filter(index: Index) -> None:
    question = "nat server, przekierowanie portu nie działa"
    assert topics(index, question, "huawei")[0] == "nat-problem"
    assert "nat-problem" not in topics(index, question, "extreme")


def test_the_platform_is_a_filter(index: Index) -> None:
    hits = topics(index, "access point nie łączy się z kontrolerem", platform="extreme_wing")
    assert hits[0] == "ap-not-joining"
    assert all("extreme_wing" in index.article(topic).platforms for topic in hits)


def test_a_hit_names_the_words_it_rests_on(index: Index) -> None:
    hit = index.search("padł zasilacz i wiatrak")[0]
    assert {"zasilacz", "wiatrak"} & set(hit.evidence)


@given(st.text())
def test_any_text_gives_at_most_three_hits_in_falling_order(text: str) -> None:
    scores = [hit.score for hit in INDEX.search(text)]
    assert len(scores) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@given(st.lists(st.dictionaries(st.sampled_from("abcde"), st.floats(0.1, 9), min_size=1), min_size=1, max_size=9))
def test_only_documents_that_share_a_term_are_scored(bags: list[dict[str, float]]) -> None:
    scores = Bm25(bags).best([("a", 1.0)], many=9)
    assert set(scores) == {number for number, bag in enumerate(bags) if "a" in bag}
    assert all(score > 0 for score in scores.values())


def test_of_a_long_posting_the_best_are_found_with_their_whole_score(monkeypatch: pytest.MonkeyPatch) -> None:
    bags = [{"port": 1.0 + number % 7, "krzaki": 1.0 * (number % 5 == 0), "inne": 3.0} for number in range(3 * DEPTH)]
    said = [("port", 1.0), ("krzaki", 0.8)]
    found = Bm25(bags).best(said, many=5)
    monkeypatch.setattr("bot.search.bm25.DEPTH", len(bags))  # every posting is looked at whole
    assert found == Bm25(bags).best(said, many=5)


def test_every_topic_has_an_article(index: Index) -> None:
    lines = Path("knowledge/_tematy.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert set(index.topics) == {line.split("\t")[0] for line in lines}


def test_batch_answers_with_topics_titles_and_scores() -> None:
    hits = answer({"text": "padł zasilacz", "vendor": "huawei"})["hits"]
    assert hits[0]["topic"] == "psu-failure"
    assert set(hits[0]) == {"topic", "title", "score"}


@pytest.mark.parametrize(
    ("request_", "code"),
    [({}, "missing_field"), ({"text": 7}, "missing_field"), ({"text": "x", "vendor": "cisco"}, "unsupported_type")],
)
def test_batch_refuses_with_a_code(request_: dict[str, object], code: str) -> None:
    with pytest.raises(BatchError) as refusal:
        answer(request_)
    assert refusal.value.code == code
