"""Where a conversation went another way than written."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.rozmowy.performance import Message, Performance
from tests.rozmowy.script import Ended, Event, Seen


def differences(performance: Performance) -> Iterator[str]:
    """Each in a Polish sentence with the line of the file."""
    yield from performance.errors
    for event, seen in zip(performance.script.events, performance.seen, strict=True):
        yield from _missed(event, seen)
    yield from _ending(performance)


def _missed(event: Event, seen: list[Message]) -> Iterator[str]:
    for message, foretold in paired(event, seen):
        if foretold is None:
            assert message
            yield f"linia {event.line}: niezapowiedziane „{', '.join(message.keys)}” dla {message.to}"
        elif message is None:
            yield f"linia {foretold.line}: nikt nie powiedział „{', '.join(foretold.keys)}”"
        else:
            yield from _unlike(message, foretold)


def paired(event: Event, seen: list[Message]) -> Iterator[tuple[Message | None, Seen | None]]:
    """What was seen beside what was foretold, in order; a card that nobody foretold is let through."""
    foretold = list(event.seen)
    for message in seen:
        if foretold and (foretold[0].keys == ["card"]) == (message.keys == ("card",)):
            yield message, foretold.pop(0)
        elif message.keys != ("card",):
            yield message, None
    yield from ((None, left) for left in foretold)


def _unlike(message: Message, foretold: Seen) -> Iterator[str]:
    here = f"linia {foretold.line}:"
    for name, was, wanted in (
        ("teksty", list(message.keys), foretold.keys),
        ("do", message.to, foretold.to),
        ("wątek", message.thread, foretold.thread),
        ("pliki", message.files, foretold.files),
        ("czas", say_at(message.at), say_at(foretold.at)),
        ("przyciski", message.choices, message.choices if foretold.choices is None else foretold.choices),
    ):
        if was != wanted:
            yield f"{here} {name}: jest {was}, miało być {wanted}"
    yield from (f"{here} brak „{words}”" for words in foretold.present if words not in message.text)
    yield from (f"{here} zbędne „{words}”" for words in foretold.absent if words in message.text)


def _ending(performance: Performance) -> Iterator[str]:
    named = {e.name for e in performance.script.ended if e.what == "sprawa"}
    yield from (f"koniec: sprawa {n} nie jest zapowiedziana" for n in numbers(performance) if n not in named)
    for ended in performance.script.ended:
        found = found_at_end(performance, ended)
        if not found:
            yield f"linia {ended.line}: nie ma tego na końcu: {ended.what} {ended.name}"
        for name, wanted in ended.fields if found else ():
            was = field_of(found, name)
            if wanted not in was:
                yield f"linia {ended.line}, {name}: jest {' | '.join(was)}, miało być {wanted}"


def numbers(performance: Performance) -> list[str]:
    """The cases there are at the end."""
    return [str(case["number"]) for case in performance.final["cases"]]


def found_at_end(performance: Performance, ended: Ended) -> dict[str, Any]:
    """The case or conversation meant; empty when there is none."""
    kind, name = ("cases", "number") if ended.what == "sprawa" else ("conversations", "who")
    return next((f for f in performance.final[kind] if str(f[name]) == ended.name), {})


def field_of(found: dict[str, Any], name: str) -> list[str]:
    """What the field says, as it is written in a conversation; of the clocks, each."""
    if name == "clock":
        clocks = ([c["service"], c["kind"], c["due"], c["met_at"], c["state"]] for c in found["clocks"])
        return [" ".join(map(_said, clock)) for clock in clocks]
    if name == "history":
        return [", ".join(e["event"] for e in found["history"])]
    value: Any = found
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return [_said(value)]


def _said(value: Any) -> str:
    """-, tak, nie, 2026-11-17 11:00, or the words themselves."""
    if value is None or value in ("", []):
        return "-"
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    try:
        moment = datetime.fromisoformat(str(value)) if "T" in str(value) else None
    except ValueError:
        moment = None
    return f"{moment:%Y-%m-%d} {say_clock(moment)}" if moment else str(value)


def say_clock(at: datetime) -> str:
    """9:40, or 9:40:05."""
    return f"{at.hour}:{at:%M}" + (f":{at:%S}" if at.second else "")


def say_at(at: datetime) -> str:
    """17.11 9:40"""
    return f"{at.day}.{at:%m} {say_clock(at)}"
