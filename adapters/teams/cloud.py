"""Where Microsoft is reached, and which addresses are its own: our token and our requests go nowhere else."""

import re
from contextlib import suppress
from dataclasses import dataclass

from yarl import URL

from adapters.teams.sdk import PUBLIC, CloudEnvironment

HOST = re.compile(r"[a-z0-9.-]+")
SERVICES = (".teams.microsoft.com", ".botframework.com")
SHELVES = (".sharepoint.com",)


@dataclass(frozen=True, slots=True)
class Cloud:
    """The public one. `service` is for those of whom we know no other; `files` one more place that keeps files."""

    directory: CloudEnvironment = PUBLIC
    service: str = "https://smba.trafficmanager.net/teams"
    files: str = "https://my.sharepoint.com"

    def is_service(self, address: str) -> bool:
        """Whether messages are sent there, with our token: anybody may own a name in trafficmanager.net but this."""
        return _is_one_of(address, self.service, SERVICES)

    def is_shelf(self, address: str) -> bool:
        """Whether files of people are kept there; each address opens its file by itself."""
        return _is_one_of(address, self.files, SHELVES)


def _is_one_of(address: str, known: str, endings: tuple[str, ...]) -> bool:
    """Taken apart as the client will do it."""
    with suppress(ValueError, TypeError):
        asked = URL(address, encoded=True)
        if asked.user or asked.password or not HOST.fullmatch(asked.host or ""):
            return False
        microsoft = asked.scheme == "https" and asked.port == 443 and f".{asked.host}".endswith(endings)
        return microsoft or asked.origin() == URL(known).origin()
    return False
