"""The real deadlines beside the slow ones, computed minute by minute from first principles."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import sla
from bot.domain.sla import Due
from tests.domain import slow_sla
from tests.domain.warsaw import EVERY_SERVICE, moments


def minutes(days: int) -> st.SearchStrategy[timedelta]:
    """A span of whole minutes."""
    return st.builds(lambda n: timedelta(minutes=n), st.integers(0, days * 24 * 60))


@settings(max_examples=500)
@given(st.sampled_from(EVERY_SERVICE), moments(), minutes(6), st.none() | minutes(12))
def test_both_agree_on_every_deadline(
    case: tuple[str, str | None], moment: datetime, until_confirmed: timedelta, until_delivered: timedelta | None
) -> None:
    submitted = moment.astimezone(UTC).replace(second=0, microsecond=0)
    confirmed = submitted + until_confirmed
    delivered = None if until_delivered is None else confirmed + until_delivered
    found = sla.deadlines(*case, submitted, confirmed, delivered)
    slowly = slow_sla.deadlines(*case, _naive(submitted), _naive(confirmed), delivered and _naive(delivered))
    assert slowly == {
        "reaction": _due(found.reaction),
        "dispatch": _due(found.dispatch),
        "delivery": _due(found.delivery),
        "onsite": _due(found.onsite),
        "return": _due(found.return_),
    }


@pytest.mark.parametrize("sunday", ["2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"])
def test_the_slow_one_knows_easter(sunday: str) -> None:
    day = date.fromisoformat(sunday)
    assert slow_sla.easter(day.year) == day


def _due(due: Due | None) -> datetime | None:
    return _naive(due.due) if due else None


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
