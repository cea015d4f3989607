"""Files may be sealed: their bytes are encrypted, and only bot/store/sealed.py opens them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.add_column("file", sa.Column("sealed", sa.Boolean(), nullable=False, server_default=sa.false()))
