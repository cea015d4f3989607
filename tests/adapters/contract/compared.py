"""A message beside what a reader sees of it: the same words and the same buttons, whatever the channel's form."""

from collections.abc import Sequence
from dataclasses import replace

from bot.channel import Choice, Inbound, Outbound
from bot.markup import addressed, visible

SHOWN = 200


class Compared:
    """What was seen otherwise than said lies in `faults`."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def compared(self, message: Outbound, text: str, choices: Sequence[Choice]) -> Outbound:
        """The message with the buttons as they are there; where a line breaks is the channel's matter."""
        said = visible(message.text)
        called = addressed(said, [mention.name for mention in message.mentions])
        if text.split() not in (said.split(), called.split()):
            self.faults.append(f"{message.key}: read as „{text[:SHOWN]}”, said „{message.text[:SHOWN]}”")
        if [c.label for c in choices] != [" ".join(visible(c.label).split()) for c in message.choices]:
            self.faults.append(f"{message.key}: buttons {[c.label for c in choices]}")
        return replace(message, choices=tuple(choices))

    def taken(self, inbound: Inbound, heard: Inbound | None, thread: str | None) -> Inbound:
        """What was done, as it was heard: in the same thread, with the same files."""
        if heard is None:
            return inbound  # nothing was said, and nothing could be sent there
        assert (heard.staff, heard.thread) == (inbound.staff, thread)
        assert [f.name for f in heard.remote] == [f.name for f in inbound.files]
        return replace(inbound, text=heard.text, choice=heard.choice)
