"""When a line of a log happened, in the ways both makers print it."""

import re
from datetime import datetime

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_CLOCK = r"(\d\d):(\d\d):(\d\d)"
_FORMS = (  # (pattern, places of year, month, day, hour, minute and second among its groups)
    (re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})[T ] ?{_CLOCK}"), (1, 2, 3, 4, 5, 6)),
    (re.compile(rf"(\d\d)/(\d\d)/(\d{{4}}) {_CLOCK}"), (3, 1, 2, 4, 5, 6)),
    (re.compile(rf"\b({'|'.join(_MONTHS)}) {{1,2}}(\d{{1,2}}),? {{1,2}}(\d{{4}}) {{1,2}}{_CLOCK}"), (3, 1, 2, 4, 5, 6)),
    (re.compile(rf"\b({'|'.join(_MONTHS)}) {{1,2}}(\d{{1,2}}) {_CLOCK}(?: (\d{{4}}))?"), (6, 1, 2, 3, 4, 5)),
)
_EARLY = 85  # a line of a log has its time near its beginning


def moment(line: str) -> tuple[bool, datetime | None]:
    """Whether a time is printed near the beginning, and which; a time without its year is none that can be compared."""
    for pattern, places in _FORMS:
        if found := pattern.search(line, 0, _EARLY):
            return True, _read([found[place] for place in places])
    return False, None


def _read(parts: list[str | None]) -> datetime | None:
    """A moment without a zone, as devices print it; None when a part is missing or impossible."""
    try:
        year, month, day, hour, minute, second = (
            _MONTHS.index(part) + 1 if part in _MONTHS else int(part or "") for part in parts
        )
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
