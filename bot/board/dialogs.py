"""What an order still needs before it is given: the hour of a contact, a reason, a contract, a priority."""

from datetime import datetime

from nicegui import ui

from bot.board.orders import LABELS, Verb
from bot.board.words import PRIORITIES
from bot.domain.worktime import local

REASON_SHOWN = "Powód zobaczy zgłaszający."


async def ask(verb: Verb, now: datetime) -> str | None:
    """The words that go with the order, „” when it needs none; None when it was called off."""
    if verb in ("take", "confirm"):
        return ""
    with ui.dialog() as dialog, ui.element("div").classes("dialog").props(f'aria-label="{LABELS[verb]}"'):
        ui.html(LABELS[verb], tag="h2", sanitize=False)
        field = _field(verb, now)
        with ui.element("div").classes("actions"):
            _button("Zapisz", "main", lambda: dialog.submit(str(field.value or "").strip() or None))
            _button("Anuluj", "", lambda: dialog.submit(None))
    words: str | None = await dialog
    dialog.delete()
    return _said(verb, words, now)


def _field(verb: Verb, now: datetime) -> ui.input | ui.textarea | ui.select:
    match verb:
        case "contact":
            ui.label("Kiedy była rozmowa? Późniejsza niż teraz nie może być.").classes("sub")
            return ui.input("Godzina", value=f"{local(now):%H:%M}").props("outlined type=time autofocus")
        case "contract":
            return ui.input("Numer umowy").props("outlined autofocus")
        case "priority":
            return ui.select(PRIORITIES, label="Priorytet", value="P1").props("outlined")
    ui.label(REASON_SHOWN).classes("sub")
    return ui.textarea("Powód").props("outlined autogrow autofocus")


def _said(verb: Verb, words: str | None, now: datetime) -> str | None:
    """The hour left as it was means now, to the second."""
    return "" if verb == "contact" and words == f"{local(now):%H:%M}" else words


def _button(label: str, style: str, pressed: object) -> None:
    button = ui.html(label, tag="button", sanitize=False).classes(f"button {style}").props('type="button"')
    button.on("click", pressed)  # type: ignore[arg-type]
