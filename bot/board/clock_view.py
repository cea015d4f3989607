"""The clocks of a case: a row each with a drawn bar of time, and on demand how the deadline came about."""

from datetime import datetime

from bot.board.countdown import level_of
from bot.domain.catalogue import CATALOGUE
from bot.domain.clocks import Clock
from bot.domain.dates import say_moment, say_until
from bot.domain.explain import NAMES
from bot.markup import esc
from flows.obsluga_sprawy.names import CLOCK_STATES


def clocks(found: tuple[Clock, ...], now: datetime) -> str:
    """Every clock in the order of deadlines; the cancelled ones last."""
    if not found:
        return "<p class='sub'>Żaden termin nie biegnie.</p>"
    rows = "".join(_clock(k, now) for k in sorted(found, key=lambda k: (k.state == "cancelled", k.due)))
    head = "<tr><th scope='col'>Termin</th><th scope='col'>Do kiedy</th><th scope='col'>Stan</th></tr>"
    return f"<table class='clocks'><thead>{head}</thead>{rows}</table>"


def _clock(clock: Clock, now: datetime) -> str:
    level = _level(clock, now)
    service = CATALOGUE.services.get(clock.service or "")
    name = f"{esc(NAMES.get(clock.kind, clock.kind))}{_sub(service.name if service else '')}"
    met = _sub(say_moment(clock.met_at, now) if clock.met_at else "")
    state = "po terminie" if level == "late" and clock.state == "running" else CLOCK_STATES[clock.state]
    return f"""<tbody class="{level}">
        <tr><th scope="row">{name}</th>
            <td>{esc(say_until(clock.due, now, clock.by_date))}</td>
            <td><span class="count {level}">{state}</span>{met}</td></tr>
        <tr><td colspan="3">{_bar(clock, now)}{_why(clock)}</td></tr></tbody>"""


def _sub(words: str) -> str:
    return f'<span class="sub">{esc(words)}</span>' if words else ""


def _level(clock: Clock, now: datetime) -> str:
    if clock.state == "running":
        return level_of(clock.due, now)
    return {"met": "met", "missed": "late"}.get(clock.state, "none")


def _bar(clock: Clock, now: datetime) -> str:
    """How much of the time has passed, from the start to the deadline; it stops where the clock was met."""
    whole = (clock.due - clock.start).total_seconds()
    passed = ((clock.met_at or now) - clock.start).total_seconds()
    share = round(100 * min(max(passed / whole, 0), 1)) if whole else 100
    live = "" if clock.met_at or clock.state == "cancelled" else f' data-due="{clock.due.isoformat()}"'
    label = f'role="img" aria-label="Minęło {share}% czasu"'
    return f'<div class="bar" {label} data-start="{clock.start.isoformat()}"{live}><i style="width:{share}%"></i></div>'


def _why(clock: Clock) -> str:
    if not clock.explanation:
        return ""
    steps = "".join(f"<li>{esc(step)}</li>" for step in clock.explanation)
    return f"<details><summary>Skąd ten termin</summary><ol>{steps}</ol></details>"
