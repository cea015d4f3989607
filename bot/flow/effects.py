"""What a turn asks to be said and done; whoever calls the engine does it, all in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.cases import Case
from bot.domain.findings import NOTHING, Findings
from bot.flow.rules import Option


@dataclass(frozen=True)
class Say:
    """Say the text `key` (`<flow>.<name>`), its placeholders filled by `word`, with these buttons."""

    key: str
    word: Callable[[str], str]
    options: tuple[Option, ...] = ()
    question: str | None = None


@dataclass(frozen=True)
class OpenCase:
    """Open this case; its number is drawn when it is stored, and the texts said after it may use `{number}`."""

    case: Case


@dataclass(frozen=True)
class CompleteCase:
    """Later answers for a case that went out incomplete: the case as they make it now."""

    number: int
    case: Case


@dataclass(frozen=True)
class JoinCase:
    """The same fault was reported already: this conversation hears of that case from now on."""

    number: int
    text: str


@dataclass(frozen=True)
class MakeUrgent:
    """The caller says that a case is more urgent than it was."""

    number: int
    priority: str


@dataclass(frozen=True)
class Escalate:
    """The caller is not content with how a case goes."""

    number: int


@dataclass(frozen=True)
class Withdraw:
    """The caller needs nothing any more."""

    number: int
    text: str = ""


@dataclass(frozen=True)
class AddToCase:
    """Pass these words (and whatever files came with them) on to the engineers of a case, and what a paste says."""

    number: int
    text: str
    findings: Findings = NOTHING


@dataclass(frozen=True)
class CountRefusal:
    """Somebody asked about what is not theirs, or is not there at all; `other`: a case number, a customer's name."""

    serial: str = ""
    contract: str = ""
    other: str = ""


@dataclass(frozen=True)
class SendTable:
    """A table goes with the answer, as a file for a spreadsheet."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Remind:
    """The person wants reminders of contracts that end, or wants none."""

    wanted: bool


@dataclass(frozen=True)
class CountHint:
    """An article was offered, or something came of it; topic "" stands for a question that no article fits.

    `about` stands for the words of the `symptom`, `result` is None while the article is being tried.
    """

    topic: str
    about: str
    symptom: str
    vendor: str | None
    result: str | None


@dataclass(frozen=True)
class SendCode:
    """Somebody says that this address is theirs: a one-time code goes there, if it is in the register."""

    email: str


@dataclass(frozen=True)
class ShowCode:
    """A person whose account this is may link another one: a one-time code is shown here."""


@dataclass(frozen=True)
class UnlinkAccount:
    """The account in which this is said is to be nobody's any more."""


@dataclass(frozen=True)
class GiveData:
    """Everything that is held of the person, as a file into this conversation."""


@dataclass(frozen=True)
class RequestData:
    """The person wants their data erased or corrected (`kind`): somebody does it within the time the law gives."""

    kind: str
    text: str = ""


Effect = (
    Say
    | OpenCase
    | CompleteCase
    | JoinCase
    | MakeUrgent
    | Escalate
    | Withdraw
    | AddToCase
    | CountRefusal
    | CountHint
    | SendTable
    | Remind
    | SendCode
    | ShowCode
    | UnlinkAccount
    | GiveData
    | RequestData
)
