"""What an order still needs before it is given: the hour of a contact, a reason, a contract, a priority."""

import re
from collections.abc import Callable
from datetime import datetime

from nicegui import ui

from bot.board.orders import LABELS, Verb
from bot.domain.worktime import local
from flows.obsluga_sprawy.names import PRIORITIES

Field = ui.input | ui.textarea | ui.select
HOUR = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)
HINTS: dict[Verb, str] = {
    "contact": "Kiedy była rozmowa? Nie później niż teraz.",
    "reject": "Powód zobaczy zgłaszający.",
    "contract": "Terminy zostaną policzone od nowa, od tej samej chwili zgłoszenia.",
    "priority": "Podniesienie priorytetu skraca czas na kontakt, jeśli jeszcze biegnie.",
}


async def ask(verb: Verb, priority: str, now: datetime) -> str | None:
    """The words that go with the order, „” when it needs none; None when it was called off."""
    if verb not in HINTS:
        return ""
    dialog = ui.dialog().props(f'aria-label="{LABELS[verb]}"')
    with dialog, ui.element("div").classes("dialog"):
        ui.html(LABELS[verb], tag="h2", sanitize=False)
        ui.label(HINTS[verb]).classes("sub")
        field = _field(verb, priority, now)

        def save() -> None:
            if field.validate():
                dialog.submit(str(field.value).strip())

        if isinstance(field, ui.input):
            field.on("keydown.enter", save)
        with ui.element("div").classes("actions"):
            _button("Zapisz", "main", save)
            _button("Anuluj", "", lambda: dialog.submit(None))
    words: str | None = await dialog
    dialog.delete()
    return "" if verb == "contact" and words == _hour(now) else words


def _field(verb: Verb, priority: str, now: datetime) -> Field:
    """An hour left as it is means now, to the second; whether it is in the future is decided where the case is."""
    field: Field
    match verb:
        case "contact":
            valid = {"Proszę podać godzinę, na przykład 16:55.": lambda v: bool(HOUR.fullmatch(v or ""))}
            field = ui.input("Godzina", value=_hour(now), validation=valid).props('mask="##:##" inputmode=numeric')
        case "priority":
            field = ui.select(PRIORITIES, label="Priorytet", value=priority)
        case "contract":
            field = ui.input("Numer umowy", validation={"Proszę podać numer umowy.": _filled})
        case _:
            field = ui.textarea("Powód", validation={"Proszę podać powód.": _filled}).props("autogrow")
    return field.props("outlined autofocus").without_auto_validation()


def _filled(value: str | None) -> bool:
    return bool(value and value.strip())


def _hour(now: datetime) -> str:
    return f"{local(now):%H:%M}"


def _button(label: str, style: str, pressed: Callable[[], None]) -> None:
    button = ui.html(label, tag="button", sanitize=False).classes(f"button {style}").props('type="button"')
    button.on("click", pressed)
