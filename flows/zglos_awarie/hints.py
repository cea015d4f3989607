"""The hint from the knowledge base: which article is offered now, step by step, and what came of each."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot.flow.facts import Facts, Hint
from bot.flow.vocabulary import Answers, CountHint, Effect, Value
from flows.zglos_awarie import evidence, rules
from flows.zglos_awarie.faults import KINDS

RESULTS = {
    "helped": "pomogło, ale usterka wróciła",
    "not_helped": "nie pomogło",
    "cant": "nie udało się wykonać",
    "wrong": "nie dotyczyło",
    "skipped": "pominięto",
    "left": "przerwano",
}
"""What came of an article, as the case says it; a case is opened after „pomogło” only when the fault came back."""
CAME_BACK = "came_back"

Tried = dict[str, Any]
"""One article that was tried, kept in the answers: topic, title, found, result, symptom, step."""


def tried(answers: Answers) -> list[Tried]:
    """The articles tried in this report so far, with their results."""
    return list(answers.get("tried") or ())


def fitting(answers: Answers, facts: Facts) -> tuple[Hint, ...]:
    """The articles that fit the symptom and the printed faults, without those the caller called wrong.

    First what words and output agree on, then the faults that lead, then the words, then all other faults.
    """
    said = answers.get("symptom")
    if not said:
        return ()
    device = rules.vendor(answers, facts), rules.platform(answers, facts)
    by_words, by_fault = facts.guide(said, *device), list(_by_fault(answers, facts, *device))
    printed = {hint.topic for _, hint in by_fault}
    agreed = [hint for hint in by_words if hint.topic in printed]
    leading, rest = ([hint for leads, hint in by_fault if leads is wanted] for wanted in (True, False))
    wrong = {t["topic"] for t in tried(answers) if t["result"] == "wrong"}
    found = {hint.topic: hint for hint in reversed((*agreed, *leading, *by_words, *rest))}
    return tuple(hint for hint in reversed(found.values()) if hint.topic not in wrong)


def _by_fault(answers: Answers, facts: Facts, vendor: str | None, platform: str | None) -> Iterator[tuple[bool, Hint]]:
    """The article of each printed fault, and whether the fault leads."""
    for fault in evidence.faults(answers):
        kind = KINDS[fault.kind]
        if kind.topic and (hint := facts.article(kind.topic, vendor, platform)):
            yield kind.leads, replace(hint, found=(evidence.shortened(fault.evidence),))


def log_commands(answers: Answers, facts: Facts) -> tuple[str, ...]:
    """The commands whose output is wanted for this fault on this device, and was not sent yet."""
    logs = next((h.logs for h in fitting(answers, facts)), ())
    wanted = logs or facts.usual_logs(rules.platform(answers, facts), rules.vendor(answers, facts))
    found = evidence.findings(answers)
    return tuple(command for command in wanted if not evidence.sent(command, found))


def everything_sent(answers: Answers, facts: Facts) -> Value | None:
    """Nothing is left to ask for when all that is wanted was pasted already."""
    return "paste" if evidence.findings(answers) and not log_commands(answers, facts) else None


def hint(answers: Answers, facts: Facts) -> Hint | None:
    """The article to try now: the best one, unless it was offered before in this conversation."""
    best, now = next(iter(fitting(answers, facts)), None), about(answers)
    done = {t["topic"] for t in tried(answers)}
    return best if best and best.topic not in done and facts.hinted.get(best.topic, now) == now else None


def about(answers: Answers) -> str:
    """What stands for the symptom where its words are not kept."""
    return sha256(str(answers.get("symptom", "")).encode()).hexdigest()[:16]


def step(answers: Answers) -> int:
    """Which step is due, from 1."""
    return int(answers.get("step", 1))


def steps(answers: Answers, facts: Facts) -> int:
    """How many steps the hint has."""
    found = hint(answers, facts)
    return len(found.steps) if found else 0


def first_step(answers: Answers, _facts: Facts) -> bool:
    """pierwszy krok podpowiedzi"""
    return step(answers) == 1


def more_steps(answers: Answers, facts: Facts) -> bool:
    """są jeszcze kroki podpowiedzi"""
    return step(answers) < steps(answers, facts)


def gave_up(answers: Answers, _facts: Facts) -> bool:
    """próby dla tego objawu zakończono"""
    here = about(answers)
    return any(t["about"] == here and t["result"] != "wrong" for t in tried(answers))


def worth_a_try(answers: Answers, facts: Facts) -> bool:
    """jest artykuł pasujący do objawu, a prób nie zakończono"""
    over = rules.urgent(answers, facts) or gave_up(answers, facts)
    return not over and step(answers) <= steps(answers, facts)


def solved(answers: Answers, _facts: Facts) -> bool:
    """podpowiedź pomogła"""
    return answers.get("helped") == "helped"


def trying(answers: Answers, facts: Facts) -> bool:
    """The hint has been put, and not answered yet."""
    return bool(answers.times("helped")) and "helped" not in answers and worth_a_try(answers, facts)


def with_result(answers: Answers, facts: Facts, result: str) -> list[Tried]:
    """The articles tried, with the present one as the last."""
    found = hint(answers, facts)
    if not found:
        return tried(answers)
    where = f"krok {min(step(answers), len(found.steps))} z {len(found.steps)}"
    now = {"topic": found.topic, "title": found.title, "found": list(found.found), "result": result}
    return [*tried(answers), {**now, "about": about(answers), "step": where}]


def everything(answers: Answers, facts: Facts) -> list[Tried]:
    """The articles tried, with the one that was left in the middle; one that was never shown does not count."""
    found = hint(answers, facts)
    if not found or found.topic not in facts.hinted or gave_up(answers, facts):
        return tried(answers)
    through = step(answers) > len(found.steps)
    return with_result(answers, facts, "not_helped" if through else str(answers.get("helped", "left")))


def on_the_case(answers: Answers, facts: Facts) -> tuple[str, ...]:
    """„Awaria zasilacza: nie pomogło; znaleziono po: zasilacz, PSU2 failed”, a line for each article tried."""
    return tuple(_line(t) for t in everything(answers, facts))


def _line(article: Tried) -> str:
    where = f" ({article['step']})" if article["result"] in ("cant", "left") else ""
    found = f"; znaleziono po: {', '.join(article['found'])}" if article["found"] else ""
    return f"{article['title']}: {RESULTS[article['result']]}{where}{found}"


def offered(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """The statistics hear that an article was offered."""
    found = hint(answers, facts)
    return (_count(answers, facts, found.topic, None),) if found else ()


def counted(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """The statistics hear what came of the articles, and of a question that none fits."""
    return tuple(_counts(answers, facts))


def _counts(answers: Answers, facts: Facts) -> Iterator[Effect]:
    back = not solved(answers, facts)
    for t in everything(answers, facts):
        result = CAME_BACK if back and t["result"] == "helped" else t["result"]
        yield _count(answers, facts, t["topic"], result, t["about"])
    asked = answers.get("symptom") and not rules.urgent(answers, facts)
    if asked and not fitting(answers, facts) and not facts.hinted:
        yield _count(answers, facts, "", "none")


def _count(answers: Answers, facts: Facts, topic: str, result: str | None, key: str = "") -> CountHint:
    symptom = str(answers.get("symptom", ""))
    return CountHint(topic, key or about(answers), symptom, rules.vendor(answers, facts), result)
