"""Keep where an account of Teams is reached, to write to people first."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_table(
        "place",
        sa.Column("conversation", sa.String(length=150), nullable=False),
        sa.Column("service", sa.String(length=300), nullable=False),
        sa.Column("room", sa.String(length=300), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("conversation", name=op.f("pk_place")),
    )
