"""Passwords, keys, communities and tokens blanked; every other byte stays as it was."""

import re
from dataclasses import replace

from bot.domain.findings import Findings
from bot.evidence.secrets import MASK, PEM, RULES, Rule


def mask(text: str) -> str:
    """The text with every secret replaced by `•••`; masking twice changes nothing more."""
    if "BEGIN " in text:
        text = PEM.sub(_pem, text)
    everything = text.lower()
    rules = [rule for rule in RULES if any(stem in everything for stem in rule.stems)]
    return "".join([_line(line, rules) for line in text.splitlines(keepends=True)])


def without_secrets(findings: Findings) -> Findings:
    """The same, the lines that faults came from masked."""
    return replace(findings, faults=tuple(replace(fault, evidence=mask(fault.evidence)) for fault in findings.faults))


def _pem(found: re.Match[str]) -> str:
    body = found["body"]
    secret = body.strip()
    return found["head"] + (body.replace(secret, MASK, 1) if secret else body)


def _line(line: str, rules: list[Rule]) -> str:
    lower = line.lower()
    for rule in rules:
        for stem in rule.stems:
            if stem in lower:
                line = rule.pattern.sub(_blank, line)
                break
    return line


def _blank(found: re.Match[str]) -> str:
    """The match with only its secret replaced."""
    secrets = found.groupdict()
    kind = next(name for name in ("word", "quoted", "single") if secrets.get(name) is not None)
    start, end = found.span(kind)
    return found.string[found.start() : start] + MASK + found.string[end : found.end()]
