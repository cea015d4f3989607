"""Passwords, sessions and web accounts as rows; what they mean is said in bot/access.py."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from bot.store.tables import Found, account, login, person, session

WEB = "web"

_HASH = select(login.c.hash).where(login.c.person == bindparam("person"))
_STAFF_NAMED = select(person.c.id).where(
    or_(person.c.id == bindparam("name"), func.lower(person.c.email) == func.lower(bindparam("name"))),
    person.c.role.in_(("engineer", "manager")),
    person.c.ended_at.is_(None),
)
_SESSION = select(session.c.person, session.c.user, session.c.made_at, session.c.seen_at).where(
    session.c.token_hash == bindparam("token_hash"),
    session.c.kind == bindparam("kind"),
    session.c.expires_at > bindparam("now"),
    func.coalesce(session.c.seen_at, session.c.made_at) > bindparam("awake_since"),
)
_WEB_ACCOUNT = (
    select(account.c.channel_user)
    .where(account.c.person == bindparam("person"), account.c.channel == WEB, account.c.ended_at.is_(None))
    .order_by(account.c.linked_at, account.c.channel_user)
    .limit(1)
)


def password_hash(c: Connection, person_id: str) -> str | None:
    """The stored hash of a person's password."""
    return c.execute(_HASH, {"person": person_id}).scalar()


def save_password_hash(c: Connection, person_id: str, hashed: str, at: datetime) -> None:
    """Set or replace the hash of a person's password."""
    c.execute(delete(login).where(login.c.person == person_id))
    c.execute(insert(login).values(person=person_id, hash=hashed, set_at=at))


def staff_named(c: Connection, name: str) -> str | None:
    """The one member of staff with this id or e-mail address; None when there is none or more than one."""
    found = c.execute(_STAFF_NAMED, {"name": name}).scalars().all()
    return found[0] if len(found) == 1 else None


def add_session(
    c: Connection, token_hash: str, kind: str, person_id: str, at: datetime, until: datetime, user: str | None = None
) -> None:
    """A signed-in browser, or a personal link; `user`: the web account whose conversation it opens."""
    row = {"token_hash": token_hash, "kind": kind, "person": person_id, "made_at": at, "expires_at": until}
    c.execute(insert(session).values(row | {"user": user}))


def one_session(c: Connection, token_hash: str, kind: str, now: datetime, idle: timedelta) -> Found | None:
    """The session, while it lasts and unless it lay unused for so long."""
    asked = {"token_hash": token_hash, "kind": kind, "now": now, "awake_since": now - idle}
    return c.execute(_SESSION, asked).one_or_none()


def use_session(c: Connection, token_hash: str, at: datetime) -> None:
    """The session is in use."""
    c.execute(update(session).where(session.c.token_hash == token_hash).values(seen_at=at))


def end_session(c: Connection, token_hash: str) -> None:
    """Forget one session."""
    c.execute(delete(session).where(session.c.token_hash == token_hash))


def end_sessions(c: Connection, person_id: str, kind: str) -> None:
    """Forget every session of this kind of a person."""
    c.execute(delete(session).where(session.c.person == person_id, session.c.kind == kind))


def drop_expired(c: Connection, now: datetime) -> None:
    """Forget the sessions and links that are over."""
    c.execute(delete(session).where(session.c.expires_at <= now))


def web_account(c: Connection, person_id: str) -> str | None:
    """The person's account in the web channel, the oldest of several."""
    return c.execute(_WEB_ACCOUNT, {"person": person_id}).scalar()


def add_account(c: Connection, channel: str, user: str, person_id: str, at: datetime) -> None:
    """Link a new account to a person."""
    c.execute(insert(account).values(channel=channel, channel_user=user, person=person_id, linked_at=at))
