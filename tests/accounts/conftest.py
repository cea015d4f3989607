"""A house with its cast, two chats that are lists, and a real SMTP server on loopback."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from adapters.mail.channel import MailChannel
from bot.store.engine import open_store
from tests.accounts.house import House
from tests.adapters.mail.post import post_office
from tests.adapters.mail.test_render import FROM
from tests.adapters.mail.test_sending import plain
from tests.world import furnish


@pytest.fixture
def house(any_url: str) -> Iterator[House]:
    furnish(any_url)
    with (
        post_office() as post,
        closing(MailChannel(plain(post.port), FROM)) as mail,
        closing(open_store(any_url)) as store,
    ):
        yield House(store, mail, post)
