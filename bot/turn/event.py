"""What happened, as the flow sees it: a button pressed, or words with what they mean under the open question."""

from sqlalchemy import Connection

from bot.domain.findings import NOTHING
from bot.events import Heard
from bot.flow.conversation import Conversation
from bot.flow.engine import Chose, Event
from bot.flow.readers import is_output
from bot.flow.vocabulary import Said
from bot.store import outbox
from bot.understand import understand
from bot.understand.priority import suggest

LONG = 8000
"""Longer words are kept whole as a file; the conversation goes on with their beginning."""
SEALED = "config"
"""The question whose files are kept sealed (DEADLINES.md section 2, SOS)."""
LOGS = "logs"
"""The question at which even a line that looks printed is no word of a person."""
SLOTS = {
    "unproven": "choice",
    "case": "choice",
    "which": "choice",
    "worse": "impact",
    "same_case": "agreed",
    "differs": "choice",
    "mismatch": "agreed",
    "sure": "agreed",
    "email": "choice",
    "code": "choice",
    "disconnect": "agreed",
    "forget": "agreed",
}
"""What a question is called for the understanding, where that is not its own name."""


def slot(talk: Conversation) -> str | None:
    """The open question, as the understanding calls it."""
    asked = _open_question(talk)
    return SLOTS.get(asked, asked) if asked else None


def event_of(c: Connection, conversation: str, talk: Conversation, heard: Heard) -> tuple[Event, str]:
    """What happened, and what the transcript shows of it."""
    return _pressed(c, conversation, heard.choice) if heard.choice else (_said(talk, heard), cut(heard.text))


def cut(text: str) -> str:
    """The beginning of long words."""
    return text if len(text) <= LONG else text[:LONG] + "…"


def _open_question(talk: Conversation) -> str | None:
    run = talk.run
    return ("agreed" if run.pending else run.asked) if run else None


def _said(talk: Conversation, heard: Heard) -> Said:
    asked = _open_question(talk)
    pasted, words = (heard.pasted, heard.words) if asked != SEALED or heard.read else (False, heard.text)
    if asked == LOGS and not pasted and is_output(heard.text):
        pasted, words = True, ""
    return Said(
        text=cut(words),
        understood=understand(words, slot(talk)),
        files=tuple(f.name for f in heard.files),
        suggested=suggest(words) if words.strip() else None,
        refused=bool(heard.refusals),
        pasted=pasted,
        findings=heard.findings if pasted else NOTHING,
        from_file=heard.read is not None,
    )


def _pressed(c: Connection, conversation: str, token: str) -> tuple[Event, str]:
    found = outbox.choice(c, conversation, token)
    if not found:
        return Chose(None, ""), ""
    chosen = found[1]
    event = Chose(chosen["run"], chosen["question"], chosen["value"], chosen["does"], chosen["nth"])
    return event, chosen["label"]
