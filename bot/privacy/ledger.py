"""The ledger of the erased: their marks in a file beside the database, which a restored backup does not take back."""

import hashlib
import hmac
import os
from pathlib import Path

PURPOSE = b"dyspozytor: erased people"


class Ledger:
    """Marks (keyed hashes) of names; former secrets still recognise what they marked."""

    def __init__(self, path: Path, secret: str, *former: str) -> None:
        self.path, self._secrets = path, (secret, *former)

    def mark(self, name: str) -> str:
        """What stands for this name from now on."""
        return _mark(self._secrets[0], name)

    def marks(self, name: str) -> frozenset[str]:
        """Everything that may stand for it, since the secret may have changed."""
        return frozenset(_mark(secret, name) for secret in self._secrets)

    def read(self) -> frozenset[str]:
        """The marks in the file."""
        return frozenset(self.path.read_text("ascii").split()) if self.path.exists() else frozenset()

    def write(self, marks: frozenset[str]) -> None:
        """Add those that are missing, and be sure that they are on the disk."""
        missing = sorted(marks - self.read())
        if missing:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path, "a", encoding="ascii") as file:
                file.write("".join(f"{mark}\n" for mark in missing))
                file.flush()
                os.fsync(file.fileno())


def _mark(secret: str, name: str) -> str:
    key = hashlib.sha256(PURPOSE + secret.encode()).digest()
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()
