"""Slack for each test."""

from asyncio import Runner
from collections.abc import Iterator

import pytest

from tests.adapters.slack.house import Slack


@pytest.fixture
def slack() -> Iterator[Slack]:
    """Slack with its fake platform."""
    with Runner() as runner:
        slack = Slack(runner)
        yield slack
        slack.kit.close()
