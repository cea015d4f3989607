"""What a case says by itself, in any life it may have, beside the diary that counts every minute."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import agenda
from tests.domain.life import Life, in_hours
from tests.domain.slow_agenda import Diary
from tests.domain.walks import DOES, heed, moves, naive, pairs

LATER = timedelta(days=12)
Moves = list[tuple[int, str, int]]


@settings(max_examples=150, deadline=None)
@given(pairs(), st.lists(moves, max_size=14))
def test_both_say_the_same_at_the_same_moments(lives: tuple[Life, Diary], script: Moves) -> None:
    life, diary = lives
    walk(life, diary, script)
    assert sorted(said(life)) == sorted((s.at, s.now, s.says) for s in diary.spoken)
    assert {(k.label, naive(k.due), k.state) for k in life.case.clocks} == {
        (d.label, d.due, d.state) for d in diary.deadlines
    }


@settings(max_examples=200, deadline=None)
@given(pairs(), st.lists(moves, max_size=14))
def test_an_open_case_always_has_a_next_step_and_nothing_is_said_twice(
    lives: tuple[Life, Diary], script: Moves
) -> None:
    life, _ = lives
    for gap, name, back in script:
        play(life, gap, name, back)
        step = agenda.next_step(life.case)
        assert step is not None or not life.case.open, life
    life.pass_until(life.now + LATER)
    assert len(set(life.told)) == len(life.told)


@settings(max_examples=200, deadline=None)
@given(pairs(), st.lists(moves, max_size=14))
def test_nobody_is_paged_outside_the_hours_of_the_reaction(lives: tuple[Life, Diary], script: Moves) -> None:
    life, _ = lives
    for gap, name, back in script:
        play(life, gap, name, back)
        assert all(in_hours(life.case, step) for step in agenda.steps(life.case))


@settings(max_examples=200, deadline=None)
@given(pairs(), st.lists(moves, max_size=14))
def test_a_case_that_ends_owes_at_most_the_return(lives: tuple[Life, Diary], script: Moves) -> None:
    life, _ = lives
    for gap, name, back in script:
        play(life, gap, name, back)
        if not life.case.open:
            assert {step.kind for step in agenda.steps(life.case)} <= {"return", "overdue", "missed"}
            assert all(k.kind == "return" for k in life.case.clocks if k.state == "running")


def walk(life: Life, diary: Diary, script: Moves) -> None:
    """The same for both, and some time afterwards."""
    for gap, name, back in script:
        before = len(life.history)
        play(life, gap, name, back)
        for event in life.history[before:]:
            heed(diary, event, life.case)
    end = life.now + LATER
    life.pass_until(end)
    diary.pass_until(naive(end))


def play(life: Life, gap: int, name: str, back: int) -> None:
    moment = life.now + timedelta(minutes=gap)
    life.do(lambda case, at: DOES[name](case, at, moment - timedelta(minutes=back)), moment)


def said(life: Life) -> list[tuple[datetime, datetime, str]]:
    return [(naive(at), naive(now), word) for at, now, word in life.spoken]
