"""${message}."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    ${upgrades}
