"""What the world says at the moment of a turn; loaded once, so that nothing downstream asks a clock or a database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from bot.domain.cases import Case
from bot.domain.contracts import Cover, Device, Register
from bot.domain.people import Person, Scope

FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Hint:
    """An article that fits the symptom: its short steps and the logs it asks for, chosen for the caller's platform.

    `found` are the caller's words that brought it up.
    """

    topic: str
    title: str
    steps: tuple[str, ...]
    logs: tuple[str, ...]
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of a one-time code that was typed: `wrong` with so many tries `left`, `spent` the last, or `late`."""

    verdict: Literal["right", "wrong", "spent", "late"]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a rule may look at: `now` is when the event was received (aware), not when it is handled.

    `scope` is whose data the person may see (None: an account not linked to anybody); `own` and `contracts` are of
    the person's organisation, `cases` the person's own, by number. `register` holds only the devices and contracts
    mentioned so far. `tries_left`: how many more questions about what is not theirs, or not there, somebody may ask.
    `representatives`: who may report for the person's organisation.
    `replying_to`: the case whose engineer spoke last in this conversation; `closed_lately`: the newest one that may
    still be reopened. `requests`: what the person has asked for about their data and waits for (access: was given
    today), with the day it is due; `request_due`: the day for one made now.
    `twins`: open cases of the same organisation for the devices mentioned.
    `guide(symptom, vendor, platform)` finds the articles that fit, best first, `article(topic, vendor, platform)` the
    one of a topic when it is for such devices, and `usual_logs(platform, vendor)` the commands that help with any
    fault: all only look into the knowledge base in memory. `suggest(symptom)` is the
    priority a description sounds like, and why. `hinted`: the articles offered in this conversation within a day,
    each with what it was offered about („” for another report than the present one).
    `linking`: accounts can be linked by one-time codes; `codes_left`: so many more may be asked for here, `awaiting`:
    the address that the last one was asked for, while it is good; `proof`: a code was typed just now, its digits are
    in no words. `elsewhere`: where a report that was begun here goes on, as the end of a Polish sentence.
    """

    now: datetime
    person: Person | None = None
    scope: Scope | None = None
    register: Register = field(default_factory=Register)
    own: tuple[Device, ...] = ()
    contracts: tuple[Cover, ...] = ()
    cases: tuple[Case, ...] = ()
    twins: tuple[Case, ...] = ()
    guide: Callable[[str, str | None, str | None], tuple[Hint, ...]] = lambda _symptom, _vendor, _platform: ()
    article: Callable[[str, str | None, str | None], Hint | None] = lambda _topic, _vendor, _platform: None
    suggest: Callable[[str], tuple[str, str] | None] = lambda _symptom: None
    hinted: Mapping[str, str] = field(default_factory=dict)
    usual_logs: Callable[[str | None, str | None], tuple[str, ...]] = lambda _platform, _vendor: ()
    tries_left: int = 5
    representatives: tuple[str, ...] = ()
    replying_to: int | None = None
    closed_lately: int | None = None
    linking: bool = False
    codes_left: int = 0
    awaiting: str = ""
    proof: Proof | None = None
    elsewhere: str = ""
    requests: Mapping[str, datetime] = field(default_factory=dict)
    request_due: datetime = FAR
