"""Where mail is handed over: an SMTP server, read from one address such as smtp://user:password@host:587?tls=start."""

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

Tls = Literal["start", "always", "none"]
PORTS: dict[Tls, int] = {"start": 587, "always": 465, "none": 25}
HOST = re.compile(r"[a-z0-9.:_-]+")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Smtp:
    """A server; `tls` is there from the first byte (`always`), asked for (`start`), or not wanted (`none`)."""

    host: str
    port: int
    tls: Tls = "start"
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def server(text: str) -> Smtp:
    """smtp:// is STARTTLS unless `?tls=none`, smtps:// is TLS; raises ValueError, never with what was given in it.

    Whatever needs a password needs TLS too, except on this very machine.
    """
    try:
        parts = urlsplit(text)
        asked, port = parse_qs(parts.query, strict_parsing=bool(parts.query)), parts.port
    except ValueError:
        raise ValueError("not an SMTP address") from None
    ways: dict[tuple[str, tuple[str, ...]], Tls] = {
        ("smtps", ()): "always",
        ("smtp", ()): "start",
        ("smtp", ("start",)): "start",
        ("smtp", ("none",)): "none",
    }
    tls = ways.get((parts.scheme, tuple(asked.pop("tls", ()))))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    host = parts.hostname or ""
    odd = asked or parts.path not in ("", "/") or parts.fragment or port == 0 or not HOST.fullmatch(host)
    login = user + password
    if tls is None or odd or bool(user) != bool(password) or not (login.isascii() and login.isprintable()):
        raise ValueError("not an SMTP address")
    if tls == "none" and password and host not in LOOPBACK:
        raise ValueError("a password needs TLS")
    return Smtp(host, port or PORTS[tls], tls, user, password)
