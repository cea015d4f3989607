"""A turn explained in Polish: what was understood and from which words, what changed, and why this question comes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.flow.conversation import Conversation, Run
from bot.flow.mentions import Mentions, Understood
from bot.flow.picking import pick
from bot.flow.vocabulary import Ask, Flow, always, describe, never
from bot.understand import ACT, understand

NAMES = {
    "serials": "numer seryjny",
    "contracts": "numer umowy",
    "models": "model",
    "vendor": "producent",
    "phones": "telefon",
    "emails": "e-mail",
    "priority": "priorytet",
    "when": "kiedy",
    "place": "miejsce",
    "rejected": "odrzucone",
    "incomplete": "niepełny numer",
}
RUNNERS_UP = 3


def explained(
    text: str, asked: str | None, before: Conversation, after: Conversation, flows: Mapping[str, Flow]
) -> str:
    """A few short lines, set off from the conversation by a bar; `asked` is the open question as it is read."""
    lines = [
        *_button(text, before),
        *_intent(understand(text, asked)),
        *_mentions(understand(text, asked).mentions, text),
        *_changes(before.run, after.run, flows),
        *_question(after, flows),
    ]
    return "\n".join(f"  │ {line}" for line in lines)


def _button(text: str, before: Conversation) -> Iterator[str]:
    if picked := pick(text, before.run.shown if before.run else before.shown):
        yield f"Wybrany przycisk: „{picked.label}”"


def _intent(found: Understood) -> Iterator[str]:
    others = ", ".join(f"{name} {sure:.2f}" for name, sure in found.ranked[1 : 1 + RUNNERS_UP])
    acted = "" if found.confidence >= ACT else f" (poniżej {ACT:.2f}: za mało, by działać)"
    yield f"Intencja: {found.intent} {found.confidence:.2f}{acted}" + (f"; dalej: {others}" if others else "")
    if found.elsewhere:
        yield "Słowa nie o naszych sprawach: niczego nie zmieniają."


def _mentions(found: Mentions, text: str) -> Iterator[str]:
    for name, label in NAMES.items():
        said = getattr(found, name)
        for value in said if isinstance(said, tuple) else [said] if said else []:
            source = _source(str(value), text)
            slip = ", po poprawieniu literówki" if value in found.repaired else ""
            yield f"Wzmianka: {label} {value}" + (f" ← „{source}”" if source else " ← z sensu słów") + slip
    if found.symptom:
        yield "Wzmianka: opis usterki ← cała wiadomość"
    if found.correction:
        yield "Wzmianka: to poprawka wcześniejszej wartości"


def _source(value: str, text: str) -> str:
    """The words that were read as the value: the same signs, whatever stands between them."""
    signs = [re.escape(sign) for sign in value if sign.isalnum()]
    found = re.search(r"\W*".join(signs), text, re.I) if signs else None
    return " ".join(found[0].split()) if found else ""


def _changes(before: Run | None, after: Run | None, flows: Mapping[str, Flow]) -> Iterator[str]:
    if after is None:
        yield "Rozmowa: nic nie jest otwarte." if before is None else "Rozmowa: wątek zakończony."
        return
    old = dict(before.values) if before and before.number == after.number else {}
    new = dict(after.values)
    for name in [*new, *(n for n in old if n not in new)]:
        if old.get(name) != new.get(name) and flows[after.flow].ask(name):
            yield f"Zmiana: {name}: {_said(old.get(name))} → {_said(new.get(name))}"


def _said(value: Any) -> str:
    return "brak" if value is None else f"„{value}”" if value != "" else "„nie wiem”"


def _question(after: Conversation, flows: Mapping[str, Flow]) -> Iterator[str]:
    run = after.run
    ask = flows[run.flow].ask(run.asked) if run and run.asked else None
    if not run or not ask:
        return
    if run.pending:
        yield "Czeka na: tak albo nie."
    rule = describe(ask.when) if ask.when not in (always, never) else "zawsze"
    steps = (s for s in flows[run.flow].steps if isinstance(s, Ask) and s.when is not never)
    known = dict.fromkeys(s.name for s in steps if s.name in run.answers)
    yield f"Pytanie: {ask.name} – pierwsze bez odpowiedzi ({rule}); odpowiedzi są na: {', '.join(known) or 'nic'}"
    if run.misses:
        yield f"Nieudane odczyty z rzędu: {run.misses}"
