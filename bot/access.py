"""Who may come in: staff passwords, signed-in browsers, and personal links of callers.

Nothing that opens a door is stored as it is: passwords as scrypt hashes, tokens as SHA-256 of 256 random bits.
"""

import hashlib
import hmac
import secrets
import unicodedata
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection

from bot.domain.people import Person
from bot.store import access as rows
from bot.store import accounts, audit, codes, register

Kind = Literal["staff", "guest", "link"]
"""A member of staff at the board, a caller signed in by a link, and such a link itself."""

LASTS: dict[Kind, timedelta] = {
    "staff": timedelta(hours=12),
    "guest": timedelta(days=30),
    "link": timedelta(days=30),
}
IDLE: dict[Kind, timedelta] = LASTS | {"guest": timedelta(days=7)}
"""Unused for so long, a session ends before its time."""
IN_USE = timedelta(minutes=15)
"""So exactly it is known when a session was last used."""
PASSWORD_AT_LEAST, PASSWORD_AT_MOST = 10, 1000
COST, BLOCK, LANES, SALT = 2**15, 8, 3, 16  # 32 MB and about a fifth of a second for each guess


class BadPassword(ValueError):
    """A password that cannot be set; says why, in Polish."""


def set_password(c: Connection, person_id: str, password: str, now: datetime) -> None:
    """Give a member of staff a password; browsers signed in with the old one are signed out.

    Raises BadPassword for a person who is not staff and for a password too short.
    """
    found = register.person(c, person_id)
    if not found or not found.role.is_staff:
        raise BadPassword(f"„{person_id}” nie jest osobą z obsługi; hasło mają tylko inżynierowie i kierownicy.")
    if not PASSWORD_AT_LEAST <= len(password) <= PASSWORD_AT_MOST:
        raise BadPassword(f"Hasło musi mieć od {PASSWORD_AT_LEAST} do {PASSWORD_AT_MOST} znaków.")
    rows.save_password_hash(c, person_id, hash_password(password), now)
    rows.end_sessions(c, person_id, "staff")
    audit.append(c, now, "password_set", "operator", person=person_id)


def check_password(c: Connection, name: str, password: str) -> Person | None:
    """The member of staff with this id or e-mail and this password.

    Somebody unknown costs the same time as a wrong password, so that nobody learns who works here.
    """
    person_id = rows.staff_named(c, name.strip())
    hashed = rows.password_hash(c, person_id) if person_id else None
    right = matches(password[:PASSWORD_AT_MOST], hashed or NOBODY)
    return register.person(c, person_id) if person_id and hashed and right else None


def sign_in(c: Connection, kind: Kind, person_id: str, now: datetime, user: str | None = None) -> str:
    """A new session or personal link; the token is given out once and only its hash is kept.

    `user`: the web account whose conversation it opens, where that is not the person's first one.
    """
    token = secrets.token_urlsafe(32)
    rows.drop_expired(c, now)
    rows.add_session(c, _hash(token), kind, person_id, now, now + LASTS[kind], user)
    return token


def signed_in(c: Connection, kind: Kind, token: str | None, now: datetime) -> Person | None:
    """Who holds this token; None when it is over or unknown, or when the person has left the register or the staff."""
    row = rows.one_session(c, _hash(token), kind, now, IDLE[kind]) if token else None
    found = register.person(c, row.person) if row else None
    return None if found and kind == "staff" and not found.role.is_staff else found


def guest(c: Connection, token: str, now: datetime) -> tuple[Person, str] | None:
    """The caller in this browser, and the web account whose conversation it shows; one unlinked since shows nothing."""
    found, row = signed_in(c, "guest", token, now), rows.one_session(c, _hash(token), "guest", now, IDLE["guest"])
    user = (row and row.user) or (found and known_web_user(c, found.id))
    return (found, user) if found and user and accounts.linked(c, rows.WEB, user) == found.id else None


def keep_awake(c: Connection, token: str, now: datetime) -> None:
    """The browser is in use."""
    rows.use_session(c, _hash(token), now)


def is_due(c: Connection, token: str, now: datetime) -> bool:
    """Is it time to write down that this browser is in use?"""
    row = rows.one_session(c, _hash(token), "guest", now, IDLE["guest"])
    return bool(row and (row.seen_at or row.made_at) <= now - IN_USE)


def promote(c: Connection, user: str, now: datetime) -> str | None:
    """A session for the browser in which this web account was linked by a code; only one, and only right afterwards.

    The browser's anonymous name, which others may have seen, opens nothing any more.
    """
    linked = accounts.linked(c, rows.WEB, user)
    person = codes.claim(c, f"{rows.WEB}:{user}", now - IN_USE, now) if linked else None
    return sign_in(c, "guest", person, now, user) if person and person == linked else None


def sign_out(c: Connection, token: str) -> None:
    """The token opens nothing any more."""
    rows.end_session(c, _hash(token))


def exchange(c: Connection, link: str, now: datetime) -> str | None:
    """A session for the holder of a personal link, which stays good until its own end; None for a wrong link."""
    found = signed_in(c, "link", link, now)
    if not found:
        return None
    web_user(c, found.id, now)
    return sign_in(c, "guest", found.id, now)


def web_user(c: Connection, person_id: str, now: datetime) -> str:
    """The person's account in the web channel, made when there is none yet."""
    known = rows.web_account(c, person_id)
    if known:
        return known
    user = f"p-{secrets.token_hex(16)}"
    rows.add_account(c, rows.WEB, user, person_id, now)
    return user


def known_web_user(c: Connection, person_id: str) -> str | None:
    """The same, if there is one already."""
    return rows.web_account(c, person_id)


def hash_password(password: str) -> str:
    """`scrypt$cost$block$lanes$salt$hash`; the parameters travel along, so they can be raised later."""
    salt = secrets.token_bytes(SALT)
    return f"scrypt${COST}${BLOCK}${LANES}${_text(salt)}${_text(_scrypt(password, salt, COST, BLOCK, LANES))}"


def matches(password: str, hashed: str) -> bool:
    """Whether this password gave that hash; compared in constant time."""
    _, cost, block, lanes, salt, wanted = hashed.split("$")
    found = _scrypt(password, b64decode(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(found, b64decode(wanted))


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    """Letters typed as one sign or as two („ó”) are the same password."""
    typed = unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")
    memory = 128 * block * (cost + lanes + 2)
    return hashlib.scrypt(typed, salt=salt, n=cost, r=block, p=lanes, maxmem=memory)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()


NOBODY = f"scrypt${COST}${BLOCK}${LANES}${_text(bytes(SALT))}${_text(bytes(64))}"
"""What the password of somebody unknown is compared with."""
