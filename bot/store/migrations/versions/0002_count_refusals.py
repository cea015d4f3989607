"""Count the wrong serial and contract pairs of accounts that are linked to nobody."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_table(
        "refusal",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("conversation", sa.String(length=150), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.Column("serial_key", sa.String(length=60), nullable=False),
        sa.Column("contract_key", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
    )
    op.create_index(op.f("ix_refusal_conversation"), "refusal", ["conversation"], unique=False)
