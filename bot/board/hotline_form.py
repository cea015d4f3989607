"""„Nowe z infolinii”: a case for somebody on the phone, handed in as the command an engineer would type."""

from datetime import datetime

from nicegui import ui

from bot.board.dialogs import choice, is_moment, window
from bot.board.orders import hotline

HINT = "Sprawa trafia do kolejki. Brakujące dane można uzupełnić później."
PLACES = (
    ("Numer seryjny", "Numer seryjny urządzenia"),
    ("Numer umowy", "Numer umowy serwisowej"),
    ("Objaw", "Objaw, słowami dzwoniącego"),
    ("Telefon", "Telefon do kontaktu"),
    ("Kiedy", "Kiedy zadzwoniono"),
)
LACKING = "Potrzebny jest objaw oraz numer urządzenia, umowy albo telefon."
WRONG = "Proszę podać czas, na przykład 9:40, albo zostawić puste."


async def ask(now: datetime) -> str | None:
    """The command; None when it was called off."""
    with window("Nowe z infolinii", HINT) as dialog:
        fields = {name: ui.input(label).props("outlined") for name, label in PLACES}
        fields["Numer seryjny"].props("autofocus")
        problem = ui.label("").classes("problem").props('role="alert"')
        problem.set_visibility(False)

        def save() -> None:
            said = {name: (field.value or "").strip() for name, field in fields.items()}
            if wrong := lacks(said, now):
                problem.text = wrong
                problem.set_visibility(True)
            else:
                dialog.submit(hotline(*said.values()))

        choice(dialog, "Załóż sprawę", save)
    words: str | None = await dialog
    dialog.delete()
    return words


def lacks(said: dict[str, str], now: datetime) -> str:
    """What keeps a case from being opened; the rest is looked at where it is opened."""
    if not said["Objaw"] or not (said["Numer seryjny"] or said["Numer umowy"] or said["Telefon"]):
        return LACKING
    return WRONG if said["Kiedy"] and not is_moment(said["Kiedy"], now) else ""
