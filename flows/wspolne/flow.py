"""Texts that belong to no single flow: greeting, asides, cancel, repeat, „nie rozumiem”."""

from collections.abc import Mapping

from bot.domain.contacts import CONTACTS
from bot.flow.facts import Facts
from bot.flow.hearing import ASIDES
from bot.flow.vocabulary import Answers, Flow, Word
from flows.wspolne.faq import QUESTIONS, answer


def constant(value: str) -> Word:
    """A word that never changes."""

    def word(_answers: Answers, _facts: Facts) -> str:
        return value

    return word


CONTACT_WORDS: Mapping[str, Word] = {name: constant(value) for name, value in CONTACTS.items()}
"""Placeholders that every text may use."""

SAID = (
    *(
        "hello",
        "menu",
        "unclear",
        "nothing_open",
        "passed_on",
        "not_for_case",
        "other_output",
        "masked",
        "reading",
        "file_unread",
        "photo_unread",
        "file_says_nothing",
        "file_notes",
        "file_for_case",
        "stale",
        "again",
        "again_help",
        "human_sure",
    ),
    *("file_refused", "cancel_sure", "restart_sure", "cancelled", "goes_on", "trouble", "too_long"),
    *("known", "acknowledged", "solved_sure", "ended_solved", "cancelled_one"),
    *("clarify", "which_resume", "next_report", "noted_for_later", "goodbye_unfinished"),
    *("moved", "brought", "cases_here", "file_goes_along"),
    *("nudge", "parked", "resumed", "kept_by_engineer", "cancel_sure_handed", "restart_sure_handed"),
    *sorted(ASIDES),
    *(f"faq.{name}" for name in QUESTIONS),
)
GIVEN = ("number", "names", "reason", "serials", "notes", "place", "numbers")
"""Placeholders that come with what is said."""
NOTICE = "1"
"""The version of what `hello` says about personal data; whoever changes those words counts on."""

common = Flow(
    name="common",
    words={**CONTACT_WORDS, "notice": constant(NOTICE), **{name: constant(name) for name in GIVEN}},
    said=SAID,
    faq=answer,
)
