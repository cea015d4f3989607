"""Remember which message in the engineers' channel brings a caller's file."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    with op.batch_alter_table("file") as batch:
        batch.add_column(sa.Column("posted", tables.Id))
        batch.create_foreign_key(op.f("fk_file_posted_message"), "message", ["posted"], ["id"])
    op.create_index(op.f("ix_file_posted"), "file", ["posted"])
