"""`python -m tests.flow.at_every_question FILE`: sentences about something else (one a line) at every open question.

It prints which were not seen to be none of ours, and at each question which did more than put it once more.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bot import evidence
from bot.domain.cases import Case
from bot.domain.contracts import Cover, Device, Register, contract_key
from bot.domain.serials import key
from bot.evidence import split
from bot.flow.conversation import Conversation, Run
from bot.flow.engine import turn
from bot.flow.facts import Facts
from bot.flow.vocabulary import Effect, Said, Say
from bot.turn.event import slot
from bot.understand import understand
from bot.understand.priority import suggest
from flows import CALLERS
from tests.flow.test_monkey import LINKED, facts

NOW = facts(None, 0).now
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
CODES = replace(UNLINKED_FACTS, linking=True, codes_left=3, proof=None)
MILLS = tuple(
    replace(VISITED, contract=f"PW-2026-00010{n}", customer=name) for n, name in enumerate(("Młyn Stary", "Młyn Nowy"))
)
PARTNER_FACTS = replace(LINKED_FACTS, contracts=MILLS)
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
    "cancel": (LINKED_FACTS, (*TO_SUMMARY[:4], "przerwij zgłoszenie")),
    "restart": (LINKED_FACTS, (*TO_SUMMARY[:4], "zacznijmy od nowa")),
    "human": (LINKED_FACTS, (*TO_SUMMARY[:3], *["qwrt"] * 3)),
    "solved": (LINKED_FACTS, (*TO_SUMMARY[:3], "już wszystko działa")),
    "case": (replace(LINKED_FACTS, cases=CASES), ("co z moim zgłoszeniem?",)),
    "which": (replace(LINKED_FACTS, cases=CASES), ("eskaluję",)),
    "sure": (replace(LINKED_FACTS, cases=CASES), ("wycofuję zgłoszenie 1001",)),
    "serial": (PARTNER_FACTS, ("czy jest objęte?",)),
    "customer": (PARTNER_FACTS, ("ile urządzeń ma Młyn?",)),
    "email": (CODES, ("połącz konto",)),
    "code": (replace(CODES, awaiting="hela@mlyn.example"), ("połącz konto", "hela@mlyn.example")),
    "disconnect": (LINKED_FACTS, ("odłącz konto",)),
    "forget": (LINKED_FACTS, ("usuńcie moje dane",)),
    "what": (LINKED_FACTS, ("popraw moje dane",)),
    "worse": (replace(LINKED_FACTS, cases=CASES), ("podnieście priorytet 1001",)),
}
"""How to get to each question, and in whose shoes."""
SURE = ("cancel", "restart", "human", "solved")
"""Those of them that ask „na pewno?” while another question waits."""


def main() -> None:
    """Exit status 1 when a sentence did anything."""
    sentences = Path(sys.argv[1]).read_text("utf-8").splitlines()
    unseen = [s for s in sentences if not understand(s).elsewhere]
    print(f"{len(unseen)} of {len(sentences)} not seen to be none of ours", *unseen, sep="\n   ")
    found = {question: dict(disturbed(question, sentences)) for question in WAYS}
    for question, did in found.items():
        print(f"{question}: {len(did)}", *(f"{s} -> {what}" for s, what in did.items()), sep="\n   ")
    heard = list(acting(sentences))
    print(f"nothing open: {len(heard)}", *heard, sep="\n   ")
    sys.exit(bool(heard or any(found.values())))


def disturbed(question: str, sentences: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Sentences that do anything at this question but put it once more, each by itself, and what they do."""
    before, (known, _) = arrived(question), WAYS[question]
    for sentence in sentences:
        talk, effects = says(before, sentence, known)
        if did := _did(before, talk, effects):
            yield sentence, did


def _did(before: Conversation, after: Conversation, effects: tuple[Effect, ...]) -> str:
    """What was done, ended, answered, or burnt; nothing when the question was put again and all is as it was."""
    old, new, last = before.run, after.run, effects[-1]
    assert old
    if acts(effects):
        return f"acts: {effects}"
    if new is None or len(after.runs) != len(before.runs) or new.number != old.number:
        return "ends or begins a report"
    if changed := {n: a.value for n, a in new.answers.items() if old.answers.get(n) != a}:
        return f"answers: {changed}"
    if new.misses > old.misses or (new.asked, new.times) != (old.asked, old.times):
        return f"burns a try or leaves the question: misses {new.misses}, asked {new.asked}"
    put = isinstance(last, Say) and last.question in (old.asked, "pending" if old.pending else old.asked)
    return "" if put else f"the question is not put again: {last}"


def acting(sentences: Iterable[str]) -> Iterator[str]:
    """Sentences that do anything or begin a report while a case is open and nothing is asked."""
    known = replace(LINKED_FACTS, cases=CASES)
    for sentence in sentences:
        talk, effects = says(Conversation(greeted=True), sentence, known)
        if acts(effects) or talk.run:
            yield sentence


def arrived(question: str) -> Conversation:
    """The conversation in which this question is open."""
    talk, (known, words) = Conversation(), WAYS[question]
    for text in words:
        talk, _ = says(talk, text, known)
    assert talk.run
    assert question == (talk.run.pending or talk.run.asked)
    return talk


def says(talk: Conversation, text: str, known: Facts) -> tuple[Conversation, tuple[Effect, ...]]:
    """The turn that these words make."""
    return turn(talk, read(text, slot(talk)), known, CALLERS)


@cache
def read(text: str, asked: str | None) -> Said:
    """The words as they are understood while this question is open."""
    words, paste = split(text)
    said = Said(words, understand(words, asked), (), suggest(words))
    return replace(said, pasted=bool(paste), findings=evidence.read(paste))


def remembered(run: Run) -> tuple[object, ...]:
    """Everything that words about something else must leave as it was."""
    return (run.flow, run.answers, run.asked, run.misses, run.pending, run.times)


def acts(effects: tuple[Effect, ...]) -> bool:
    """Whether anything but talk is to be done."""
    return any(not isinstance(e, Say) for e in effects)


if __name__ == "__main__":
    main()
