"""Create every table."""

import sqlalchemy as sa
from alembic import op

from bot.store import tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: the way back is the backup taken before the update."""
    op.create_table(
        "case",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("customer", sa.String(length=200), nullable=True),
        sa.Column("vendor", sa.String(length=10), nullable=True),
        sa.Column("serial_key", sa.String(length=60), nullable=True),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("reporter", sa.String(length=80), nullable=True),
        sa.Column("conversation", sa.String(length=150), nullable=True),
        sa.Column("opened_at", tables.UtcDateTime(), nullable=False),
        sa.Column("reaction_due", tables.UtcDateTime(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_case")),
    )
    op.create_index(op.f("ix_case_conversation"), "case", ["conversation"], unique=False)
    op.create_index(op.f("ix_case_customer"), "case", ["customer"], unique=False)
    op.create_index(op.f("ix_case_owner"), "case", ["owner"], unique=False)
    op.create_index(op.f("ix_case_reporter"), "case", ["reporter"], unique=False)
    op.create_index(op.f("ix_case_serial_key"), "case", ["serial_key"], unique=False)
    op.create_index(op.f("ix_case_state"), "case", ["state"], unique=False)
    op.create_table(
        "contract",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("number_key", sa.String(length=60), nullable=False),
        sa.Column("customer", sa.String(length=200), nullable=False),
        sa.Column("service", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("partner", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_at", tables.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("number_key", "service", name=op.f("uq_contract_number_key")),
    )
    op.create_index(op.f("ix_contract_customer"), "contract", ["customer"], unique=False)
    op.create_index(op.f("ix_contract_partner"), "contract", ["partner"], unique=False)
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(length=150), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("user", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=True),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("updated_at", tables.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    op.create_index(op.f("ix_conversation_person"), "conversation", ["person"], unique=False)
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", tables.Id, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "device",
        sa.Column("serial_key", sa.String(length=60), nullable=False),
        sa.Column("serial", sa.String(length=60), nullable=False),
        sa.Column("vendor", sa.String(length=10), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("site", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("ended_at", tables.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("serial_key", name=op.f("pk_device")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("event_id", sa.String(length=200), nullable=False),
        sa.Column("conversation", sa.String(length=150), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("done_at", tables.UtcDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("channel", "event_id", name=op.f("uq_inbox_channel")),
    )
    op.create_index("ix_inbox_waiting", "inbox", ["conversation", "done_at", "id"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("conversation", sa.String(length=150), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=True),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("case_number", sa.Integer(), nullable=True),
        sa.Column("thread", sa.Integer(), nullable=True),
        sa.Column("edits", tables.Id, nullable=True),
        sa.Column("ref", sa.String(length=200), nullable=True),
        sa.Column("sent_at", tables.UtcDateTime(), nullable=True),
        sa.Column("failed_at", tables.UtcDateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(op.f("ix_message_case_number"), "message", ["case_number"], unique=False)
    op.create_index("ix_message_conversation", "message", ["conversation", "id"], unique=False)
    op.create_index(
        "ix_message_waiting", "message", ["conversation", "direction", "sent_at", "failed_at", "id"], unique=False
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("ended_at", tables.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "wakeup",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("due", tables.UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=40), nullable=True),
        sa.Column("not_before", tables.UtcDateTime(), nullable=True),
        sa.Column("gen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_wakeup")),
    )
    op.create_index(op.f("ix_wakeup_due"), "wakeup", ["due"], unique=False)
    op.create_index(op.f("ix_wakeup_not_before"), "wakeup", ["not_before"], unique=False)
    op.create_table(
        "account",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("channel_user", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("linked_at", tables.UtcDateTime(), nullable=False),
        sa.Column("ended_at", tables.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_account_person_person")),
        sa.PrimaryKeyConstraint("channel", "channel_user", name=op.f("pk_account")),
    )
    op.create_index(op.f("ix_account_person"), "account", ["person"], unique=False)
    op.create_table(
        "case_event",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("case_number", sa.Integer(), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.Column("event", sa.String(length=30), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_number"], ["case.number"], name=op.f("fk_case_event_case_number_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index(op.f("ix_case_event_case_number"), "case_event", ["case_number"], unique=False)
    op.create_table(
        "cover",
        sa.Column("serial_key", sa.String(length=60), nullable=False),
        sa.Column("contract_key", sa.String(length=60), nullable=False),
        sa.Column("ended_at", tables.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["serial_key"], ["device.serial_key"], name=op.f("fk_cover_serial_key_device")),
        sa.PrimaryKeyConstraint("serial_key", "contract_key", name=op.f("pk_cover")),
    )
    op.create_index(op.f("ix_cover_contract_key"), "cover", ["contract_key"], unique=False)
    op.create_table(
        "file",
        sa.Column("id", tables.Id, nullable=False),
        sa.Column("conversation", sa.String(length=150), nullable=False),
        sa.Column("message", tables.Id, nullable=True),
        sa.Column("inbox", tables.Id, nullable=True),
        sa.Column("case_number", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("at", tables.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["message"], ["message.id"], name=op.f("fk_file_message_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
    )
    op.create_index(op.f("ix_file_case_number"), "file", ["case_number"], unique=False)
    op.create_index(op.f("ix_file_conversation"), "file", ["conversation"], unique=False)
    op.create_index(op.f("ix_file_inbox"), "file", ["inbox"], unique=False)
    op.create_index(op.f("ix_file_message"), "file", ["message"], unique=False)
    op.create_table(
        "login",
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.String(length=300), nullable=False),
        sa.Column("set_at", tables.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_login_person_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_login")),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("made_at", tables.UtcDateTime(), nullable=False),
        sa.Column("expires_at", tables.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_session_person_person")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_person"), "session", ["person"], unique=False)
