"""An event of a case in words: what was decided, the moment said beside the one recorded, the deadlines before."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.domain.cases import Event
from bot.domain.dates import say_moment
from bot.domain.explain import NAMES
from flows.obsluga_sprawy.names import KINDS, PARTS


def details(event: Event, now: datetime) -> str:
    """What there is to tell beside the name of the event; lines of Polish text."""
    data = event.data
    match event.event:
        case "priority":
            return "\n".join((f"{data['from']} → {data['to']}", *_before(data.get("dues", {}), now)))
        case "deadline_missed":
            return ", ".join(NAMES.get(label.split(":")[0], label) for label in data["clocks"])
        case "contract":
            return f"{data.get('contract') or 'bez umowy'} → {event.reason}"
        case "completed":
            return ", ".join(PARTS[name] for name in data.get("fields", ()) if name in PARTS)
    said = [f"podana chwila: {say_moment(datetime.fromisoformat(data['moment']), now)}"] if "moment" in data else []
    return "\n".join((*([event.reason] if event.reason else []), *said))


def _before(dues: Mapping[str, str], now: datetime) -> Iterable[str]:
    """The deadlines as they were before a change of the priority."""
    for label, due in dues.items():
        kind = label.partition(":")[0]
        yield f"poprzedni termin, {KINDS.get(kind, kind)}: {say_moment(datetime.fromisoformat(due), now)}"
