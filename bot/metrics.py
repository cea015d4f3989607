"""What this process has counted since it started, as Prometheus reads it: no personal data, labels with few values.

An operator who wants traces as well can open a span for each turn in `Histogram.time`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from time import perf_counter

PREFIX = "dyspozytor_"
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds: from a turn to an outage."""
Labels = tuple[str, ...]
_one_at_a_time = Lock()


def exposed(name: str, kind: str, about: str, samples: Iterable[tuple[str, float]]) -> str:
    """One metric as Prometheus reads it; a sample is what follows the name, and the value."""
    lines = "".join(f"{PREFIX}{name}{rest} {value:.12g}\n" for rest, value in samples)
    return f"# HELP {PREFIX}{name} {about}\n# TYPE {PREFIX}{name} {kind}\n{lines}"


def labelled(labels: Mapping[str, str]) -> str:
    """`{channel="web"}`; nothing when there are none. The values are names of ours, which need no escaping."""
    inside = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return f"{{{inside}}}" if inside else ""


class Counter:
    """Only grows; one without labels stands at zero from the start."""

    def __init__(self, name: str, about: str, *labels: str) -> None:
        self.name, self._about, self._labels = name, about, labels
        self._counts: dict[Labels, int] = {} if labels else {(): 0}

    def add(self, *labels: str) -> None:
        """One more."""
        with _one_at_a_time:
            self._counts[labels] = self._counts.get(labels, 0) + 1

    def __str__(self) -> str:
        with _one_at_a_time:
            counts = sorted(self._counts.items())
        samples = [(labelled(dict(zip(self._labels, key, strict=True))), count) for key, count in counts]
        return exposed(self.name, "counter", self._about, samples)


class Histogram:
    """How often something took how long, in seconds."""

    def __init__(self, name: str, about: str) -> None:
        self.name, self._about = name, about
        self._counts, self._sum = [0] * (len(BOUNDS) + 1), 0.0

    def add(self, seconds: float) -> None:
        """One more that took so long."""
        with _one_at_a_time:
            self._counts[bisect_left(BOUNDS, seconds)] += 1
            self._sum += seconds

    @contextmanager
    def time(self) -> Iterator[None]:
        """What runs inside, also when it fails."""
        start = perf_counter()
        try:
            yield
        finally:
            self.add(perf_counter() - start)

    def __str__(self) -> str:
        with _one_at_a_time:
            counts, total = list(self._counts), self._sum
        return exposed(self.name, "histogram", self._about, _cumulated(counts, total))


def _cumulated(counts: list[int], total: float) -> Iterator[tuple[str, float]]:
    so_far = 0
    for bound, count in zip((*(f"{b:g}" for b in BOUNDS), "+Inf"), counts, strict=True):
        so_far += count
        yield f'_bucket{{le="{bound}"}}', so_far
    yield "_sum", total
    yield "_count", so_far


TURNS = Histogram("turn_seconds", "Czas jednej tury rozmowy")
REPLIES = Histogram("message_seconds", "Czas od powstania wiadomości do przyjęcia jej przez kanał")
LATENESS = Histogram("timer_lateness_seconds", "Spóźnienie budzika przy pierwszej próbie")
TURN_FAILURES = Counter("turn_failures_total", "Nieudane próby tury")
GIVEN_UP_EVENTS = Counter("events_given_up_total", "Zdarzenia, które zostały bez odpowiedzi")
SENT = Counter("messages_sent_total", "Wysłane wiadomości", "channel")
GIVEN_UP = Counter("messages_given_up_total", "Wiadomości, których dalej się nie wysyła", "channel")
CHANNEL_ERRORS = Counter("channel_errors_total", "Błędy kanału przy wysyłaniu i odbieraniu", "channel", "way")
NOT_UNDERSTOOD = Counter("not_understood_total", "Odpowiedzi na zdania, których nie zrozumiano")
DATABASE_ERRORS = Counter("database_errors_total", "Próby poczty, na które baza nie odpowiedziała")
ALL = (
    TURNS, REPLIES, LATENESS, TURN_FAILURES, GIVEN_UP_EVENTS, SENT, GIVEN_UP, CHANNEL_ERRORS, NOT_UNDERSTOOD,
    DATABASE_ERRORS,
)  # fmt: skip
