"""Link accounts by one-time codes; a session knows its web account and when it was last used."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_table(
        "code",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("conversation", sa.String(length=150), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=True),
        sa.Column("message", tables.Id, nullable=True),
        sa.Column("used_at", tables.UtcDateTime(), nullable=True),
        sa.Column("claimed_at", tables.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
    )
    for column in ("conversation", "at", "person", "message"):
        op.create_index(op.f(f"ix_code_{column}"), "code", [column], unique=False)
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("user", sa.String(length=120), nullable=True))
        session.add_column(sa.Column("seen_at", tables.UtcDateTime(), nullable=True))
