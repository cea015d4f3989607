"""The console channel: what is typed comes in, what is said is printed, with numbered buttons."""

from collections.abc import Callable
from datetime import datetime
from itertools import count

from bot.channel import Accept, Inbound, Outbound
from bot.markup import addressed, visible

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
        event = f"{self.user}-{self._started}-{next(self._typed)}"
        return accept(Inbound("console", self.user, event, now(), text))


def render(message: Outbound) -> str:
    """The message as lines for a terminal; control characters are left out."""
    labels = (" ".join(visible(choice.label).split()) for choice in message.choices)
    buttons = [f"  [{number}] {label}" for number, label in enumerate(labels, 1)]
    text = addressed(message.text, [mention.name for mention in message.mentions])
    return "\n".join([visible(text), *buttons, ""]) + "\n"
