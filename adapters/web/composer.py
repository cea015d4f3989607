"""The box a visitor writes in: a component of the browser, so that nothing typed is lost when the server restarts."""

from nicegui import ui

from adapters.web.channel import MAX_FILE, MAX_FILES, MAX_TEXT


class Composer(ui.element, component="composer.js"):
    """Text, files and pressed buttons, sent by POST with an id of the sending; says `sent` when the server has them."""

    def __init__(self) -> None:
        super().__init__()
        self._props["limits"] = {"text": MAX_TEXT, "file": MAX_FILE, "files": MAX_FILES}
