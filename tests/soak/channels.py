"""Every written conversation through the form of each channel: the same texts, buttons, cases and clocks as without.

What is said is drawn and read as that channel shows it; what is typed or pressed comes as that channel reports it.
"""

import argparse
import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import tests.rozmowy
from bot.store.engine import open_store
from tests.adapters.slack.through import SlackThrough
from tests.adapters.teams.through import TeamsThrough
from tests.adapters.telegram.through import TelegramThrough
from tests.adapters.web.through import WebThrough
from tests.rozmowy.compare import differences
from tests.rozmowy.performance import perform
from tests.rozmowy.script import conversations, read
from tests.world import furnish

Form = type[SlackThrough] | type[TeamsThrough] | type[TelegramThrough] | type[WebThrough]
FORMS: dict[str, Form] = {
    "slack": SlackThrough,
    "teams": TeamsThrough,
    "telegram": TelegramThrough,
    "web": WebThrough,
}
HERE = Path(tests.rozmowy.__file__).parent
SAY_EVERY = 50
"""Conversations."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of this suite."""
    parser.add_argument("--only", default="", metavar="WORDS", help="conversations whose path has these words")


def run(options: argparse.Namespace) -> bool:
    """All of them through each; whether all went as written."""
    chosen = [path for path in conversations(HERE) if options.only in str(path)]
    with TemporaryDirectory(prefix="dyspozytor-channels-") as folder:
        furnish(f"sqlite:///{folder}/swiat.db")
        right = [_through(name, form, chosen, Path(folder)) for name, form in FORMS.items()]
    return all(right)


def _through(name: str, form: Form, chosen: list[Path], folder: Path) -> bool:
    start, wrong = monotonic(), 0
    for number, path in enumerate(chosen, 1):
        database = f"sqlite:///{shutil.copy(folder / 'swiat.db', folder / 'ten.db')}"
        through = form()
        with closing(open_store(database)) as store:
            found = [*differences(perform(read(path), store, through=through)), *through.faults]
        if found:
            wrong += 1
            print(f"{name}: {path.parent.name}/{path.stem}", *found, sep="\n  ", flush=True)
        if number % SAY_EVERY == 0 or number == len(chosen):
            print(f"channels {name}: {number} of {len(chosen)} conversations, {wrong} otherwise", flush=True)
    print(f"channels {name}: {monotonic() - start:.0f} s")
    return not wrong
