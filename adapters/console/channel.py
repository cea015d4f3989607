"""The console channel: what is typed comes in, what is said is printed, with numbered buttons."""

from collections.abc import Callable
from datetime import datetime
from itertools import count

from bot.channel import Accept, Inbound, Outbound

Now = Callable[[], datetime]


class Console:
    """One person at one terminal. Words, button labels and button numbers are typed alike."""

    name = "console"

    def __init__(self, user: str, started: str, write: Callable[[str], None]) -> None:
        self.user, self._started, self._write, self._typed = user, started, write, count()

    async def send(self, message: Outbound) -> str:
        """Print one message and its buttons."""
        self._write(render(message))
        return f"console-{message.id}"

    def typed(self, text: str, now: Now, accept: Accept) -> bool:
        """Hand in what was typed."""
        event = f"{self._started}-{next(self._typed)}"
        return accept(Inbound("console", self.user, event, now(), text))


def render(message: Outbound) -> str:
    """The message as lines for a terminal; control characters are left out."""
    buttons = [f"  [{number}] {choice.label}" for number, choice in enumerate(message.choices, 1)]
    clean = "".join(ch for ch in message.text if ch.isprintable() or ch in "\n\t")
    return "\n".join([clean, *buttons, ""]) + "\n"
