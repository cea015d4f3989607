"""Keep, masked, the words that were not understood, and what their author did next."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_table(
        "unread",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("conversation", sa.String(length=150), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.Column("asked", sa.String(length=60), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("next", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unread")),
    )
    op.create_index(op.f("ix_unread_conversation"), "unread", ["conversation"], unique=False)
    op.create_index(op.f("ix_unread_at"), "unread", ["at"], unique=False)
