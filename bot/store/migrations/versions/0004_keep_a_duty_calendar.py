"""Keep a duty calendar; a case has one wake-up from now on, which the watch arms for cases that are open already."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_table(
        "duty",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("vendor", sa.String(length=10), nullable=False),
        sa.Column("starts_at", tables.UtcDateTime(), nullable=False),
        sa.Column("ends_at", tables.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_duty_person_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index(op.f("ix_duty_person"), "duty", ["person"], unique=False)
    op.create_index(op.f("ix_duty_ends_at"), "duty", ["ends_at"], unique=False)
    op.execute("DELETE FROM wakeup WHERE kind = 'sla'")
