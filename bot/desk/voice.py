"""What everybody hears of a case: the card, its thread in the engineers' channel, and the caller."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import ENGINEERS, File
from bot.domain.cases import Case
from bot.domain.contacts import CONTACTS
from bot.flow.vocabulary import Option
from bot.store import outbox
from bot.texts import Texts
from flows.obsluga_sprawy import card as cards
from flows.obsluga_sprawy.commands import NEEDS_WORDS

CARD = "engineers.card"
NEEDED = {
    "reject": "reason_needed",
    "request": "question_needed",
    "write": "message_needed",
    "order": "number_of_order_needed",
    "close": "note_needed",
    "new": "new_needed",
}
"""What is asked for, of a verb that cannot do without words; `value_needed` of the others."""


class Voice:
    """Says things in the texts of the flow `engineers`."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def text(self, key: str, **words: str) -> str:
        """The text as it is said."""
        return self._texts.render(f"engineers.{key}", words_of(words))

    def post(
        self,
        c: Connection,
        key: str,
        at: datetime,
        thread: int | None,
        files: Sequence[File] = (),
        mentions: Collection[str] = (),
        /,
        **words: str,
    ) -> int:
        """Say it in the engineers' channel, in the thread of a case, calling these people; returns the message's id."""
        return outbox.add(
            c, conversation=ENGINEERS, at=at, text=self.text(key, **words), key=f"engineers.{key}",
            case_number=thread, thread=thread, files=files, mentions=mentions,
        )  # fmt: skip

    def hear(
        self, c: Connection, key: str, case: Case, at: datetime, files: Sequence[File] = (), /, **words: str
    ) -> None:
        """Say it to whoever reported the case."""
        text = self.text(key, **{"number": str(case.number), **words})
        for conversation in case.listeners:
            outbox.add(
                c, conversation=conversation, at=at, text=text, key=f"engineers.{key}", case_number=case.number,
                files=files,
            )  # fmt: skip

    def show(self, c: Connection, case: Case, at: datetime) -> int:
        """The card, in place of the one before; returns the id of the message."""
        return outbox.add(
            c,
            conversation=ENGINEERS,
            at=at,
            text=cards.card(case, at),
            key=CARD,
            choices=[self._choice(b, case) for b in cards.buttons(case)],
            case_number=case.number,
            edits=outbox.last_card(c, case.number, CARD),
        )

    def _choice(self, option: Option, case: Case) -> dict[str, object]:
        """A button, with what it cannot do without."""
        does = dict(option.does or {})
        needs = does.get("verb") in NEEDS_WORDS
        asks = (
            {"asks": self.text(NEEDED.get(str(does["verb"]), "value_needed"), number=str(case.number))} if needs else {}
        )
        return {"label": option.label, "does": does, **asks}

    def apologise(self, c: Connection, conversation: str, at: datetime) -> None:
        """A calm sentence instead of an answer that failed."""
        text = self._texts.render("common.trouble", words_of({}))
        outbox.add(c, conversation=conversation, at=at, text=text, key="common.trouble")


def words_of(given: Mapping[str, str]) -> Callable[[str], str]:
    """Placeholders of a desk text: what it is given, then the service's contacts."""
    return lambda name: given[name] if name in given else CONTACTS[name]
