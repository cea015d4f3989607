"""The web page's form of things: bubbles out, what a browser sends in."""

from dataclasses import replace
from uuid import uuid4

from adapters.web.channel import Sent, WebChannel
from adapters.web.render import bubble
from bot.channel import Choice, Inbound, Outbound
from tests.adapters.contract.compared import Compared
from tests.adapters.web.kit import Reader, Row


class WebThrough(Compared):
    """What is read in a bubble, and what the post box hands in."""

    def shown(self, message: Outbound) -> Outbound:
        page = Reader(bubble(Row(message.id, message.text, message.choices)))
        choices = zip(message.choices, page.labels, strict=True)
        return self.compared(message, page.said, tuple(Choice(c.token, label) for c, label in choices))

    def heard(self, inbound: Inbound) -> Inbound:
        heard: list[Inbound] = []

        def accept(event: Inbound) -> bool:
            heard.append(event)
            return True

        web = WebChannel(accept, lambda: inbound.at)
        web.receive(Sent("ktos", str(uuid4()), inbound.text, inbound.choice or "", inbound.files))
        if not heard:
            return inbound  # nothing was said, and nothing could be sent there
        return replace(inbound, text=heard[0].text, choice=heard[0].choice, files=heard[0].files)
