"""What a message is for depends on the words and on the question that is open."""

import pytest

from bot.understand import ACT, understand


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no", "affirm"),  # Polish „no” is a yes
        ("ta", "affirm"),
        ("Tak, tak!", "affirm"),
        ("👍🏻👍🏻", "affirm"),
        ("nieeee!!!", "deny"),
        ("👎", "deny"),
        ("Dobry", "greeting"),  # what is left of „dzień dobry”
        ("???", "repeat"),
        ("co?", "repeat"),
        ("/start", "restart"),
        ("STOP", "cancel"),
        ("🙏", "thanks"),
    ],
)
def test_closed_forms_are_certain(text: str, intent: str) -> None:
    understood = understand(text)
    assert (understood.intent, understood.confidence) == (intent, 1.0)


def test_a_closed_form_with_its_opposite_is_none() -> None:
    assert understand("tak nie").confidence < 1.0


@pytest.mark.parametrize(
    ("text", "asked", "intent"),
    [
        ("gdzie to jest?", "device", "help_where_serial"),
        ("gdzie to jest?", "contract", "help_where_contract"),
        ("gdzie to znajdę", "contract", "help_where_contract"),
        ("to ten extreme koło windy", "device", "report_fault"),  # says which, asks nothing
        ("nie, to nie pod tym adresem", "place", "deny"),
        ("nie mam", "contract", "dont_know"),
        ("nie mam", "logs", "deny"),
        ("działa", "helped", "problem_solved"),
        ("nie działa", "helped", "problem_not_solved"),
        ("nie działa", None, "report_fault"),
        ("dioda nie świeci", "helped", "report_fault"),  # what is seen, not whether it helped
        ("nadal nie świeci", "helped", "problem_not_solved"),
        ("mruga na czerwono", "symptom", "report_fault"),
        ("co wybrać", "impact", "help_priority"),
        ("wyślij", "agreed", "affirm"),
    ],
)
def test_the_open_question_decides_between_meanings(text: str, asked: str | None, intent: str) -> None:
    assert understand(text, asked).intent == intent


@pytest.mark.parametrize(
    ("text", "asked"),
    [("1845N-41234", "device"), ("PW-2024-001234", "contract"), ("600 700 800", "phone"), ("zrywa wifi", "symptom")],
)
def test_an_answer_goes_on_with_the_report(text: str, asked: str) -> None:
    understood = understand(text, asked)
    assert understood.intent == "report_fault"
    assert understood.confidence >= ACT


@pytest.mark.parametrize("asked", ["device", "contract", "symptom", "impact", "logs", "phone", "agreed"])
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("anuluj zgłoszenie", "cancel"),
        ("chcę rozmawiać z człowiekiem", "talk_to_human"),
        ("zacznijmy od początku", "restart"),
        ("do której pracujecie?", "faq_hours"),
    ],
)
def test_a_clear_wish_is_heard_whatever_is_asked(text: str, intent: str, asked: str) -> None:
    understood = understand(text, asked)
    assert understood.intent == intent
    assert understood.confidence >= ACT


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("gdzie znajdę numer umowy", "Dzień dobry, gdzie znajdę numer umowy? Z góry dziękuję!"),
        ("padł switch", "dzien dobry, padl switch, sn 1845N-41234, umowa PW-2024-001234, tel. 600 700 800"),
        ("jaki jest status zgłoszenia", "witam, jaki jest status zgloszenia 1011"),
    ],
)
def test_politeness_and_numbers_do_not_change_what_it_is_for(plain: str, said: str) -> None:
    assert understand(plain).intent == understand(said).intent
    assert understand(said).confidence >= ACT


@pytest.mark.parametrize(
    "polite", ["Dzień dobry, {}", "witam, {}", "cześć, {}", "{}, z góry dziękuję", "dobry, {}, pozdrawiam"]
)
@pytest.mark.parametrize(
    ("asked_for", "intent"),
    [
        ("mam awarię", "report_fault"),
        ("mam tylko gwarancję i padł switch", "report_fault"),
        ("co z moim zgłoszeniem", "case_status"),
        ("do której pracujecie", "faq_hours"),
        ("poproszę z człowiekiem", "talk_to_human"),
    ],
)
def test_a_greeting_never_hides_a_request(polite: str, asked_for: str, intent: str) -> None:
    assert understand(polite.format(asked_for)).intent == intent


@pytest.mark.parametrize("text", ["Dzień dobry", "witam serdecznie", "dobry wieczór państwu", "cześć, jest tam kto?"])
def test_a_mere_greeting_is_one(text: str) -> None:
    assert understand(text).intent == "greeting"


def test_part_of_an_office_is_no_greeting() -> None:
    assert understand("część biura nie ma sieci").intent == "report_fault"  # „cześć” without its diacritics


def test_the_runners_up_come_best_first() -> None:
    chances = [chance for _, chance in understand("co z tym zrobić").ranked]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.0 + 1e-9
