"""A short story for the demo: what happened in the hour before it was opened, told through the application itself."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot import access
from bot.channel import ENGINEERS, Inbound
from bot.clock import SimulatedClock, SystemClock
from bot.mail import Pace
from bot.main import build
from bot.store import register
from bot.store.engine import Store
from bot.talk.screen import Screen

STORY = (
    (55, "debowska", "P1, padł przełącznik TB012137W-30023, cały blok operacyjny bez sieci"),
    (54, "debowska", "600 000 103"),
    (53, "debowska", "Wyślij"),
    (50, "ola", "weź 1001"),
    (47, "ola", "kontakt 1001"),
    (41, "ola", "potwierdź 1001"),
    (34, "lipska", "Dzień dobry, w 1845N-41234 jeden zasilacz nie świeci, switch pracuje na drugim"),
    (33, "lipska", "Działa, ale źle"),
    (31, "lipska", "Pomiń"),
    (30, "lipska", "Doślę później"),
    (29, "lipska", "600 000 101"),
    (28, "lipska", "Wyślij"),
    (16, "gosc-demo", "nie działa wifi w biurze, sn 03052104150199, umowa PW-2026-009999"),
    (15, "gosc-demo", "jednak umowa PW-2026-009998"),
    (14, "gosc-demo", "Przekaż mimo to"),
    (13, "gosc-demo", "Działa, ale źle"),
    (12, "gosc-demo", "Pomiń"),
    (11, "gosc-demo", "Nie mam dostępu"),
    (10, "gosc-demo", "600 000 199"),
    (9, "gosc-demo", "Krótka 1, Opole"),
    (8, "gosc-demo", "Wyślij"),
)
"""(minutes ago, who, what was said or pressed)"""


def tell(store: Store) -> None:
    """Play the story up to now."""
    now = SystemClock().now()
    clock = SimulatedClock(now - timedelta(hours=1))
    screen = Screen(lambda _line: None)
    app = build(store, clock, {"web": screen}, "web", Pace(gather=timedelta(0)))
    with asyncio.Runner() as runner:
        for number, (ago, who, words) in enumerate(STORY):
            at = now - timedelta(minutes=ago)
            _pass_until(at, clock, app.mail.next_due, lambda: runner.run(app.mail.run_due()))
            app.mail.accept(_event(store, screen, number, at, who, words))
        _pass_until(now, clock, app.mail.next_due, lambda: runner.run(app.mail.run_due()))


def _pass_until(
    at: datetime, clock: SimulatedClock, due: Callable[[], datetime | None], run: Callable[[], object]
) -> None:
    while (next_due := due()) is not None and next_due <= at:
        clock.advance_to(max(next_due, clock.now()))
        run()
    clock.advance_to(at)


def _event(store: Store, screen: Screen, number: int, at: datetime, who: str, words: str) -> Inbound:
    with store.begin() as c:
        person = register.person(c, who)
        user = access.web_user(c, who, at) if person else who
    staff = bool(person and person.role.is_staff)
    token = screen.token(ENGINEERS if staff else user, words, None)
    return Inbound(
        "web", user, f"demo-{number}", at, "" if token else words, token, person=who if person else None, staff=staff
    )
