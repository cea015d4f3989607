"""What a turn says, as one message: texts joined, buttons with what they mean, split only when it would be a wall."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.flow.conversation import Conversation, Shown
from bot.flow.vocabulary import Option, Say
from bot.texts import Texts

SCREEN = 900
"""About as many characters as a phone shows; a longer reply becomes two messages."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message to be sent: its key is that of the last text in it, its choices know what they answer."""

    key: str
    text: str
    choices: tuple[dict[str, Any], ...] = ()


def replies(says: Iterable[Say], texts: Texts, extra: Mapping[str, str], talk: Conversation) -> tuple[Reply, ...]:
    """The messages of one turn; the buttons stand under the last."""
    said = list(says)
    parts = [texts.render(s.key, _filled(s, extra)) for s in said]
    if not said:
        return ()
    choices = tuple(choice(o, s, texts, talk) for s in said for o in s.options)
    head, last = parts[:-1], parts[-1]
    if head and sum(map(len, parts)) > SCREEN:
        return Reply(said[-2].key, "\n\n".join(head)), Reply(said[-1].key, last, choices)
    return (Reply(said[-1].key, "\n\n".join(parts), choices),)


def _filled(say: Say, extra: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: extra[name] if name in extra else say.word(name)


def choice(option: Option, say: Say, texts: Texts, talk: Conversation) -> dict[str, Any]:
    """A button as it is stored: what its press, its label or its number will mean."""
    question = option.question or say.question or ""
    run = talk.run
    return {
        "label": texts.label(say.key if say.question == "pending" else _question_key(say), option),
        "run": run.number if run else None,
        "question": question,
        "value": option.value,
        "does": dict(option.does) if option.does else None,
        "nth": run.values.times(question) if run else 0,
    }


def _question_key(say: Say) -> str:
    """Labels stand under the question, whatever its wording: `report_fault.device.several` → `report_fault.device`."""
    return f"{say.key.split('.')[0]}.{say.question}"


def shown(reply: Reply) -> tuple[Shown, ...]:
    """The buttons as the conversation remembers them."""
    return tuple(Shown(c["label"], c["question"], c["value"], c["does"]) for c in reply.choices)
