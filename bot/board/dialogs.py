"""What an order still needs before it is given: a moment, a reason, a number, a priority."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nicegui import ui

from bot.domain.dates import say_clock
from bot.domain.worktime import local
from flows.obsluga_sprawy import when
from flows.obsluga_sprawy.card import BUTTONS
from flows.obsluga_sprawy.names import PRIORITIES

Field = ui.input | ui.textarea | ui.select


@dataclass(frozen=True, slots=True)
class Need:
    """What is asked for: `lacking` is said when nothing was entered; without it nothing is needed."""

    kind: Literal["moment", "words", "number", "priority"]
    label: str
    hint: str
    lacking: str = ""


MOMENT = "Godzina, „wczoraj 15:00” albo „19.11 9:30”. Nie później niż teraz; zapisana zostanie także chwila wpisu."
NEEDS = {
    "contact": Need("moment", "Kiedy", f"Kiedy była rozmowa? {MOMENT}"),
    "deliver": Need("moment", "Kiedy", f"Kiedy dostarczono? {MOMENT}"),
    "arrive": Need("moment", "Kiedy", f"Od kiedy inżynier jest na miejscu? {MOMENT}"),
    "take_back": Need("moment", "Kiedy", f"Kiedy urządzenie wróciło? {MOMENT}"),
    "reject": Need("words", "Powód", "Powód zobaczy zgłaszający.", "Proszę podać powód."),
    "request": Need("words", "Pytanie", "Pytanie trafi do zgłaszającego.", "Proszę wpisać pytanie."),
    "close": Need(
        "words", "Jak się skończyło", "Jednym zdaniem; zobaczy je zgłaszający.", "Proszę wpisać jedno zdanie."
    ),
    "reopen": Need("words", "Dlaczego (można pominąć)", "Odwołane terminy dostaw biegną dalej, jak biegły."),
    "order": Need(
        "number", "Numer", "Numer sprawy u producenta albo RMA; zobaczy go zgłaszający.", "Proszę podać numer."
    ),
    "dispatch": Need("number", "List przewozowy (można pominąć)", "Zobaczy go zgłaszający."),
    "contract": Need(
        "number", "Numer umowy", "Terminy zostaną policzone od nowa, od tej samej chwili zgłoszenia.",
        "Proszę podać numer umowy.",
    ),
    "priority": Need("priority", "Priorytet", "Podniesienie skraca czas na kontakt, jeśli jeszcze biegnie."),
}  # fmt: skip


async def ask(verb: str, priority: str, now: datetime) -> str | None:
    """The words that go with the order, „” when it needs none; None when it was called off."""
    need = NEEDS.get(verb)
    if need is None:
        return ""
    with window(BUTTONS[verb], need.hint) as dialog:
        field = _field(need, priority, now)

        def save() -> None:
            if field.validate():
                dialog.submit(str(field.value or "").strip())

        if isinstance(field, ui.input):
            field.on("keydown.enter", save)
        choice(dialog, "Zapisz", save)
    words: str | None = await dialog
    dialog.delete()
    return "" if need.kind == "moment" and words == _hour(now) else words


@contextmanager
def window(title: str, hint: str) -> Iterator[ui.dialog]:
    """A dialog with a heading and a sentence; what it asks for goes inside."""
    dialog = ui.dialog().props(f'aria-label="{title}"')
    with dialog, ui.element("div").classes("dialog"):
        ui.html(title, tag="h2", sanitize=False)
        ui.label(hint).classes("sub")
        yield dialog


def choice(dialog: ui.dialog, label: str, save: Callable[[], None]) -> None:
    """The two buttons at its end."""
    with ui.element("div").classes("actions"):
        _button(label, "main", save)
        _button("Anuluj", "", lambda: dialog.submit(None))


def is_moment(words: str | None, now: datetime) -> bool:
    """Whether the words name a moment; whether it is in the future is decided where the case is."""
    return when.read(words or "", now) is not None


def _field(need: Need, priority: str, now: datetime) -> Field:
    """A moment left as it is means now, to the second."""
    field: Field
    lacking = {need.lacking: lambda v: bool(v and v.strip())} if need.lacking else {}
    match need.kind:
        case "moment":
            valid = {"Proszę podać czas, na przykład 16:55.": lambda v: is_moment(v, now)}
            field = ui.input(need.label, value=_hour(now), validation=valid)
        case "priority":
            field = ui.select(PRIORITIES, label=need.label, value=priority)
        case "number":
            field = ui.input(need.label, validation=lacking)
        case "words":
            field = ui.textarea(need.label, validation=lacking).props("autogrow")
    return field.props("outlined autofocus").without_auto_validation()


def _hour(now: datetime) -> str:
    return say_clock(local(now).replace(second=0, microsecond=0))


def _button(label: str, style: str, pressed: Callable[[], None]) -> None:
    button = ui.html(label, tag="button", sanitize=False).classes(f"button {style}").props('type="button"')
    button.on("click", pressed)
