"""Teams' form of things: XML and cards out, activities in."""

from typing import Any

from adapters.teams.inbound import FILE, read
from adapters.teams.render import drawn
from bot.channel import Inbound, Outbound, Rules
from tests.adapters.contract.compared import Compared
from tests.adapters.teams.kit import GROUP, US, html
from tests.adapters.teams.marks import read_message

RULES = Rules(GROUP)


class TeamsThrough(Compared):
    """What is read of a message and its cards, and what an activity says."""

    def shown(self, message: Outbound) -> Outbound:
        seen = [read_message(body) for body in drawn(message)]
        return self.compared(message, "\n".join(text for text, _, _ in seen), seen[-1][1])

    def heard(self, inbound: Inbound) -> Inbound:
        heard = read(_pressed(inbound) if inbound.choice else _said(inbound), RULES, inbound.at)
        return self.taken(inbound, heard, _thread(inbound))


def _thread(inbound: Inbound) -> str | None:
    return str(inbound.case) if inbound.staff and inbound.case else None


def _activity(inbound: Inbound) -> dict[str, Any]:
    thread = f";messageid={_thread(inbound)}" if _thread(inbound) else ""
    room = {"id": f"{GROUP}{thread}", "conversationType": "channel"}
    where = room if inbound.staff else {"id": "a:1", "conversationType": "personal"}
    about = {"id": "1", "conversation": where, "from": {"id": "29:1", "aadObjectId": "ktos"}, "recipient": US}
    return about | {"timestamp": inbound.at.isoformat(), "serviceUrl": "https://smba.trafficmanager.net/emea/"}


def _pressed(inbound: Inbound) -> dict[str, Any]:
    action = {"type": "Action.Execute", "verb": "choice", "data": {"choice": inbound.choice, "words": inbound.text}}
    return _activity(inbound) | {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": action}}


def _said(inbound: Inbound) -> dict[str, Any]:
    files = [{"contentType": FILE, "name": f.name, "content": {"downloadUrl": ""}} for f in inbound.files]
    said = [{"contentType": "text/html", "content": html(inbound.text)}] if inbound.text else []
    return _activity(inbound) | {"type": "message", "text": inbound.text, "attachments": [*said, *files]}
