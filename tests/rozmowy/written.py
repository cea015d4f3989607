"""A conversation as it went, in the form of its file: to be read, and pasted where it is right."""

from collections.abc import Iterator

from bot.domain.dates import WEEKDAYS
from tests.rozmowy.compare import differences, field_of, found_at_end, numbers, paired, say_at, say_clock
from tests.rozmowy.performance import Message, Performance
from tests.rozmowy.script import Ended, Event, Seen

USUAL = ("state", "priority", "entitlement", "reaction_due")
"""Fields of a case that nobody foretold."""


def told(performance: Performance) -> str:
    """What is wrong, then the whole conversation."""
    return "\n".join([*differences(performance), "", *as_written(performance)])


def as_written(performance: Performance) -> Iterator[str]:
    """The conversation as it went, in the form of its file, with the words beside; to be pasted where it is right."""
    script, day = performance.script, None
    yield from (f"# {line}" for line in script.claim)
    for event, seen in zip(script.events, performance.seen, strict=True):
        if event.at.date() != day:
            day = event.at.date()
            yield f"--- {WEEKDAYS[day.weekday()]} {day.day}.{day:%m.%Y}"
        yield from _event_lines(event)
        for message, foretold in paired(event, seen):
            if message:
                yield from _message_lines(event, message, foretold)
    yield "--- koniec"
    for ended in [*script.ended, *_unnamed(performance)]:
        found = found_at_end(performance, ended)
        yield f"{ended.what} {ended.name}"
        for name, wanted in ended.fields if found else ():
            was = field_of(found, name)
            yield f"    {name}: {wanted if wanted in was else ' | '.join(was)}"


def _event_lines(event: Event) -> Iterator[str]:
    first, *more = event.words.split("\n")
    who = event.who + (f" w {event.case}" if event.case else "")
    does = {":": ": ", ">": " > ", ">>": " >> ", "@": " @ "}.get(event.how, "")
    yield f"{say_clock(event.at)} {who or '...'}{does}{first}"
    yield from (f"    : {line}" for line in more)


def _message_lines(event: Event, message: Message, foretold: Seen | None) -> Iterator[str]:
    thread = f" w {message.thread}" if message.thread else ""
    other = "" if message.at == event.at else f" {say_clock(message.at)}"
    other = other if message.at.date() == event.at.date() else f" {say_at(message.at)}"
    yield f"    -> {message.to}{thread}{other}: {', '.join(message.keys)}"
    yield from (f"       @ {name}" for name in message.files)
    if foretold:
        yield from (f"       + {words}" for words in foretold.present if words in message.text)
        yield from (f"       - {words}" for words in foretold.absent if words not in message.text)
    if message.choices and (not foretold or foretold.choices is not None):
        yield f"       {' '.join(f'[{choice}]' for choice in message.choices)}"
    yield from (f"       | {line}" for line in message.text.splitlines())


def _unnamed(performance: Performance) -> Iterator[Ended]:
    named = {e.name for e in performance.script.ended}
    for number in numbers(performance):
        if number not in named:
            yield Ended(0, "sprawa", number, [(name, "") for name in USUAL])
