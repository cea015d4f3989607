"""What a quarter left behind, case by case beside the slow diary: what was said, when, to whom; every deadline."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import select

from bot import channel
from bot.desk.alarms import AT_ONCE, DEEDS
from bot.domain.cases import Case, Event
from bot.store import cases
from bot.store.tables import case_event, message
from tests.domain.slow_agenda import Diary, Said
from tests.domain.walks import heed, naive
from tests.soak.quarter.season import END, MAIL, Opened, Season
from tests.soak.quarter.world import ENGINEERS, STAFF
from tests.soak.spoken import ALSO, SPOKEN, TEXTS, TO_CALLER

TO_MANAGER, TO_ESCALATION, TO_CHANNEL_ALONE = ("100",), ("+30",), ("50", "no_answer", "100", "+30")


class Post(NamedTuple):
    """A message: its moment, when it left, to whom, and the text's name; an event of the case has nobody to go to."""

    at: datetime
    sent: datetime
    to: str
    key: str


def audit(season: Season) -> tuple[list[str], Mapping[str, int]]:
    """What is wrong, each with the history of its case, and what was counted."""
    with season.store.read() as c:
        everything, found = cases.everything(c), _found(c.execute(_MESSAGES), c.execute(_BY_ITSELF))
        histories = {case.number: cases.history(c, case.number) for case in everything}
    faults, wanted = list(season.faults), Counter[str]()
    for case in everything:
        opened, history = season.opened[case.number], histories[case.number]
        diary = retold(opened, case, history)
        posts = Counter(_wanted(diary, opened, history, season.shifts))
        wanted.update(said.says for said in diary.spoken)
        problems = [*_posts(posts, found[case.number]), *_deadlines(case, diary)]
        if problems:
            faults.append("\n".join([f"sprawa {case.number} ({case.services}):", *problems, *_told(history)]))
    clocks = Counter(k.state for case in everything for k in case.clocks)
    figures = {"cases": len(everything), "events": sum(map(len, histories.values())), "wake-ups": wanted.total()}
    messages = sum(sum(posts.values()) for posts in found.values())
    return faults, figures | {"messages of theirs": messages} | dict(wanted) | {
        f"clocks {k}": n for k, n in clocks.items()
    }


def retold(opened: Opened, case: Case, history: Sequence[Event]) -> Diary:
    """The diary of a case, from its history."""
    first = opened.case
    diary = Diary(naive(first.submitted_at), first.services, first.urgency, first.verified)
    for event in history:
        heed(diary, event, case, tuple(STAFF))
    diary.pass_until(naive(END))
    return diary


_MESSAGES = select(message.c.case_number, message.c.at, message.c.sent_at, message.c.conversation, message.c.key).where(
    message.c.direction == "out", message.c.key.in_([f"engineers.{key}" for key in SPOKEN])
)
_BY_ITSELF = select(case_event.c.case_number, case_event.c.at, case_event.c.event).where(
    case_event.c.event == "deadline_missed"
)


def _found(messages: Iterable[tuple], events: Iterable[tuple]) -> Mapping[int, Counter[Post]]:  # type: ignore[type-arg]
    found: dict[int, Counter[Post]] = defaultdict(Counter)
    for number, at, sent, to, key in messages:
        says = ALSO.get(key.partition(".")[2], key.partition(".")[2])
        found[number][Post(naive(at), naive(sent or datetime.max.replace(tzinfo=UTC)), to, says)] += 1
    for number, at, event in events:
        found[number][Post(naive(at), naive(at), "", event)] += 1
    return found


def _wanted(diary: Diary, opened: Opened, history: Sequence[Event], shifts: Sequence[tuple]) -> Iterator[Post]:  # type: ignore[type-arg]
    caller = opened.case.conversation
    yield from {Post(s.at, s.at, "", "deadline_missed") for s in diary.spoken if s.says == "missed"}
    for event in history:
        if event.event == "released" and event.who:
            yield Post(naive(event.at), naive(event.at), caller, "told_released")
    for said in map(_spoken_now, diary.spoken):
        if key := TO_CALLER.get(said.says):
            yield Post(said.at, said.now, caller, key)
        if key := TEXTS.get(said.says):
            key = "unclaimed" if said.about.startswith("queue") else key
            for to in _staff(said, opened.place.vendor if opened.case.vendor else "", shifts):
                yield Post(said.at, said.now, to, "by_mail" if to.endswith(str(MAIL.escalation)) else key)


def _spoken_now(said: Said) -> Said:
    """What is said late speaks of the moment at which it is said, and calls whoever is on duty then."""
    return replace(said, at=said.now) if said.now - said.at > AT_ONCE and said.says not in DEEDS else said


def _staff(said: Said, vendor: str, shifts: Sequence[tuple]) -> list[str]:  # type: ignore[type-arg]
    """The engineers' channel, and who is called beside it, each once."""
    people: list[str] = []
    if said.says not in TO_CHANNEL_ALONE:
        named = [
            who for who, of, since, until in shifts if of in ("", vendor) and naive(since) <= said.at < naive(until)
        ]
        people += [said.owner] if said.owner and said.says != "back" else sorted(set(named)) or ENGINEERS
    if said.says in TO_MANAGER or "first" in said.about:
        people.append("szef")
    mail = [f"mail:{MAIL.escalation}"] if said.says in TO_ESCALATION else []
    return [channel.ENGINEERS, *(STAFF[who][1] for who in dict.fromkeys(people)), *mail]


def _posts(wanted: Counter[Post], found: Counter[Post]) -> Iterator[str]:
    for post in sorted((wanted - found).elements()):
        yield f"  nie przyszło: {post}"
    for post in sorted((found - wanted).elements()):
        yield f"  zbędne: {post}"


def _deadlines(case: Case, diary: Diary) -> Iterator[str]:
    found = {(k.label, naive(k.due), k.state) for k in case.clocks}
    wanted = {(d.label, d.due, d.state) for d in diary.deadlines}
    if found != wanted:
        yield f"  terminy {sorted(found - wanted)}, a powinny być {sorted(wanted - found)}"


def _told(history: Sequence[Event]) -> Iterator[str]:
    for event in history:
        yield f"    {naive(event.at)} {event.event} {event.who or '–'} {event.reason or ''} {event.data or ''}"
