"""Who asked to be forgotten, and what else people asked for about their data."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_table(
        "erased",
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_erased")),
    )
    op.create_table(
        "privacy_request",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("conversation", sa.String(150), nullable=False),
        sa.Column("person", sa.String(80)),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.Column("due", tables.UtcDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("done_at", tables.UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_request")),
    )
    op.create_index(op.f("ix_privacy_request_conversation"), "privacy_request", ["conversation"])
    op.create_index(op.f("ix_privacy_request_person"), "privacy_request", ["person"])
