"""Passwords, keys, communities and tokens blanked; every other byte stays as it was."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from bot.domain.findings import Findings
from bot.evidence.lines import LONGEST
from bot.evidence.secrets import MASK, PEM, RULES, Rule


def mask(text: str) -> str:
    """The text with every secret replaced by `•••`; masking twice changes nothing more."""
    if "BEGIN " in text:
        text = PEM.sub(_pem, text)
    lines, lower = text.splitlines(keepends=True), text.lower()
    ends = list(accumulate(map(len, lower.splitlines(keepends=True))))
    for rule in RULES:
        for number in _fitting(rule, lower, ends):
            lines[number] = rule.pattern.sub(_blank, lines[number])
    return "".join(lines)


def _fitting(rule: Rule, lower: str, ends: Sequence[int]) -> set[int]:
    """The lines in which one of the rule's stems occurs: looked for in the whole text at once, most are nowhere."""
    found: set[int] = set()
    for stem in rule.stems:
        at = lower.find(stem)
        while at >= 0:
            number = bisect_right(ends, at)
            found.add(number)
            at = lower.find(stem, ends[number])
    return found


def mask_across(messages: Sequence[str]) -> list[str]:
    """Messages of one breath with those secrets masked whose word stands at the end of the message before."""
    masked = list(messages[:1])
    for message in messages[1:]:
        masked.append(_after(masked[-1], message))
    return masked


def _after(before: str, message: str) -> str:
    """The message as it is masked on the same line as the end of the one before it; a key has lines of its own."""
    tail, (head, *rest) = before.rstrip().rpartition("\n")[2], message.split("\n", 1)
    if len(tail) + len(head) > LONGEST or "BEGIN " in tail:
        return message
    words = mask(f"{tail} {head}").split(" ")
    cuts = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))
    heads = (right for left, right in cuts if _is_masked(left, tail) and _is_masked(right, head))
    return "\n".join((next(heads, head), *rest))


def _is_masked(masked: str, text: str) -> bool:
    """Can the one be the other with its secrets replaced? Never going back keeps the answer cheap."""
    first, *between = map(re.escape, masked.split(MASK))
    pattern = "".join((first, *(f"(?>.+?{part})" for part in between[:-1]), *(f".+{part}" for part in between[-1:])))
    return bool(re.fullmatch(pattern, text))


def without_secrets(findings: Findings) -> Findings:
    """The same, the lines that faults came from masked."""
    return replace(findings, faults=tuple(replace(fault, evidence=mask(fault.evidence)) for fault in findings.faults))


def _pem(found: re.Match[str]) -> str:
    body = found["body"]
    secret = body.strip()
    return found["head"] + (body.replace(secret, MASK, 1) if secret else body)


def _blank(found: re.Match[str]) -> str:
    """The match with only its secret replaced."""
    secrets = found.groupdict()
    kind = next(name for name in ("word", "quoted", "single") if secrets.get(name) is not None)
    start, end = found.span(kind)
    return found.string[found.start() : start] + MASK + found.string[end : found.end()]
