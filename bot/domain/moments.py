"""What the moments of a case must be like before anything is counted from them."""

from datetime import UTC, datetime, timedelta

from bot.domain.errors import DeadlineError

YEAR_ONE = datetime.min.replace(tzinfo=UTC)


def refuse_naive(moment: datetime) -> None:
    """Raise DeadlineError `naive_time` for a moment of no known time zone."""
    if moment.utcoffset() is None:
        raise DeadlineError("naive_time", "Czas musi mieć przesunięcie strefy, na przykład +01:00.")


def in_order(submitted: datetime | None, confirmed: datetime | None, delivered: datetime | None) -> datetime:
    """The submission, when the moments known are aware and follow one another.

    Raises DeadlineError `naive_time`, `missing_submission` or `order`, the first that applies.
    """
    known = [moment for moment in (submitted, confirmed, delivered) if moment]
    for moment in known:
        refuse_naive(moment)
    if submitted is None:
        raise DeadlineError("missing_submission", "Brakuje chwili wysłania zgłoszenia.")
    if delivered and not confirmed:
        raise DeadlineError("order", "Dostawa bez potwierdzenia zasadności zgłoszenia.")
    if sorted(known, key=_since_year_one) != known:
        raise DeadlineError("order", "Zła kolejność: najpierw zgłoszenie, potem potwierdzenie, potem dostawa.")
    return submitted


def _since_year_one(moment: datetime) -> timedelta:
    """The instant as a span: unlike a conversion to UTC it cannot overflow, whatever the year."""
    return moment.replace(tzinfo=UTC) - YEAR_ONE - (moment.utcoffset() or timedelta())
