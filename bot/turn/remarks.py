"""What is said of a message or a file itself, beside what the flow answers to it."""

from collections.abc import Iterable

from bot.events import Heard
from bot.flow.conversation import Conversation
from bot.flow.readers import is_output
from bot.flow.vocabulary import Say
from bot.turn.event import LONG


def of_message(heard: Heard, secret: bool) -> Iterable[Say]:
    """What is said of the message before it is answered."""
    if len(heard.text) > LONG and not (heard.pasted or is_output(heard.text)):
        yield Say("common.too_long", "".join)
    if heard.files and not secret:
        yield Say("common.reading", {"names": ", ".join(file.name for file in heard.files)}.__getitem__)
    if heard.has_secrets and not secret:
        yield Say("common.masked", "".join)
    for name, reason in heard.refusals:
        words = {"names": name, "reason": reason}
        yield Say("common.file_refused", words.__getitem__)


def of_file(heard: Heard, talk: Conversation) -> Iterable[Say]:
    """What there is to say of a file that was read, beside what it says of a device."""
    result = heard.read or {}
    words = {"names": result["name"], "reason": result["refusal"] or "", "notes": " ".join(result["notes"])}
    known = talk.run is None or talk.run.values.get("device")
    if result["refusal"]:
        yield Say("common.file_unread", words.__getitem__)
    elif result["unread_photo"] and not known:
        yield Say("common.photo_unread", words.__getitem__)
    elif not heard.findings:
        yield Say("common.file_says_nothing", words.__getitem__)
    if result["notes"] and not result["refusal"]:
        yield Say("common.file_notes", words.__getitem__)


def after_hello(remarks: Iterable[Say], says: list[Say]) -> list[Say]:
    """Nobody speaks of a message before greeting whoever sent it."""
    greeting = [say for say in says[:1] if say.key == "common.hello"]
    return [*greeting, *remarks, *says[len(greeting) :]]
