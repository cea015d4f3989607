"""When a case speaks up by itself and to whom: data, frozen with the case when it is opened."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).with_name("policy.json")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the escalation ladder: at `percent` of the time, or `after` minutes more; `tell` names who hears.

    `tell`: channel, duty (the owner, else who is on duty), manager, escalation (by mail).
    """

    tell: tuple[str, ...]
    percent: int = 100
    after: int = 0

    @property
    def name(self) -> str:
        """Its name within the ladder."""
        return f"+{self.after}" if self.after else str(self.percent)


@dataclass(frozen=True, slots=True)
class Policy:
    """Every number of policy.json; minutes count in the hours of the case's own reaction clock."""

    reaction: tuple[Rung, ...]
    queue_minutes: int
    queue_again: int
    owner_silent: int
    owner_lost: int
    promise_percent: int
    promise_clock: time
    promise_again: int
    return_days: tuple[int, ...]
    return_clock: time
    return_again_days: int
    data_silent: int
    data_missing: int
    rejected_days: int
    takeover_silent: tuple[int, ...]
    intake_urgent: int
    intake_nudge: int
    intake_park: int
    intake_days: int


def read(data: Mapping[str, Any]) -> Policy:
    """The policy in its JSON form; raises KeyError, TypeError or ValueError when it is not one."""
    values: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in data.items() if n != "note"}
    values |= {name: time.fromisoformat(data[name]) for name in ("promise_clock", "return_clock")}
    rungs = (Rung(tuple(r["tell"]), r.get("percent", 100), r.get("after", 0)) for r in data["reaction"])
    return Policy(**{**values, "reaction": tuple(rungs)})


def write(policy: Policy) -> dict[str, Any]:
    """The JSON form, as it is kept with a case."""
    data = {name: getattr(policy, name) for name in Policy.__dataclass_fields__}
    clocks = {name: f"{data[name]:%H:%M}" for name in ("promise_clock", "return_clock")}
    rungs = [{"tell": list(r.tell), "percent": r.percent, "after": r.after} for r in policy.reaction]
    return {**data, **clocks, "reaction": rungs}


@cache
def default() -> Policy:
    """The policy of this installation."""
    return read(json.loads(DEFAULT.read_text("utf-8")))
