"""Which cases the list shows; kept in the address, so that a reload or a bookmark shows the same."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.board.reads import Row
from bot.domain.cases import PRIORITIES
from flows.obsluga_sprawy.names import STATES, VENDORS

OPEN, ALL = "otwarte", "wszystkie"
PRESSING = ("niczyje", "blisko", "po-terminie")


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty means any; `state` is a state, „otwarte” or „wszystkie”; `pressing` one of the tiles."""

    state: str = OPEN
    vendor: str = ""
    priority: str = ""
    mine: bool = False
    pressing: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """From the address; what makes no sense there is ignored."""
        return cls(
            state=one_of(query.get("stan", ""), (ALL, *STATES), OPEN),
            vendor=one_of(query.get("producent", ""), VENDORS),
            priority=one_of(query.get("priorytet", ""), PRIORITIES),
            mine=query.get("moje") == "1",
            pressing=one_of(query.get("pilne", ""), PRESSING),
        )

    @property
    def address(self) -> str:
        """The address of this view of the list."""
        state = "" if self.state == OPEN else self.state
        mine = "1" if self.mine else ""
        fields = {"stan": state, "producent": self.vendor, "priorytet": self.priority, "moje": mine}
        chosen = {name: value for name, value in (fields | {"pilne": self.pressing}).items() if value}
        return f"/panel?{urlencode(chosen)}" if chosen else "/panel"

    @property
    def ended_too(self) -> bool:
        """Whether cases that are nobody's work any more are looked at."""
        return self.state in (ALL, "rejected", "closed", "withdrawn")

    def fits(self, row: Row, me: str) -> bool:
        """Whether this person's list shows the row."""
        case = row.case
        return (
            (self.state == ALL or (case.open if self.state == OPEN else case.state == self.state))
            and self.vendor in ("", case.vendor)
            and self.priority in ("", case.urgency)
            and (not self.mine or case.owner == me)
            and self._presses(row)
        )

    def _presses(self, row: Row) -> bool:
        match self.pressing:
            case "niczyje":
                return row.case.open and row.case.owner is None
            case "blisko":
                return row.countdown.level == "soon"
            case "po-terminie":
                return row.countdown.level == "late"
        return True


def one_of(value: str, known: Collection[str], otherwise: str = "") -> str:
    """The value if it is known."""
    return value if value in known else otherwise
