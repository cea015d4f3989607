"""Bytes sealed so that only the service's own secret opens them, and only as what they were sealed as (AES-256-GCM)."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORM = b"\x01"
"""The first byte of everything sealed: should the way of sealing change, it says which one it was."""
PURPOSE = b"dyspozytor: sealed files"
STAMPS = b"dyspozytor: stamps"
NONCE = 12


class BrokenSeal(ValueError):
    """Damaged, swapped with another, or sealed with a secret that is not known here."""


class Seal:
    """Seals with the present secret; opens also what was sealed with a former one."""

    def __init__(self, secret: str, *former: str) -> None:
        self._keys = [AESGCM(_key(each, PURPOSE)) for each in (secret, *former)]
        self._stamp = _key(secret, STAMPS)

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

    def stamp(self, words: str) -> bytes:
        """A keyed hash of the words: nobody makes it without the present secret."""
        return hmac.digest(self._stamp, words.encode(), hashlib.sha256)


def _key(secret: str, purpose: bytes) -> bytes:
    """A key for each purpose, so that what else the secret is used for (cookies) tells nothing about it."""
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
