"""Everything that can be done to a case, drawn by lot, and the diary that is told the same."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from bot.domain.cases import Case, Change, Event
from bot.domain.casework import decisions, fulfilment, handling, reporting
from bot.domain.catalogue import CATALOGUE
from bot.domain.contracts import Cover, Entitlement, Outcome
from tests.domain.life import Life
from tests.domain.slow_agenda import Diary
from tests.domain.warsaw import at

STAFF = ("ola", "kuba")
OURS = sorted(s.id for s in CATALOGUE.services.values() if not s.handled_by)
Do = Callable[[Case, datetime, datetime], Change]
"""do(case, at, moment said)."""

PREMIER = Cover("0048720052A", "Zakład Próbny", "huawei.cocare.premier", date(2026, 1, 1), date(2028, 12, 31))
COVERED = Entitlement(Outcome.COVERED, contract=PREMIER.contract, customer=PREMIER.customer, covers=(PREMIER,))

DOES: Mapping[str, Do] = {
    "take": lambda k, at, _: handling.take(k, "ola", "Ola", at),
    "take too": lambda k, at, _: handling.take(k, "kuba", "Kuba", at),
    "release": lambda k, at, _: handling.release(k, "ola", at),
    "release as manager": lambda k, at, _: handling.release(k, "szef", at, boss=True),
    "contact": lambda k, at, said: handling.contact(k, "ola", at, said),
    "write": lambda k, at, _: handling.message(k, "ola", "Proszę o zdjęcie diod", at),
    "ask": lambda k, at, _: handling.request_data(k, "ola", "Jaka wersja?", at),
    "caller writes": lambda k, at, _: handling.hear_caller(k, "hela", "oto ona", at),
    "take over": lambda k, at, _: handling.take_over(k, "ola", at),
    "hand back": lambda k, at, _: handling.hand_back(k, "ola", at),
    "confirm": lambda k, at, _: decisions.confirm(k, "ola", at),
    "reject": lambda k, at, _: decisions.reject(k, "ola", "to nie usterka", at),
    "P1": lambda k, at, _: decisions.set_priority(k, "ola", "P1", at),
    "P3": lambda k, at, _: decisions.set_priority(k, "ola", "P3", at),
    "caller says P1": lambda k, at, _: decisions.raise_priority(k, "hela", "P1", at),
    "set contract": lambda k, at, _: decisions.set_contract(k, "ola", COVERED, at),
    "order": lambda k, at, _: fulfilment.order(k, "ola", "RMA 5", at),
    "dispatch": lambda k, at, said: fulfilment.dispatch(k, "ola", "12", at, said),
    "deliver": lambda k, at, said: fulfilment.deliver(k, "ola", at, said),
    "arrive": lambda k, at, said: fulfilment.arrive(k, "ola", at, said),
    "take back": lambda k, at, said: fulfilment.take_back(k, "ola", at, said),
    "join": lambda k, at, _: reporting.join(k, "console:ewa", "ewa", "u mnie też", at),
    "escalate": lambda k, at, _: reporting.escalate(k, "hela", at),
    "withdraw": lambda k, at, _: reporting.withdraw(k, "hela", "działa", at),
    "close": lambda k, at, _: reporting.close(k, "ola", "zrobione", at),
    "reopen": lambda k, at, _: reporting.reopen(k, "ola", "Ola", "znowu padł", at),
}
WORK = ("take", "contact", "confirm", "order", "dispatch", "deliver", "arrive", "take back", "close")
SILENT = ("joined", "escalated", "completed", "opened", "deadline_missed")
"""Events that start and stop nothing."""

# Around these days something changes: a long weekend, both clock changes, Christmas, and a plain week.
DAYS = ("2026-03-27", "2026-10-23", "2026-12-23", "2027-04-30", "2027-05-03", "2027-06-15")
gaps = st.sampled_from((0, 1, 14, 15, 29, 30, 47, 48, 60, 61, 90, 240, 480, 960, 1440, 4320, 10080)) | st.integers(
    0, 3000
)
moves = st.tuples(gaps, st.sampled_from(sorted(DOES)) | st.sampled_from(WORK), st.integers(0, 600))
starts = st.builds(
    lambda day, minutes: at(f"{date.fromisoformat(day)} 00:00").astimezone(UTC) + timedelta(minutes=minutes),
    st.sampled_from(DAYS),
    st.integers(0, 4 * 1440),
)


def pairs() -> st.SearchStrategy[tuple[Life, Diary]]:
    """A new case, and its diary."""
    services = st.lists(st.sampled_from(OURS), min_size=1, max_size=2, unique=True)
    return st.builds(pair, starts, services, st.sampled_from(("P1", "P2", "P3", "P4")), st.booleans() | st.just(True))


def pair(submitted: datetime, services: list[str], priority: str, known: bool = True) -> tuple[Life, Diary]:
    """A case submitted then, and its diary."""
    entitlement = str(Outcome.COVERED if known else Outcome.MISMATCH)
    case = Case(1001, submitted, priority, "nie działa", entitlement, services=tuple(services) if known else ())
    return Life.opened(case, submitted), Diary(naive(submitted), case.services, priority, known)


def heed(diary: Diary, event: Event, case: Case, staff: tuple[str, ...] = (*STAFF, "szef")) -> None:
    """Tell the diary of an event, unless it has to know by itself."""
    by_itself = event.who is None and event.event in ("released", "closed")
    if event.event in SILENT or by_itself:
        return
    said, who = event.data.get("moment"), event.who if event.who in staff else ""
    to = " ".join(case.services) if event.event == "contract" else event.reason or ""
    moment = naive(datetime.fromisoformat(said)) if said else None
    diary.happen(event.event, naive(event.at), who or "", moment, to)


def naive(moment: datetime) -> datetime:
    """Naive UTC, as the slow ones count."""
    return moment.astimezone(UTC).replace(tzinfo=None)
