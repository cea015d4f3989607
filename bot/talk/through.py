"""What a channel makes of a message on its way out, and of an event on its way in: for plays of conversations."""

from typing import Protocol

from bot.channel import Inbound, Outbound


class Through(Protocol):
    """A channel's form of things, without its network."""

    def shown(self, message: Outbound) -> Outbound:
        """The message as it can be read and pressed there."""
        ...

    def heard(self, inbound: Inbound) -> Inbound:
        """The event as it comes from there."""
        ...


class Bare:
    """As it is."""

    def shown(self, message: Outbound) -> Outbound:
        """The message itself."""
        return message

    def heard(self, inbound: Inbound) -> Inbound:
        """The event itself."""
        return inbound


BARE = Bare()
