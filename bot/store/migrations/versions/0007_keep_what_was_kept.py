"""Keep beside each case how its promises stand, so that the report of a quarter need not read whole cases."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SUBJECTS = {"reaction": ("reaction",), "delivery": ("dispatch", "delivery", "onsite"), "return": ("return",)}
MOMENTS = ("submitted_at", "confirmed_at")
HEADS = ("submitted_at", "number", "vendor", "priority", "state", "customer", "confirmed_at")


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    kinds: dict[str, Any] = {name: tables.UtcDateTime() for name in MOMENTS}
    kinds |= {f"{subject}_kept": sa.String(length=7) for subject in SUBJECTS}
    kinds |= {f"{subject}_until": tables.UtcDateTime() for subject in SUBJECTS}
    for name, kind in kinds.items():
        op.add_column("case", sa.Column(name, kind))
    columns = (sa.column(name, kind) for name, kind in kinds.items())
    case = sa.table("case", sa.column("number"), sa.column("body", sa.JSON()), *columns)
    for number, body in op.get_bind().execute(sa.select(case.c.number, case.c.body)).all():
        op.execute(case.update().where(case.c.number == number).values(_columns(body)))
    op.create_index("ix_case_report", "case", [*HEADS, *(f"{s}_{of}" for s in SUBJECTS for of in ("kept", "until"))])


def _columns(body: Mapping[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {name: datetime.fromisoformat(body[name]) if body[name] else None for name in MOMENTS}
    for subject, kinds in SUBJECTS.items():
        clocks = [k for k in body["clocks"] if k["kind"] in kinds]
        states = [k["state"] for k in clocks]
        columns[f"{subject}_kept"] = next((s for s in ("missed", "running", "met") if s in states), None)
        running = [datetime.fromisoformat(k["due"]) for k in clocks if k["state"] == "running"]
        columns[f"{subject}_until"] = min(running, default=None)
    return columns
