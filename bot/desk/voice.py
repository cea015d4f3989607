"""What everybody hears of a case: the card, its thread in the engineers' channel, and the caller."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.channel import ENGINEERS, File
from bot.domain.cases import Case
from bot.domain.contacts import CONTACTS
from bot.flow.vocabulary import Option
from bot.store import outbox
from bot.texts import Texts
from flows.obsluga_sprawy import card as cards

CARD = "engineers.card"


class Voice:
    """Says things in the texts of the flow `engineers`."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def text(self, key: str, **words: str) -> str:
        """The text as it is said."""
        return self._texts.render(f"engineers.{key}", words_of(words))

    def post(
        self, c: Connection, key: str, at: datetime, thread: int | None, files: Sequence[File] = (), /, **words: str
    ) -> int:
        """Say it in the engineers' channel, in the thread of a case; returns the id of the message."""
        return outbox.add(
            c, conversation=ENGINEERS, at=at, text=self.text(key, **words), key=f"engineers.{key}",
            case_number=thread, thread=thread, files=files,
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
            choices=[_choice(b) for b in cards.buttons(case)],
            case_number=case.number,
            edits=outbox.last_card(c, case.number, CARD),
        )

    def apologise(self, c: Connection, conversation: str, at: datetime) -> None:
        """A calm sentence instead of an answer that failed."""
        text = self._texts.render("common.trouble", words_of({}))
        outbox.add(c, conversation=conversation, at=at, text=text, key="common.trouble")


def words_of(given: Mapping[str, str]) -> Callable[[str], str]:
    """Placeholders of a desk text: what it is given, then the service's contacts."""
    return lambda name: given[name] if name in given else CONTACTS[name]


def _choice(option: Option) -> dict[str, object]:
    return {"label": option.label, "does": dict(option.does or {})}
