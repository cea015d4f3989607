"""Remember since when a message cannot be sent: it may be about a moment long before that."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.add_column("message", sa.Column("tried_at", tables.UtcDateTime()))
