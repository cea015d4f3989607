"""Remember whom a message to the engineers calls; in which account, the channel that sends it decides."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.add_column("message", sa.Column("mentions", sa.JSON()))
