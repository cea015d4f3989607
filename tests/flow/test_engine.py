"""The engine's one idea, claim by claim: the first question without an answer is the next one."""

from dataclasses import replace

from bot.flow.conversation import Conversation, Shown
from bot.flow.engine import Chose, Started
from bot.flow.readers import FreeText
from bot.flow.vocabulary import Ask, Done, Stop
from tests.flow.small import AGREED, COLOUR, DEVICE, NOTED, SYMPTOM, Play

ONE, TWO = "1912N-40017", "1912N-40018"


def answered() -> Play:
    return Play().starts().says(ONE, serials=(ONE,)).says("nie włącza się", symptom=True).presses("colour", "red")


def test_the_first_message_greets_and_asks_the_first_question() -> None:
    assert Play().starts().keys == ["common.hello", "report_fault.device"]


def test_what_was_said_at_once_is_not_asked_again() -> None:
    play = Play().says(f"nie działa {ONE}", "report_fault", 0.9, serials=(ONE,), symptom=True)
    assert play.asked == "colour"
    assert play.answers["device"] == ONE


def test_an_inserted_question_is_asked_and_a_removed_one_is_ignored() -> None:
    play = answered()
    play.flow = Play(DEVICE, Ask("floor", FreeText()), AGREED, Done("opened")).flow
    assert play.says("co teraz").asked == "floor"
    assert play.says("drugie piętro").asked == "agreed"


def test_a_changed_answer_asks_again_exactly_what_was_about_it() -> None:
    play = answered()
    assert play.asked == "agreed"
    play.says(f"jednak {TWO}", serials=(TWO,), correction=True)
    assert play.keys == ["report_fault.device.corrected", "report_fault.noted", "report_fault.colour"]
    assert play.answers["symptom"] == "nie włącza się"


def test_the_same_value_again_changes_nothing() -> None:
    play = answered().says(ONE, serials=(ONE,))
    assert play.asked == "agreed"
    assert "report_fault.device.corrected" not in play.keys


def test_a_double_press_puts_the_open_question_again() -> None:
    play = answered().presses("colour", "red")
    assert (play.keys, play.asked) == (["report_fault.agreed"], "agreed")


def test_a_press_on_an_older_question_corrects_it() -> None:
    play = answered().presses("colour", "green")
    assert play.answers["colour"] == "green"
    assert play.asked == "agreed"


def test_a_send_button_of_an_outdated_summary_sends_nothing() -> None:
    """The summary was shown, the device then changed and changed back: the old „Wyślij” is not consent to the new."""
    play = answered()
    shown = play.talk.run.values.times("agreed") if play.talk.run else 0
    play.presses("colour", "green").presses("agreed", "send", nth=shown)
    assert play.keys == ["common.stale", "report_fault.agreed"]


def test_a_button_of_a_finished_run_changes_nothing() -> None:
    play = answered().presses("agreed", "send")
    assert play.keys == ["report_fault.opened"]
    assert play.presses("agreed", "send").keys == ["common.stale"]
    assert play.talk.run is None


def test_cancelling_with_answers_is_asked_about_and_no_goes_on() -> None:
    play = answered().says("przerwij", "cancel", 0.9)
    assert play.keys == ["common.cancel_sure"]
    assert play.says("nie", "deny", 0.9).keys == ["common.goes_on", "report_fault.agreed"]
    play.says("przerwij", "cancel", 0.9).says("tak", "affirm", 0.9)
    assert (play.keys, play.talk.run) == (["common.cancelled"], None)


def test_cancelling_without_answers_is_not_asked_about() -> None:
    assert Play().starts().says("przerwij", "cancel", 0.9).keys == ["common.cancelled"]


def test_after_cancel_was_asked_another_answer_simply_goes_on() -> None:
    play = Play().starts().says(ONE, serials=(ONE,)).says("przerwij", "cancel", 0.9)
    assert play.says("nie włącza się").asked == "colour"


def test_an_aside_is_answered_and_the_open_question_put_again_without_burning_a_try() -> None:
    play = Play().starts().says("w jakich godzinach pracujecie", "faq_hours", 0.9)
    assert play.keys == ["common.faq_hours", "report_fault.device"]
    assert play.talk.run is not None
    assert play.talk.run.misses == 0


def test_not_understood_once_twice_three_times() -> None:
    play = Play().starts()
    assert play.says("qwerty").keys == ["common.again", "report_fault.device"]
    assert play.says("qwerty").keys == ["common.again_help", "report_fault.device"]
    assert play.says("qwerty").keys == ["common.human_sure"]


def test_i_do_not_know_gets_help_first_then_its_consequence() -> None:
    device = Ask("device", DEVICE.reader, unknown="")
    play = Play(device, SYMPTOM, Done("opened")).starts().says("nie wiem", "dont_know", 0.9)
    assert play.keys == ["report_fault.device.help", "report_fault.device"]
    assert play.says("nie wiem", "dont_know", 0.9).asked == "symptom"


def test_why_is_answered_before_the_question_is_put_again() -> None:
    assert Play().starts().says("a po co?").keys == ["report_fault.device.why", "report_fault.device"]


def test_a_stop_ends_the_flow_before_later_questions() -> None:
    stop = Stop("enough", when=lambda answers, _: answers.get("device") == TWO)
    play = Play(DEVICE, stop, SYMPTOM, Done("opened")).starts().says(TWO, serials=(TWO,))
    assert (play.keys, play.talk.run) == (["report_fault.enough"], None)


def test_something_is_told_once_and_again_only_when_its_ground_changes() -> None:
    play = Play(DEVICE, NOTED, SYMPTOM, COLOUR).starts().says(ONE, serials=(ONE,))
    assert "report_fault.noted" in play.keys
    assert "report_fault.noted" not in play.says("nie działa", symptom=True).keys
    assert "report_fault.noted" in play.says(TWO, serials=(TWO,)).keys


def test_a_typed_label_and_a_typed_number_are_the_button() -> None:
    for typed in ("Czerwony", "czerwony.", "1"):
        play = answered_up_to_colour()
        play.talk = with_buttons(play, "Czerwony", "Zielony")
        assert play.says(typed).answers["colour"] == "red"


def answered_up_to_colour() -> Play:
    return Play().starts().says(ONE, serials=(ONE,)).says("nie włącza się", symptom=True)


def with_buttons(play: Play, *labels: str) -> Conversation:
    shown = tuple(Shown(label, "colour", value) for label, value in zip(labels, ("red", "green"), strict=True))
    assert play.talk.run is not None
    return play.talk.with_run(replace(play.talk.run, shown=shown))


def test_an_unknown_button_changes_nothing() -> None:
    play = answered()
    before = play.answers
    play.happens(Chose(None, ""))
    assert play.keys == ["common.stale", "report_fault.agreed"]
    assert play.answers == before


def test_a_flow_started_with_answers_does_not_ask_them() -> None:
    assert Play().happens(Started("report_fault", {"device": ONE})).asked == "symptom"
