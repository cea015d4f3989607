"""Slack's form of things: rich text and buttons out, payloads in."""

from typing import Any

from adapters.slack.inbound import pressed, said
from adapters.slack.render import ESCAPED, drawn, pages
from bot.channel import Inbound, Outbound, Rules
from tests.adapters.contract.compared import Compared
from tests.adapters.slack.blocks import read_blocks

GROUP, DIRECT = "C0INZYNIER", "D0KLIENT"
RULES = Rules(GROUP)


class SlackThrough(Compared):
    """What is read of a message's blocks, and what a payload says."""

    def shown(self, message: Outbound) -> Outbound:
        texts = pages(message)
        last = len(texts) - 1
        read_parts = [read_blocks(drawn(text, message.choices * (n == last))) for n, text in enumerate(texts)]
        return self.compared(message, "\n".join(text for text, _ in read_parts), read_parts[-1][1])

    def heard(self, inbound: Inbound) -> Inbound:
        heard = pressed(_pressed(inbound), RULES, inbound.at) if inbound.choice else said(_said(inbound), RULES)
        return self.taken(inbound, heard, _thread(inbound))


def _thread(inbound: Inbound) -> str | None:
    return f"1770000000.{inbound.case:06d}" if inbound.staff and inbound.case else None


def _channel(inbound: Inbound) -> str:
    return GROUP if inbound.staff else DIRECT


def _pressed(inbound: Inbound) -> dict[str, Any]:
    ts = _thread(inbound) or "1770000000.000001"
    button = {"type": "button", "action_id": "0:", "value": inbound.choice, "action_ts": "1770000001.000001"}
    container = {"type": "message", "message_ts": ts}
    about = {"user": {"id": "U0KTOS"}, "channel": {"id": _channel(inbound)}, "container": container}
    return {"type": "block_actions", "actions": [button], **about}


def _said(inbound: Inbound) -> dict[str, Any]:
    files = [{"id": f.name, "name": f.name, "url_private_download": f"https://x/{f.name}"} for f in inbound.files]
    event: dict[str, Any] = {
        "type": "message", "user": "U0KTOS", "text": inbound.text.translate(ESCAPED), "channel": _channel(inbound),
        "channel_type": "channel" if inbound.staff else "im", "files": files, "thread_ts": _thread(inbound),
    }  # fmt: skip
    return {
        "type": "event_callback", "event_id": "Ev1", "event_time": int(inbound.at.timestamp()), "event": event
    }  # fmt: skip
