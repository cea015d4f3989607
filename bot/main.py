"""Puts everything together; the only module that may import everyone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from sqlalchemy import Connection

from bot import texts
from bot.addresses import Addresses
from bot.channel import ENGINEERS, Channel
from bot.clock import Clock
from bot.desk import Desk, codes, nowhere, reminders, silence
from bot.domain.people import Person
from bot.guide import Guide
from bot.mail import Mail, Pace
from bot.privacy.cleaning import cleaning
from bot.reading import Reader
from bot.sealing import Seal
from bot.search import Library
from bot.store import requests, retention, sealed, watch
from bot.store.engine import Store
from bot.store.wakeups import Wakeup
from bot.turn import Turns
from flows import CALLERS

NO_MAIL = Addresses()


@dataclass(frozen=True, slots=True)
class App:
    """The running application without its channels: what answers, and what carries the post."""

    store: Store
    mail: Mail
    turns: Turns
    desk: Desk
    addresses: Addresses
    seal: Seal
    channels: Mapping[str, Channel]


@lru_cache(1)
def knowledge() -> Library:
    """The knowledge base, one a process."""
    return Library()


@lru_cache(1)
def all_texts() -> texts.Texts:
    """Every text, read once a process."""
    return texts.load()


def build(
    store: Store,
    clock: Clock,
    channels: Mapping[str, Channel],
    engineers: str,
    pace: Pace,
    seal: Seal,
    addresses: Addresses = NO_MAIL,
    direct: Callable[[Person], str | None] = nowhere,
    originals: timedelta = sealed.KEPT_FOR,
    keep: retention.Keep = retention.USUAL,
) -> App:
    """The application over a store; `engineers` names the channel in which `#engineers` is spoken: „web”, „slack:C07”.

    `addresses`: where mail goes of its own accord; `direct`: the conversation in which one of the staff is called;
    `originals`: how long after the end of its case the original of a masked file is kept sealed, zero for not at all;
    `keep`: how long everything else is kept.
    """
    words, (place, _, address) = all_texts(), engineers.partition(":")
    desk = Desk(words, clock, addresses, seal, direct, channels)
    turns = Turns(store, CALLERS, words, Guide(knowledge().index), desk, seal)

    def fire(c: Connection, wakeup: Wakeup) -> None:
        """What a wake-up brings: deleting, a code, a look at wake-ups, contracts or a silent caller, or at a case."""
        if wakeup.kind == sealed.RETENTION:
            sealed.retain(c, clock.now(), originals=originals)
        elif wakeup.kind == retention.KIND:
            cleaning(c, keep, clock.now())
        elif wakeup.kind == watch.KEY:
            desk.watchdog.fire(c, store, wakeup)
        elif wakeup.kind == codes.KIND:
            desk.codes.send(c, wakeup)
        elif wakeup.kind == reminders.KEY:
            desk.reminders.fire(c, wakeup.due)
        elif wakeup.kind == requests.KIND:
            desk.personal_data.remind(c, wakeup)
        elif wakeup.kind == silence.KIND:
            turns.wait(c, wakeup)
        else:
            desk.fire(c, wakeup)

    mail = Mail(
        store, clock, channels, turn=turns, timer=fire, give_up=desk.give_up, apologise=desk.apologise,
        reader=Reader(store, seal, bool(originals), by_link=place == "web"), pace=pace,
        routes={ENGINEERS: (place, address or ENGINEERS)}, write_out=desk.codes.written_out,
    )  # fmt: skip
    return App(store, mail, turns, desk, addresses, seal, channels)
