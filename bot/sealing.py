"""Bytes sealed so that only the service's own secret opens them, and only as what they were sealed as (AES-256-GCM)."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORM = b"\x01"
"""The first byte of everything sealed: should the way of sealing change, it says which one it was."""
PURPOSE = b"dyspozytor: sealed files"
NONCE = 12


class BrokenSeal(ValueError):
    """Damaged, swapped with another, or sealed with a secret that is not known here."""


class Seal:
    """Seals with the present secret; opens also what was sealed with a former one."""

    def __init__(self, secret: str, *former: str) -> None:
        self._keys = [AESGCM(_key(each)) for each in (secret, *former)]

    def seal(self, data: bytes, identity: str) -> bytes:
        """The data sealed as `identity`: under another name it does not open."""
        nonce = os.urandom(NONCE)
        return FORM + nonce + self._keys[0].encrypt(nonce, data, FORM + identity.encode())

    def unseal(self, sealed: bytes, identity: str) -> bytes:
        """What was sealed as `identity`; raises BrokenSeal."""
        nonce, encrypted = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        for key in self._keys if sealed.startswith(FORM) and len(nonce) == NONCE else ():
            try:
                return key.decrypt(nonce, encrypted, FORM + identity.encode())
            except InvalidTag:
                continue
        raise BrokenSeal(identity)


def _key(secret: str) -> bytes:
    """A key of its own, so that what else the secret is used for (cookies) tells nothing about it."""
    return HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
