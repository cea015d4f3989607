"""Count every kind of question that is refused, by person too; remember who was reminded, and who wants none."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.add_column("refusal", sa.Column("other", sa.String(length=60), nullable=False, server_default=sa.text("''")))
    op.add_column("refusal", sa.Column("person", sa.String(length=80)))
    op.create_index(op.f("ix_refusal_person"), "refusal", ["person"], unique=False)
    op.create_table(
        "reminded",
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("contract_key", sa.String(length=60), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "contract_key", "valid_to", "days", name=op.f("pk_reminded")),
    )
    op.create_table(
        "unreminded",
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_unreminded_person_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_unreminded")),
    )
