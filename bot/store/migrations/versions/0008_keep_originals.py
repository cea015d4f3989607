"""A sealed original knows the masked file that people see instead of it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.add_column("file", sa.Column("shown_as", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
