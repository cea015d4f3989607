"""An event of a case in words: what was decided, the moment said beside the one recorded, the deadlines before."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from bot.domain.cases import Event
from bot.domain.explain import NAMES
from flows.obsluga_sprawy.names import KINDS, PARTS


def details(event: Event, say: Callable[[datetime], str]) -> str:
    """What there is to tell beside the name of the event; lines of Polish text, moments as `say` says them."""
    data = event.data
    match event.event:
        case "priority":
            return "\n".join((f"{data['from']} → {data['to']}", *_before(data.get("dues", {}), say)))
        case "deadline_missed":
            return ", ".join(NAMES.get(label.split(":")[0], label) for label in data["clocks"])
        case "contract":
            return f"{data.get('contract') or 'bez umowy'} → {event.reason}"
        case "completed":
            return ", ".join(PARTS[name] for name in data.get("fields", ()) if name in PARTS)
    told = [*([event.reason] if event.reason else []), *_before(data.get("dues", {}), say)]
    if "moment" in data and datetime.fromisoformat(data["moment"]) != event.at:
        told.append(f"podana chwila: {say(datetime.fromisoformat(data['moment']))}, zapisano: {say(event.at)}")
    return "\n".join(told)


def _before(dues: Mapping[str, str], say: Callable[[datetime], str]) -> Iterable[str]:
    """The deadlines as they were before they were counted anew."""
    for label, due in dues.items():
        kind = label.partition(":")[0]
        yield f"poprzedni termin, {KINDS.get(kind, kind)}: {say(datetime.fromisoformat(due))}"
