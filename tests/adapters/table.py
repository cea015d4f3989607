"""What the end of a run says of the channels: how each met forged events, how many cases of the contract it passed."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

CHANNELS = ("telegram", "slack", "teams", "web", "console")
KNOWN = "known"
"""What becomes of an event that is delivered again: it is answered, and nothing comes of it."""
CASE = re.compile(r"contract/test_contract\.py::\w+\[(\w+)")
Refused = Callable[[str, str, object], None]


@pytest.fixture
def refused(record_property: Callable[[str, object], None]) -> Refused:
    """refused(channel, how, said): what is said to an event that is not what it seems, for the table."""

    def note(channel: str, how: str, said: object) -> None:
        assert said in (401, 403, KNOWN), (channel, how)
        record_property("refused", [channel, how, str(said)])

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table, when there is something to say."""
    passed = terminalreporter.getreports("passed")
    told = [said for report in passed for name, said in report.user_properties if name == "refused"]
    cases = Counter(found[1] for report in passed if (found := CASE.search(report.nodeid)))
    rows: dict[str, dict[str, str]] = {}
    for channel, how, said in told:
        rows.setdefault(how, {})[channel] = said
    if cases:
        rows["contract: cases passed"] = {channel: str(number) for channel, number in cases.items()}
    if rows:
        _show(terminalreporter, rows)


def _show(reporter: pytest.TerminalReporter, rows: dict[str, dict[str, str]]) -> None:
    wide = max(map(len, rows))
    reporter.section("channels: forged events and what they get")
    reporter.write_line("  ".join(["".ljust(wide), *(name.ljust(8) for name in CHANNELS)]).rstrip())
    for how, said in rows.items():
        cells = (said.get(name, "–").ljust(8) for name in CHANNELS)
        reporter.write_line("  ".join([how.ljust(wide), *cells]).rstrip())
