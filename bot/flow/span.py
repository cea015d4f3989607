"""Spans of days as people say them: „w 60 dni”, „do końca marca”, „w tym roku”, „w ciągu dwóch miesięcy”."""

import re
from calendar import monthrange
from datetime import date, timedelta

from bot.flow.picking import plain

Span = tuple[date, date]
"""From and to, both days included."""

NUMBERS = {
    "pol": 6, "jeden": 1, "jednego": 1, "jednym": 1, "dwa": 2, "dwie": 2, "dwoch": 2, "trzy": 3, "trzech": 3,
    "cztery": 4, "czterech": 4, "piec": 5, "pieciu": 5, "szesc": 6, "szesciu": 6, "siedem": 7, "siedmiu": 7,
    "osiem": 8, "osmiu": 8, "dziewiec": 9, "dziewieciu": 9, "dziesiec": 10, "dziesieciu": 10, "dwanascie": 12,
    "dwunastu": 12, "czternascie": 14, "czternastu": 14, "trzydziesci": 30, "trzydziestu": 30, "szescdziesiat": 60,
    "szescdziesieciu": 60, "dziewiecdziesiat": 90, "dziewiecdziesieciu": 90, "sto": 100, "stu": 100,
}  # fmt: skip
MAY = r"(?:maju?|(?<=konca )maja|(?<=\d )maja)"  # „maja” alone is „mają” without its tail
MONTHS = (
    "stycz(?:en|nia|niu)", "lut(?:y|ego|ym)", "mar(?:zec|ca|cu)", "kwie(?:cien|tnia|tniu)", MAY,
    "czerw(?:iec|ca|cu)", "lip(?:iec|ca|cu)", "sierp(?:ien|nia|niu)", "wrze(?:sien|snia|sniu)", "pazdziernik[au]?",
    "listopad(?:a|zie)?", "grud(?:zien|nia|niu)",
)  # fmt: skip
UNIT = r"(?P<unit>dni\w*|dzien|tydzien|tygodni\w*|miesi\w+|kwartal\w*|rok\w*|lat\w*)"
COUNTED = re.compile(rf"(?:\b(?P<n>\d+|{'|'.join(NUMBERS)}) )?\b{UNIT}\b")
WITHIN = re.compile(r"\b(?:w|przez|ciagu|za|najbliz\w*|nastepn\w*|kolejn\w*|ostatni\w*)\b")
PERIOD = re.compile(
    r"\b(?P<which>tym|biezac\w+|obecn\w+|przyszl\w+|nastepn\w+|zeszl\w+|ubiegl\w+|poprzedni\w+|konca) (?:tego )?"
    rf"{UNIT}\b"
)
MONTH = re.compile(
    rf"\b(?P<till>do (?:konca )?)?(?P<day>\d{{1,2}} )?(?P<month>{'|'.join(MONTHS)})\b(?: (?P<year>20\d\d))?"
)
DAY = re.compile(r"\bdo (?:dnia )?(\d{1,2})[. ](\d{1,2})(?:[. ](20\d\d))?\b|\bdo (20\d\d)-(\d\d)-(\d\d)\b")
YEAR = re.compile(r"\b(w|do konca|rok\w*) (20\d\d)\b")
FAR = 3660
"""Nobody plans further than ten years ahead."""


def span(text: str, today: date) -> Span | None:
    """The days meant, counted from today; None when the words name none, or days that do not exist."""
    words = plain(re.sub(r"(\d)\.(?=\d)", r"\1 ", text))
    try:
        named = _day(words, today) or _period(words, today) or _month(words, today)
        return named or _year(words, today) or _count(words, today)
    except ValueError:
        return None


def _day(words: str, today: date) -> Span | None:
    """„Do 31.03”, „do 2027-03-31”: the next such day."""
    if not (found := DAY.search(words)):
        return None
    if found[4]:
        return today, date(*map(int, found.groups()[3:]))
    return today, _ahead(int(found[2]), int(found[1]), found[3], today)


def _ahead(month: int, day: int, year: str | None, today: date) -> date:
    said = date(int(year or today.year), month, day)
    return said if year or said >= today else said.replace(year=today.year + 1)


def _month(words: str, today: date) -> Span | None:
    """„W marcu”, „do końca marca”, „do 15 marca”."""
    if not (found := MONTH.search(words)):
        return None
    month = next(n for n, forms in enumerate(MONTHS, 1) if re.match(forms, found["month"]))
    if found["day"] and found["till"]:
        return today, _ahead(month, int(found["day"]), found["year"], today)
    last = int(found["year"] or today.year + (month < today.month))
    first, end = date(last, month, 1), date(last, month, monthrange(last, month)[1])
    return (today, end) if found["till"] else (first, end)


def _period(words: str, today: date) -> Span | None:
    """„W tym roku” and „do końca roku” from today on, „w przyszłym miesiącu” and „w zeszłym roku” as a whole."""
    if not (found := PERIOD.search(words)):
        return None
    first, end = _around(today, found["unit"])
    match found["which"][:2]:
        case "pr" | "na":
            return _around(end + timedelta(days=1), found["unit"])
        case "ze" | "ub" | "po":
            return _around(first - timedelta(days=1), found["unit"])
        case _:
            return today, end


def _around(day: date, unit: str) -> Span:
    """The week, month, quarter or year around the day; the day itself for days."""
    if unit.startswith(("tyd", "tyg")):
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit.startswith("mies"):
        return day.replace(day=1), _last_day(day.year, day.month)
    if unit.startswith("kwart"):
        first = day.month - (day.month - 1) % 3
        return date(day.year, first, 1), _last_day(day.year, first + 2)
    if unit.startswith(("rok", "lat")):
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def _year(words: str, today: date) -> Span | None:
    """„W 2027”, „do końca 2027”."""
    if not (found := YEAR.search(words)):
        return None
    first, last = _around(date(int(found[2]), 1, 1), "rok")
    return (today if found[1] == "do konca" else first), last


def _count(words: str, today: date) -> Span | None:
    """„W 60 dni”, „w ciągu dwóch miesięcy”, „przez najbliższy kwartał”, „w ostatnim miesiącu”."""
    found = COUNTED.search(words)
    if not found or not (found["n"] or WITHIN.search(words)):
        return None
    n = int(found["n"]) if (found["n"] or "").isdigit() else NUMBERS.get(found["n"] or "", 1)
    back = re.search(r"\bostatni", words) is not None
    end = _later(today, -n if back else n, found["unit"], half=found["n"] == "pol")
    return (end, today) if back else (today, end)


def _later(day: date, n: int, unit: str, half: bool) -> date:
    if unit.startswith(("dn", "dz")):
        return _days(day, n)
    if unit.startswith(("tyd", "tyg")):
        return _days(day, 7 * n)
    months = n * (3 if unit.startswith("kwart") else 12 if unit.startswith(("rok", "lat")) and not half else 1)
    if abs(months) > FAR // 30:
        raise ValueError(n)
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _days(day: date, n: int) -> date:
    if abs(n) > FAR:
        raise ValueError(n)
    return day + timedelta(days=n)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
