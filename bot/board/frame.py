"""What surrounds every page of the board: the head of the document, the bar on top, the main column."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from nicegui import ui

from bot.board.house import Staff
from bot.markup import esc

PLACES = (("/panel", "Sprawy"), ("/panel/kanal", "Kanał"), ("/panel/raport", "Raport"), ("/panel/wiedza", "Wiedza"))


@contextmanager
def frame(staff: Staff, here: str, now: datetime) -> Iterator[None]:
    """The page's content goes inside."""
    ui.add_head_html(
        '<link rel="stylesheet" href="/static/panel/theme.css"><link rel="stylesheet" href="/static/panel/board.css">'
        f'<meta name="server-time" content="{now.isoformat()}"><script defer src="/static/panel/board.js"></script>'
    )
    ui.colors(primary="#0d5c63", positive="#19643a", negative="#a01c24", warning="#7d4a00")
    ui.html(bar(staff, here), tag="header", sanitize=False).classes("top")
    with ui.element("div").classes("page"):
        yield


def bar(staff: Staff, here: str) -> str:
    """The inside of the bar on top."""
    links = "".join(
        f'<a href="{path}"{" aria-current=page" if path == here else ""}>{name}</a>' for path, name in PLACES
    )
    return f"""<a class="brand" href="/panel"><img src="/static/panel/icon.svg" alt="" width="28" height="28">
        <span>Dyspozytor</span></a><nav aria-label="Panel">{links}</nav>
        <form method="post" action="/panel/wyloguj"><span>{esc(staff.person.name)}</span>
        <button class="quiet" type="submit">Wyloguj</button></form>"""
