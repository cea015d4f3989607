"""Where an account is reached: kept for good, the last place in place of the one before."""

from datetime import UTC, datetime

from adapters.teams.book import InStore, Place
from bot.store.engine import Store

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
EMEA, AMER = (f"https://smba.trafficmanager.net/{region}/tenant" for region in ("emea", "amer"))


def test_the_last_place_counts(any_store: Store) -> None:
    book = InStore(any_store)
    assert book.find("ola") is None
    for service in (EMEA, EMEA, AMER):
        book.keep("ola", Place(service, "a:1"), NOW)
    book.keep("jan", Place(EMEA, "a:2"), NOW)
    assert (InStore(any_store).find("ola"), book.find("jan")) == (Place(AMER, "a:1"), Place(EMEA, "a:2"))
