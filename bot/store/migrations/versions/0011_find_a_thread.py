"""Find the case of a thread by the reference of its messages."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_index(op.f("ix_message_ref"), "message", ["conversation", "ref"], unique=False)
