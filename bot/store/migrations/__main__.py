"""Drafts the next revision: what tables.py has and the migrations do not: python -m bot.store.migrations "Message"."""

import sys

from alembic import command
from alembic.script import ScriptDirectory

from bot.store.engine import alembic_config, open_store


def main(message: str) -> None:
    """The new file is a draft to be read, corrected and tested; nothing is written to any real database."""
    store = open_store("sqlite://")
    store.migrate()
    with store.begin() as c:
        config = alembic_config(c)
        known = list(ScriptDirectory.from_config(config).walk_revisions())
        command.revision(config, message, autogenerate=True, rev_id=f"{len(known) + 1:04}")
    store.close()


if __name__ == "__main__":
    main(sys.argv[1])
