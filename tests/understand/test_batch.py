"""The machine interface answers in the forms of batch.md."""

import pytest

from bot.batch import BatchError, priority, understand


def test_every_slot_is_present() -> None:
    answer = understand.answer({"text": "ok dzięki"})
    assert answer["intent"] == "thanks"
    assert answer["slots"] == {
        "serial": None, "contract": None, "priority_hint": None, "vendor": None,
        "model": None, "phone": None, "email": None, "symptom_present": False,
    }  # fmt: skip


def test_one_value_is_a_string_and_several_are_a_list() -> None:
    one = understand.answer({"text": "1633N-40550"})["slots"]["serial"]
    two = understand.answer({"text": "1633N-40550 i 1633N-40551"})["slots"]["serial"]
    assert (one, two) == ("1633N-40550", ["1633N-40550", "1633N-40551"])


def test_the_open_question_is_heard() -> None:
    assert understand.answer({"text": "nie mam", "asked": "contract"})["intent"] == "dont_know"


@pytest.mark.parametrize("answer", [understand.answer, priority.answer])
@pytest.mark.parametrize("request_", [{}, {"text": None}, {"text": 7}])
def test_a_line_without_text_is_refused(answer: object, request_: dict[str, object]) -> None:
    assert callable(answer)
    with pytest.raises(BatchError) as refusal:
        answer(request_)
    assert refusal.value.code == "missing_field"


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(BatchError) as refusal:
        understand.answer({"text": "tak", "asked": "pogoda"})
    assert refusal.value.code == "unsupported_type"


def test_a_priority_comes_with_its_reason() -> None:
    answer = priority.answer({"text": "cała fabryka stoi bez sieci"})
    assert answer["priority"] == "P1"
    assert answer["reason"].startswith("P1 – ")
