"""Plays Microsoft's issuer: keys of its own, tokens for events, and each way in which one can be wrong."""

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP = "0f0e0d0c-1111-2222-3333-444455556666"
TENANT, PARTNER = "aaaaaaaa-0000-0000-0000-000000000001", "bbbbbbbb-0000-0000-0000-000000000002"
ISSUER = "https://api.botframework.com"
KID = "klucz-1"
KEY = rsa.generate_private_key(65537, 2048)


def keys() -> bytes:
    """The public half, as the directory publishes it."""
    public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
    return json.dumps({"keys": [{**public, "kid": KID, "use": "sig", "endorsements": ["msteams"]}]}).encode()


def token(service: str, kid: str = KID, key: Any = KEY, algorithm: str = "RS256", **other: Any) -> str:
    """A token of now; `other` claims in place of the right ones, None for none."""
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": APP, "serviceurl": service, "nbf": now, "exp": now + 3600} | other
    said = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(said, key, algorithm, headers={"kid": kid})
