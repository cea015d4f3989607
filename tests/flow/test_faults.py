"""The kinds of faults that outputs show have names, and lead to articles that exist."""

from bot.search import Library
from flows.zglos_awarie.faults import KINDS

READ = "psu fan temperature crc reboot stack module alarm poe link memory storage"
"""Those of `batch device`."""


def test_every_kind_that_is_read_has_a_name() -> None:
    assert set(KINDS) == set(READ.split())


def test_every_article_exists() -> None:
    assert {kind.topic for kind in KINDS.values() if kind.topic} <= set(Library().index().topics)
