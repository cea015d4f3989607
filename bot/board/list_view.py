"""The list of cases as HTML: the tiles, and a card for each case."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.board.countdown import Countdown
from bot.board.filters import OPEN, Filter
from bot.board.reads import Row, Tiles
from bot.domain.cases import Case
from bot.domain.dates import say_until
from bot.domain.people import Person
from bot.markup import esc
from flows.obsluga_sprawy.names import STATES, VENDORS

NEAR = timedelta(days=8)
EMPTY = '<p class="empty">Żadna sprawa nie spełnia tych warunków. <a href="/panel">Pokaż wszystkie otwarte</a></p>'
CALM = '<p class="empty">Nie ma otwartych spraw.</p>'


def tiles(numbers: Tiles, chosen: Filter) -> str:
    """Big numbers; each is also the way to its cases."""
    shown = (
        ("", numbers.open, "otwarte", "calm"),
        ("niczyje", numbers.unowned, "bez właściciela", "soon" if numbers.unowned else "calm"),
        ("blisko", numbers.soon, "termin za mniej niż 20 min", "soon" if numbers.soon else "calm"),
        ("po-terminie", numbers.late, "po terminie", "late" if numbers.late else "calm"),
    )
    return "".join(_tile(*tile, current=chosen.pressing == tile[0]) for tile in shown)


def on_duty(found: Iterable[tuple[Person, str, datetime]], now: datetime) -> str:
    """Who is called when nobody has a case; without a calendar everybody is."""
    named = [
        f"{esc(person.name)} ({VENDORS.get(vendor, 'obaj producenci')}{_ends(until, now)})"
        for person, vendor, until in found
    ]
    return f"Dyżur teraz: {', '.join(named) or 'wszyscy inżynierowie (kalendarz nikogo nie wskazuje)'}."


def _ends(until: datetime, now: datetime) -> str:
    """A duty without a near end is nobody's worry."""
    return f", {esc(say_until(until, now))}" if until - now < NEAR else ""


def card(row: Row) -> str:
    """A case in one glance; the whole card leads to it."""
    case = row.case
    return f"""
        <div class="clock">{ticking(row.countdown)}<span class="sub">{esc(row.due or row.following)}</span></div>
        <div class="what">
          <h2><a href="/panel/sprawa/{case.number}">{case.number}</a> {priority(case)} {flags(case)}</h2>
          <p>{esc(row.symptom) or "Objawu nie podano."}</p>
        </div>
        <div class="where">
          <span>{esc(case.customer or "Klient nieustalony")}</span>
          <span class="sub">{esc(case.site or "")}</span>
          <span class="sub serial">{esc(row.device or "Urządzenie nieustalone")}</span>
        </div>
        <div class="whose"><span class="state {case.state}">{esc(STATES.get(case.state, case.state))}</span>
          <span class="sub">{esc(case.owner_name or "bez właściciela")}</span></div>"""


def ticking(left: Countdown) -> str:
    """The words of now; board.js keeps them fresh while the clock runs."""
    due = f' data-due="{left.due.isoformat()}"' if left.due else ""
    return f'<span class="count {left.level}"{due}>{esc(left.words)}</span>'


def priority(case: Case) -> str:
    """The priority that clocks follow, and what the caller called it when that is something else."""
    stated = case.priority_stated not in (None, case.priority)
    told = f' <span class="sub">podany {esc(case.priority_stated)}</span>' if stated else ""
    return f'<span class="prio {esc(case.priority).lower()}">{esc(case.priority)}</span>{told}'


def flags(case: Case) -> str:
    """What the engineer must know before calling."""
    unproven = '<span class="flag">uprawnienie niezweryfikowane</span>' if not case.verified else ""
    return unproven + ('<span class="flag">NIEKOMPLETNE</span>' if case.incomplete else "")


def empty(chosen: Filter) -> str:
    """What stands where there is no card."""
    return CALM if chosen == Filter(state=OPEN) else EMPTY


def more(shown: int, all_: int) -> str:
    """Beneath a list that was cut."""
    return f'<p class="empty">Pokazano {shown} z {all_}. Dalsze: filtr albo <a href="/panel/raport">raport</a>.</p>'


def _tile(pressing: str, number: int, label: str, level: str, *, current: bool) -> str:
    here = ' aria-current="true"' if current else ""
    address = Filter(pressing=pressing).address
    return f'<a class="tile {level}" href="{esc(address)}"{here}><b>{number}</b> <span>{label}</span></a>'
