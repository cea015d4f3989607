"""Every table, once, for SQLite and PostgreSQL alike."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

from bot.report import SUBJECTS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Found = Row[*tuple[Any, ...]]
"""A row as a query gives it."""

Id = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: refuses naive values; fixed-width UTC text on SQLite (it sorts), timestamptz on PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect):  # type: ignore[no-untyped-def]
        """Text where the database has no time zones of its own."""
        kind = String(27) if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | datetime | None:
        """Aware datetimes only, in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        utc = value.astimezone(UTC)
        return utc.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if dialect.name == "sqlite" else utc

    def process_result_value(self, value: str | datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Always UTC."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC) if value else None


# --- the register that the operator imports -------------------------------------------------

person = Table(
    "person",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("organisation", String(200), nullable=False, default=""),
    Column("email", String(200), nullable=False, default=""),
    Column("phone", String(40), nullable=False, default=""),
    Column("ended_at", UtcDateTime),
)

account = Table(  # a person's account in a channel, imported or linked in the product
    "account",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("channel_user", String(120), primary_key=True),
    Column("person", String(80), ForeignKey("person.id"), nullable=False, index=True),
    Column("imported", Boolean, nullable=False, default=False),
    Column("linked_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
)

contract = Table(  # one row per contract and service
    "contract",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(60), nullable=False),
    Column("number_key", String(60), nullable=False),
    Column("customer", String(200), nullable=False, index=True),
    Column("service", String(60), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("partner", String(200), nullable=False, default="", index=True),
    Column("note", Text, nullable=False, default=""),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("number_key", "service"),
)

device = Table(  # one row per serial
    "device",
    metadata,
    Column("serial_key", String(60), primary_key=True),
    Column("serial", String(60), nullable=False),
    Column("vendor", String(10), nullable=False),
    Column("model", String(80), nullable=False),
    Column("site", String(200), nullable=False, default=""),
    Column("address", String(300), nullable=False, default=""),
    Column("ended_at", UtcDateTime),
)

cover = Table(  # which contract a device stands on; contract_key '' = warranty only
    "cover",
    metadata,
    Column("serial_key", String(60), ForeignKey("device.serial_key"), primary_key=True),
    Column("contract_key", String(60), primary_key=True, index=True),
    Column("ended_at", UtcDateTime),
)

login = Table(  # staff passwords (scrypt) for the board
    "login",
    metadata,
    Column("person", String(80), ForeignKey("person.id"), primary_key=True),
    Column("hash", String(300), nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
)

session = Table(  # a signed-in browser, or a personal link that opens one
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("person", String(80), ForeignKey("person.id"), nullable=False, index=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("user", String(120)),  # the web account whose conversation it opens, where that is not the person's first
    Column("seen_at", UtcDateTime),  # when it was last used, to about a quarter of an hour
)

code = Table(  # a one-time code that links an account: never the code itself, which follows from `nonce` and the secret
    "code",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation", String(150), nullable=False, index=True),
    Column("email", String(120), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("tries", Integer, nullable=False, default=0),
    Column("person", String(80), index=True),  # whom it was sent to; nobody, for an address that is nobody's
    Column("message", Id, index=True),  # the mail that carries it
    Column("used_at", UtcDateTime),
    Column("claimed_at", UtcDateTime),  # when the browser that typed it was given its session
)

duty = Table(  # who is paged when; an empty vendor means both
    "duty",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", String(80), ForeignKey("person.id"), nullable=False, index=True),
    Column("vendor", String(10), nullable=False, default=""),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False, index=True),
)

# --- conversations and their post ------------------------------------------------------------

conversation = Table(
    "conversation",
    metadata,
    Column("id", String(150), primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("user", String(120), nullable=False),
    Column("person", String(80), index=True),
    Column("state", JSON, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

place = Table(  # where a conversation is held, where its channel does not know that by itself (Teams)
    "place",
    metadata,
    Column("conversation", String(150), primary_key=True),
    Column("service", String(300), nullable=False),
    Column("room", String(300), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("event_id", String(200), nullable=False),
    Column("conversation", String(150), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("body", JSON, nullable=False),
    Column("done_at", UtcDateTime),
    Column("error", Text),
    UniqueConstraint("channel", "event_id"),
    Index("ix_inbox_waiting", "conversation", "done_at", "id"),
)

message = Table(  # the transcript; rows with direction 'out' are the outbox until sent_at or failed_at is set
    "message",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation", String(150), nullable=False),
    Column("direction", String(3), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("author", String(200)),
    Column("key", String(100), nullable=False, default=""),
    Column("text", Text, nullable=False),
    Column("choices", JSON, nullable=False, default=list),
    Column("case_number", Integer, index=True),
    Column("thread", Integer),
    Column("edits", Id),
    Column("ref", String(200)),
    Column("sent_at", UtcDateTime),
    Column("failed_at", UtcDateTime),
    Column("error", Text),
    Column("tried_at", UtcDateTime),  # when it could not be sent for the first time
    Column("mentions", JSON),  # ids of the people whom it calls; none in what came in
    Index("ix_message_conversation", "conversation", "id"),
    Index("ix_message_ref", "conversation", "ref"),
    Index("ix_message_waiting", "conversation", "direction", "sent_at", "failed_at", "id"),
)

file = Table(
    "file",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation", String(150), nullable=False, index=True),
    Column("message", Id, ForeignKey("message.id"), index=True),
    Column(
        "posted", Id, ForeignKey("message.id"), index=True
    ),  # in the engineers' channel, where it came from a caller
    Column("inbox", Id, index=True),
    Column("case_number", Integer, index=True),
    Column("name", String(200), nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("sealed", Boolean, nullable=False, server_default=false()),  # then only sealed.py opens it
    Column("shown_as", Id),  # of a sealed original: the file that people see instead
)

refusal = Table(  # what somebody asked about that is not theirs, or not there: a pair, a number, a name
    "refusal",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation", String(150), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("serial_key", String(60), nullable=False),
    Column("contract_key", String(60), nullable=False),
    Column("other", String(60), nullable=False, server_default=text("''")),
    Column("person", String(80), index=True),
)

reminded = Table(  # a partner was told that a contract ends; `days` is the notice it was
    "reminded",
    metadata,
    Column("person", String(80), primary_key=True),
    Column("contract_key", String(60), primary_key=True),
    Column("valid_to", Date, primary_key=True),
    Column("days", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

unreminded = Table(  # who wants no reminders
    "unreminded",
    metadata,
    Column("person", String(80), ForeignKey("person.id"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

unread = Table(  # words that were not understood, masked, and what their author did next
    "unread",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation", String(150), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("asked", String(60)),
    Column("text", String(300), nullable=False),
    Column("next", String(80)),
)

hint = Table(  # an article offered in a conversation and what came of it; topic '' = a question that none fits
    "hint",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation", String(150), nullable=False, index=True),
    Column("run", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("topic", String(80), nullable=False),
    Column("about", String(16), nullable=False),
    Column("question", Text, nullable=False),
    Column("vendor", String(10)),
    Column("result", String(20)),
)

wakeup = Table(  # what is to happen at `due`; nobody takes it before `not_before`: it is in hand, or backing off
    "wakeup",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("due", UtcDateTime, nullable=False, index=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("claim", String(40)),
    Column("not_before", UtcDateTime, index=True),
    Column("gen", Integer, nullable=False, default=0),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Id, nullable=False),
)

# --- cases -------------------------------------------------------------------------------------

case = Table(
    "case",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(20), nullable=False, index=True),
    Column("customer", String(200), index=True),
    Column("vendor", String(10)),
    Column("serial_key", String(60), index=True),
    Column("priority", String(2), nullable=False),
    Column("owner", String(80), index=True),
    Column("reporter", String(80), index=True),
    Column("conversation", String(150), index=True),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("reaction_due", UtcDateTime),
    Column("body", JSON, nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("confirmed_at", UtcDateTime),
    *(Column(f"{subject}_kept", String(7)) for subject in SUBJECTS),
    *(Column(f"{subject}_until", UtcDateTime) for subject in SUBJECTS),
    Index(  # everything the report reads, so that it never touches the cases themselves
        "ix_case_report",
        *("submitted_at", "number", "vendor", "priority", "state", "customer", "confirmed_at"),
        *(f"{subject}_{of}" for subject in SUBJECTS for of in ("kept", "until")),
    ),
)

case_event = Table(
    "case_event",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_number", Integer, ForeignKey("case.number"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("event", String(30), nullable=False),
    Column("who", String(80)),
    Column("reason", Text),
    Column("data", JSON, nullable=False, default=dict),
)

# --- what was done -----------------------------------------------------------------------------------

audit = Table(  # a chain of digests: never changed, never shortened; see audit.py
    "audit",
    metadata,
    Column("number", Id, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("what", String(40), nullable=False),
    Column("payload", String(32), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("chain", String(64), nullable=False),
)

audit_payload = Table(  # what an entry tells; may be erased, and the chain still holds
    "audit_payload",
    metadata,
    Column("id", String(32), primary_key=True),  # random: an erased one never comes back
    Column("salt", String(32), nullable=False),
    Column("body", JSON, nullable=False),
)

erased = (
    Table(  # who asked to be forgotten, as a keyed hash: an import refuses them, a restored backup forgets them again
        "erased",
        metadata,
        Column("mark", String(64), primary_key=True),
        Column("at", UtcDateTime, nullable=False),
    )
)

privacy_request = Table(  # what a person asked for, until somebody has done it
    "privacy_request",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("conversation", String(150), nullable=False, index=True),
    Column("person", String(80), index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("done_at", UtcDateTime),
)
