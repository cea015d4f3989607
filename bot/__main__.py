"""The one program: dyspozytor batch | talk | import | …"""

import argparse
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line and run the command; returns the exit status."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    command: Command = options.command
    return command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("dyspozytor", description="Asystent pierwszej linii serwisu sieciowego.")
    commands = parser.add_subparsers(required=True, metavar="POLECENIE")

    batch = commands.add_parser("batch", help="odpowiada na linie JSON (interfejs maszynowy)")
    batch.add_argument("name", choices=("deadlines", "understand", "priority", "search"), metavar="NAZWA")
    batch.set_defaults(command=_batch)

    talk = commands.add_parser("talk", help="odgrywa zapisaną rozmowę na symulowanym zegarze")
    talk.add_argument("--data", type=Path, required=True, metavar="KATALOG")
    talk.add_argument(
        "--restart-every-turn", action="store_true", help="zapisuje i wczytuje wszystko po każdym zdarzeniu"
    )
    talk.add_argument("--duplicate", action="store_true", help="dostarcza każde zdarzenie dwa razy")
    talk.set_defaults(command=_talk)
    return parser


def _batch(options: argparse.Namespace) -> int:
    from bot.batch import run

    return run(options.name, sys.stdin, _write)


def _talk(options: argparse.Namespace) -> int:
    from bot.talk import play

    return play(sys.stdin, options.data, _write, restart=options.restart_every_turn, duplicate=options.duplicate)


def _write(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
