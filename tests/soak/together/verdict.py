"""What each channel saw beside what was said to it, and what the service kept beside what was said in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from bot.markup import visible
from bot.store import cases, outbox
from bot.store.tables import message
from tests.adapters.contract.kit import Trouble
from tests.soak.together.calls import Call, Tally
from tests.soak.together.service import INTAKE, LATER, Service

_MAILS = select(message).where(message.c.conversation == f"mail:{INTAKE}").order_by(message.c.id)


@dataclass
class Row:
    """One channel in the table; the last four must be zero."""

    name: str
    tally: Tally
    busy: int = 0
    down: int = 0
    lost: int = 0
    twice: int = 0
    out_of_order: int = 0
    caseless: int = 0

    def compare(self, wanted: Sequence[str], found: Sequence[str]) -> None:
        """Add what is missing, too many, or not in this order."""
        should, was = Counter(wanted), Counter(found)
        self.lost += (should - was).total()
        self.twice += (was - should).total()
        self.out_of_order += should == was and list(wanted) != list(found)

    @property
    def line(self) -> tuple[str | int, ...]:
        """Its values."""
        told = self.tally
        counted = (told.conversations, told.events, told.again, self.busy, self.down)
        return (self.name, *counted, self.lost, self.twice, self.out_of_order, self.caseless)

    @property
    def right(self) -> bool:
        """Nothing lost, doubled, out of order, or without its case."""
        return not (self.lost or self.twice or self.out_of_order or self.caseless)


def rows(service: Service, calls: Iterable[Call]) -> Iterator[Row]:
    """A row for each channel of callers, and one for the mail of the house."""
    found = {name: Row(name, Tally()) for name in service.kits}
    with service.store.read() as c:
        numbers = Counter(case.conversation for case in cases.everything(c))
        for call in calls:
            row = found[call.channel]
            row.tally = call.tally
            kept = outbox.history(c, call.conversation, limit=1000)
            row.compare(call.said, [r.text for r in kept if r.direction == "in"])
            said = [_plain(r.text) for r in kept if r.direction == "out"]
            row.compare(said, [_plain(s.text) for s in service.kits[call.channel].shown(call.user)])
            row.caseless += call.number is None or numbers[call.conversation] != 1
        mails = c.execute(_MAILS).all()
    for name, weather in service.weather.items():
        found[name].busy, found[name].down = weather.met[Trouble.BUSY], weather.met[Trouble.DOWN]
    yield from found.values()
    yield _mail(service, [r.ref for r in mails])


def _mail(service: Service, wanted: list[str]) -> Row:
    """Every opened case goes to the intake address, once, in order."""
    row = Row(
        "mail", Tally(conversations=1, events=len(wanted)), down=service.refusals - service.post.data.count(LATER)
    )
    sent = zip(service.post.envelopes, service.post.mails, strict=True)
    row.compare(wanted, [str(mail["Message-ID"]) for (_, to), mail in sent if to == [INTAKE]])
    return row


def table(found: Sequence[Row]) -> str:
    """To be printed."""
    heads = ("channel", "talks", "events", "again", "429s", "failures", "lost", "twice", "out of order", "no case")
    return "\n".join(" ".join(f"{value:>12}" for value in line) for line in (heads, *(row.line for row in found)))


def _plain(text: str) -> str:
    return " ".join(visible(text).split())
