"""What everybody hears of a case: the card, its thread in the engineers' channel, and the caller."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import ENGINEERS, File
from bot.domain.cases import Case
from bot.domain.contacts import CONTACTS
from bot.domain.dates import say_moment
from bot.domain.people import Person
from bot.flow.vocabulary import Option
from bot.store import outbox
from bot.texts import Texts
from flows.obsluga_sprawy import card as cards
from flows.status_zgloszenia.flow import clock_line

CARD = "engineers.card"
RESULTS = {
    "take": "taken",
    "contact": "contacted",
    "confirm": "confirmed",
    "reject": "rejected",
    "priority": "priority_set",
    "contract": "contract_set",
    "write": "written",
}
TOLD = {
    "take": "told_taken",
    "reject": "told_rejected",
    "priority": "told_priority",
    "contract": "told_contract",
    "write": "told_message",
}


class Voice:
    """Says things in the texts of the flow `engineers`."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def post(self, c: Connection, key: str, at: datetime, thread: int | None, **words: str) -> None:
        text = self._texts.render(f"engineers.{key}", words_of(words))
        outbox.add(
            c, conversation=ENGINEERS, at=at, text=text, key=f"engineers.{key}", case_number=thread, thread=thread
        )

    def show(self, c: Connection, case: Case, at: datetime) -> None:
        """The card, in place of the one before."""
        outbox.add(
            c,
            conversation=ENGINEERS,
            at=at,
            text=cards.card(case, at),
            key=CARD,
            choices=[_choice(b) for b in cards.buttons(case)],
            case_number=case.number,
            edits=outbox.last_card(c, case.number, CARD),
        )

    def tell(
        self, c: Connection, verb: str, case: Case, said: str, who: Person, at: datetime, files: Sequence[File] = ()
    ) -> None:
        """The engineers' channel hears the result in the case's thread, the caller what it means for them."""
        promised = "\n".join(
            clock_line(k, at, len(case.services) > 1) for k in case.clocks if k.kind != "reaction" and k.met_at is None
        )
        running = "\n".join(clock_line(k, at, len(case.services) > 1) for k in case.clocks if k.state == "running")
        contacted = next((k.met_at for k in case.clocks if k.kind == "reaction" and k.met_at), None)
        words = {
            "number": str(case.number), "owner": who.name, "reason": said, "text": said, "priority": case.priority,
            "contract": case.contract or "", "deadlines": promised if verb == "confirm" else running,
            "moment": say_moment(contacted, at) if contacted else "",
        }  # fmt: skip
        told = {"confirm": "told_confirmed" if promised else "told_confirmed_support"}.get(verb, TOLD.get(verb))
        self.post(c, RESULTS[verb], at, case.number, **words)
        if told and case.conversation:
            text = self._texts.render(f"engineers.{told}", words_of(words))
            outbox.add(
                c, conversation=case.conversation, at=at, text=text, key=f"engineers.{told}", case_number=case.number,
                files=files if verb == "write" else (),
            )  # fmt: skip

    def apologise(self, c: Connection, conversation: str, at: datetime) -> None:
        """A calm sentence instead of an answer that failed."""
        text = self._texts.render("common.trouble", words_of({}))
        outbox.add(c, conversation=conversation, at=at, text=text, key="common.trouble")


def words_of(given: Mapping[str, str]) -> Callable[[str], str]:
    """Placeholders of a desk text: what it is given, then the service's contacts."""
    return lambda name: given[name] if name in given else CONTACTS[name]


def _choice(option: Option) -> dict[str, object]:
    return {"label": option.label, "does": dict(option.does or {})}
