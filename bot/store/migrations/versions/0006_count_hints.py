"""Count the articles offered in conversations, and what came of each."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_table(
        "hint",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("conversation", sa.String(length=150), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("vendor", sa.String(length=10)),
        sa.Column("result", sa.String(length=20)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hint")),
    )
    op.create_index(op.f("ix_hint_conversation"), "hint", ["conversation"], unique=False)
    op.create_index(op.f("ix_hint_at"), "hint", ["at"], unique=False)
