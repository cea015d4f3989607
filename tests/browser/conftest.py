"""One browser for all, one site for a module, and fresh visitors for each test, who met with no trouble."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.site import Site, Visit, running

Visitor = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser, and one worker of a run has it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium; it keeps a loop running in this thread, so it goes before other tests need one."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Site]:
    """A module may say how long words wait for more words: GATHER_SECONDS."""
    with running(tmp_path_factory.mktemp("site"), getattr(request.module, "GATHER_SECONDS", 1.0)) as started:
        yield started


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    """`visitor(width=360)` opens a browser of its own; in the end none of them may have had trouble."""
    visits: list[Visit] = []

    def come(width: int = 1280, **more: object) -> Visit:
        visits.append(Visit(browser, site, width, **more))
        return visits[-1]

    yield come
    for visit in visits:
        visit.context.close()
    assert [trouble for visit in visits for trouble in visit.troubles] == []
