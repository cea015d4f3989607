"""Cases for the views, with real clocks."""

from datetime import datetime
from typing import Any

from bot.domain.cases import Case, open_case
from bot.domain.clocks import Clock

SERVICE = "huawei.cocare.premier"  # its P1 reaction runs around the clock: 60 minutes on any day


def opened(at: datetime, number: int = 1001, **more: Any) -> Case:
    """A covered P1 case submitted at that moment, with its reaction clock."""
    known: dict[str, Any] = {"priority": "P1", "symptom": "nic nie działa", "entitlement": "covered"}
    return open_case(Case(number=number, submitted_at=at, **(known | {"services": (SERVICE,)} | more)), at)[0]


def reaction(case: Case) -> Clock:
    """Its reaction clock."""
    (clock,) = [c for c in case.clocks if c.kind == "reaction"]
    return clock
