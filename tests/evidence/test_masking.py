"""Secrets are blanked and nothing else: lines in the syntax of both makers, of the web and of Polish mails."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.evidence import MASK, mask

HERE = Path(__file__).parent
SECRETS = [line.split("\t") for line in (HERE / "secrets.tsv").read_text("utf-8").splitlines()]
HARMLESS = (HERE / "harmless.txt").read_text("utf-8").splitlines()
WORDS = sorted(
    {word for line, *_ in SECRETS for word in line.split()} | {word for line in HARMLESS for word in line.split()}
)


@pytest.mark.parametrize("row", SECRETS, ids=lambda row: row[0])
def test_only_the_secret_is_replaced(row: list[str]) -> None:
    line, *secrets = (part.replace("\\n", "\n") for part in row)
    expected = line
    for secret in secrets:
        expected = expected.replace(secret, MASK)
    assert expected != line
    assert mask(line) == expected
    assert mask(f"interface X\r\n{line}\r\nquit\r\n") == f"interface X\r\n{expected}\r\nquit\r\n"


@pytest.mark.parametrize("line", HARMLESS)
def test_without_a_secret_nothing_changes(line: str) -> None:
    assert mask(line) == line


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
@example("password cipher password cipher x")
@example("haslo to: haslo: •••")
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.text())
def test_any_text_is_masked_without_an_error(text: str) -> None:
    assert mask(mask(text)) == mask(text)


def test_a_key_cut_short_is_masked_to_its_last_line() -> None:
    text = "-----BEGIN PRIVATE KEY-----\nMIIEabc+/\nxyz=\n<SW1>display version\n"
    assert mask(text) == f"-----BEGIN PRIVATE KEY-----\n{MASK}\n<SW1>display version\n"
