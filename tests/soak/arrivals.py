"""What the platform saw of the outgoing mail: lost, out of order, twice, and why twice."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tests.soak.outside import Arrival
from tests.soak.worker import PACE


@dataclass
class Order:
    """Counted over one run. A message may arrive twice when its sender was killed or never got the answer."""

    lost: int = 0
    unknown: int = 0
    out_of_order: int = 0
    twice: Counter[str] = field(default_factory=Counter)


KILLED, REPLY_LOST, TOO_SLOW, NO_CAUSE = "killed", "reply lost", "too slow", "no cause"
STALLED = PACE.lease.total_seconds() / 2
"""Seconds from an answer in which a process that is not starved has noted it; the lease began before that."""


def order(arrivals: Sequence[Arrival], sent: Mapping[str, Collection[int]], killed: Collection[int]) -> Order:
    """Compare arrivals, as they came, with the messages of each conversation; `killed` are the ids of processes."""
    found, before, newest = Order(), dict[int, Arrival](), Counter[str]()
    for arrival in arrivals:
        found.out_of_order += arrival.id < newest[arrival.conversation]
        newest[arrival.conversation] = max(arrival.id, newest[arrival.conversation])
        if arrival.id in before:
            found.twice[_cause(before[arrival.id], arrival, killed)] += 1
        before[arrival.id] = arrival
    written = {number for ids in sent.values() for number in ids}
    found.lost, found.unknown = len(written - before.keys()), len(before.keys() - written)
    return found


def _cause(first: Arrival, again: Arrival, killed: Collection[int]) -> str:
    """A process that comes to nothing until its lease has run out is taken for dead, and its message sent again."""
    if not first.answered:
        return REPLY_LOST
    if first.worker in killed:
        return KILLED
    return TOO_SLOW if again.moment - first.moment >= STALLED else NO_CAUSE
