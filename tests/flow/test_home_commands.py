"""A loudspeaker's commands thrown at every open question: nothing is done, nothing burnt, the question comes back."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot import evidence
from bot.domain.cases import Case
from bot.domain.contracts import Cover, Device, Register, contract_key
from bot.domain.serials import key
from bot.elsewhere import is_elsewhere
from bot.evidence import split
from bot.flow.conversation import Conversation, Run
from bot.flow.engine import turn
from bot.flow.facts import Facts
from bot.flow.vocabulary import Ask, Effect, Said, Say, never
from bot.turn import SLOTS
from bot.understand import understand
from bot.understand.priority import suggest
from flows import CALLERS
from tests.flow.test_monkey import LINKED, facts

COMMANDS = (Path(__file__).parents[1] / "understand" / "home_commands.txt").read_text("utf-8").splitlines()
NOW = facts(None, 0).now
FEW = len(COMMANDS) // 20
"""So many may sound like ours („udało się zamknąć bramę”): taken for a remark on the fault, never for an order."""
CASES = tuple(Case(number, NOW, "P3", "nie włącza się", "covered", reporter="hela") for number in (1001, 1002))
LINKED_FACTS = facts(LINKED, 0)
UNLINKED_FACTS = replace(facts(None, 0), own=())
SERIAL, CONTRACT, FAULT = "1912N-40017", "umowa PW-2026-000101", "jeden zasilacz nie świeci"
VISITED = Cover("PW-2026-000101", "Młyn", "extreme.pw.4h_onsite", date(2026, 1, 1), date(2027, 12, 31))
STANDING = Device("1912N-40017", "extreme", "X440-G2-24t-10G4", "hala", "Leśna 4", (VISITED,))
ONSITE_FACTS = replace(
    LINKED_FACTS,
    own=(STANDING,),
    register=Register({key(STANDING.serial): STANDING}, {contract_key(VISITED.contract): (VISITED,)}),
)
TO_SUMMARY = ("zgłoś awarię", SERIAL, FAULT, "P3", "pomiń", "nie mam dostępu", "600 700 801")
UNLINKED = ("zgłoś awarię", SERIAL, CONTRACT, FAULT, "P3", "pomiń", "nie mam dostępu", "600 700 801")
WAYS: dict[str, tuple[Facts, tuple[str, ...]]] = {
    "device": (LINKED_FACTS, TO_SUMMARY[:1]),
    "symptom": (LINKED_FACTS, TO_SUMMARY[:2]),
    "impact": (LINKED_FACTS, TO_SUMMARY[:3]),
    "helped": (LINKED_FACTS, TO_SUMMARY[:4]),
    "logs": (LINKED_FACTS, TO_SUMMARY[:5]),
    "config": (ONSITE_FACTS, TO_SUMMARY[:6]),
    "phone": (LINKED_FACTS, TO_SUMMARY[:6]),
    "agreed": (LINKED_FACTS, TO_SUMMARY),
    "choice": (LINKED_FACTS, (*TO_SUMMARY, "popraw")),
    "contract": (UNLINKED_FACTS, UNLINKED[:2]),
    "unproven": (UNLINKED_FACTS, (*UNLINKED[:2], "PW-2026-000777")),
    "place": (UNLINKED_FACTS, UNLINKED),
    "read_right": (UNLINKED_FACTS, ("zgłoś awarię", "sn 1912N-4OO17")),
    "differs": (ONSITE_FACTS, (*TO_SUMMARY[:2], "X440.1 # show version\nSwitch : 800612-00-05 1834N-50210 Rev 5.0")),
    "mismatch": (ONSITE_FACTS, (*TO_SUMMARY[:2], "<SW>display version\nHUAWEI S5735-L24P4X-A1 Switch uptime is 1 day")),
    "same_case": (replace(LINKED_FACTS, twins=(replace(CASES[0], serial=SERIAL),)), TO_SUMMARY[:2]),
    "case": (replace(LINKED_FACTS, cases=CASES), ("co z moim zgłoszeniem?",)),
    "which": (replace(LINKED_FACTS, cases=CASES), ("eskaluję",)),
    "sure": (replace(LINKED_FACTS, cases=CASES), ("wycofuję zgłoszenie 1001",)),
    "worse": (replace(LINKED_FACTS, cases=CASES), ("podnieście priorytet 1001",)),
}
"""How to get to each question, and in whose shoes."""


def says(talk: Conversation, text: str, known: Facts) -> tuple[Conversation, tuple[Effect, ...]]:
    asked = talk.run.asked if talk.run else None
    return turn(talk, read(text, SLOTS.get(asked, asked) if asked else None), known, CALLERS)


@cache
def read(text: str, asked: str | None) -> Said:
    words, paste = split(text)
    said = Said(words, understand(words, asked), (), suggest(words), elsewhere=is_elsewhere(words))
    return replace(said, pasted=bool(paste), findings=evidence.read(paste))


def arrived(question: str) -> Conversation:
    talk, (known, words) = Conversation(), WAYS[question]
    for text in words:
        talk, _ = says(talk, text, known)
    assert talk.run
    assert talk.run.asked == question
    return talk


def test_every_question_is_here() -> None:
    asks = {step.name for flow in CALLERS.values() for step in flow.steps if step.name in WAYS}
    asked = {s.name for flow in CALLERS.values() for s in flow.steps if isinstance(s, Ask) and s.when is not never}
    assert asks == asked == set(WAYS)


@pytest.mark.parametrize("question", WAYS)
def test_a_command_at_home_opens_ends_and_asks_nothing_at(question: str) -> None:
    """One by one: nothing is done, nothing is ended, and all but a few leave everything as it was."""
    before, (known, _) = arrived(question), WAYS[question]
    after = {c: says(before, c, known) for c in COMMANDS}
    assert not {c for c, (talk, effects) in after.items() if acts(effects) or not talk.run or talk.run.pending}
    disturbed = {
        c
        for c, (talk, effects) in after.items()
        if remembered(talk.run) != remembered(before.run) or not puts(effects[-1], question)
    }
    assert len(disturbed) <= FEW, disturbed


@pytest.mark.parametrize("question", WAYS)
def test_all_of_them_in_a_row_bring_nobody_at(question: str) -> None:
    """Whatever the few did to the answers, no case is opened, nothing is cancelled and no person is called."""
    talk, (known, _) = arrived(question), WAYS[question]
    for command in COMMANDS:
        talk, effects = says(talk, command, known)
        assert not acts(effects), command
        assert talk.run, command
        assert not talk.run.pending, command


def test_with_a_case_open_and_nothing_asked_few_reach_its_engineer() -> None:
    known = replace(LINKED_FACTS, cases=CASES)
    heard = {c for c in COMMANDS if acts(says(Conversation(greeted=True), c, known)[1])}
    assert len(heard) <= FEW, heard


def remembered(run: Run | None) -> tuple[object, ...]:
    """Everything that words about something else must leave as it was."""
    return (run.flow, run.answers, run.asked, run.misses, run.pending, run.times) if run else ()


def puts(effect: Effect, question: str) -> bool:
    return isinstance(effect, Say) and effect.question == question


def acts(effects: tuple[Effect, ...]) -> bool:
    return any(not isinstance(e, Say) for e in effects)
