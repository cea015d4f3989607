"""The one program: dyspozytor batch | talk | import | …"""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

Command = Callable[[argparse.Namespace], int]
HOME = Path(__file__).parent.parent


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
    batch.add_argument(
        "name", choices=("deadlines", "understand", "priority", "search", "device", "label", "mask"), metavar="NAZWA"
    )
    batch.set_defaults(command=_batch)

    talk = commands.add_parser("talk", help="odgrywa zapisaną rozmowę na symulowanym zegarze")
    talk.add_argument("--data", type=Path, required=True, metavar="KATALOG")
    talk.add_argument(
        "--restart-every-turn", action="store_true", help="zapisuje i wczytuje wszystko po każdym zdarzeniu"
    )
    talk.add_argument("--duplicate", action="store_true", help="dostarcza każde zdarzenie dwa razy")
    talk.set_defaults(command=_talk)

    serve = commands.add_parser("serve", help="strona rozmowy, panel inżynierów i poczta w jednym procesie")
    serve.set_defaults(command=_later("serving", "serve"))

    work = commands.add_parser("work", help="sama poczta: kolejny proces na tym samym PostgreSQL")
    work.set_defaults(command=_later("serving", "work"))

    demo = commands.add_parser("demo", help="całość na przykładowych danych")
    demo.add_argument("--port", type=int, default=8080, metavar="PORT")
    demo.set_defaults(command=_later("demo", "demo"))

    imported = commands.add_parser("import", help="wczytuje umowy, urządzenia i osoby z plików")
    imported.add_argument("folder", type=Path, metavar="KATALOG")
    imported.add_argument("--dry-run", action="store_true", help="tylko pokazuje, co się zmieni")
    imported.set_defaults(command=_later("data", "import_"))

    password = commands.add_parser("password", help="ustawia hasło do panelu inżynierów")
    password.add_argument("person", metavar="OSOBA")
    password.set_defaults(command=_later("data", "password"))

    unlink = commands.add_parser("unlink", help="odłącza konta osoby w kanałach rozmów")
    unlink.add_argument("whom", metavar="KOGO", help="osoba, jej e-mail albo jedno konto, np. telegram:123456789")
    unlink.set_defaults(command=_later("accounts", "unlink"))

    chat = commands.add_parser("chat", help="rozmowa w terminalu")
    chat.add_argument("--person", default="gosc", metavar="KONTO", help="konto w kanale console")
    chat.add_argument(
        "--explain", action="store_true", help="po każdej wiadomości mówi, co z niej zrozumiano i dlaczego"
    )
    chat.set_defaults(command=_later("chat", "chat"))

    phrases = commands.add_parser("phrases", help="wypisuje zdania, których nie zrozumiano (linie JSON)")
    phrases.set_defaults(command=_later("phrases", "phrases"))

    erase = commands.add_parser("erase", help="wymazuje osobę; jej sprawy i terminy zostają")
    erase.add_argument("person", nargs="?", metavar="OSOBA", help="identyfikator z pliku osób albo kanał:konto")
    erase.add_argument("--even-open", action="store_true", help="także gdy osoba ma otwarte sprawy")
    erase.add_argument("--again", action="store_true", help="ponawia wymazania po przywróceniu kopii bazy")
    erase.set_defaults(command=_later("privacy", "erase"))

    requests = commands.add_parser("requests", help="prośby osób o ich dane, z terminami")
    requests.add_argument("--done", type=int, metavar="NUMER", help="prośba jest wykonana")
    requests.set_defaults(command=_later("privacy", "requests"))

    export = commands.add_parser("export", help="zapisuje do pliku wszystko, co wiadomo o osobie")
    export.add_argument("person", metavar="OSOBA", help="identyfikator z pliku osób albo kanał:konto")
    export.add_argument("file", type=Path, nargs="?", metavar="PLIK", help="plik zip, domyślnie dane-OSOBA.zip")
    export.set_defaults(command=_later("privacy", "export"))

    audit = commands.add_parser("audit", help="kto co widział i zrobił; czy zapis jest cały").add_subparsers(
        required=True, metavar="CO"
    )
    verify = audit.add_parser("verify", help="mówi, czy łańcuch jest cały i gdzie się rwie")
    verify.add_argument("--anchor", default="", metavar="KOTWICA", help="kotwica wydrukowana wcześniej")
    verify.set_defaults(command=_later("audit", "verify"))
    show = audit.add_parser("show", help="wypisuje wpisy")
    show.add_argument("--what", default="", metavar="CZYN", help="początek nazwy, na przykład case. albo linked")
    show.add_argument("--who", metavar="OSOBA", help="kto to zrobił")
    show.add_argument("--case", type=int, metavar="NUMER", help="której sprawy dotyczy")
    show.add_argument("--days", type=int, default=30, metavar="DNI", help="z ilu ostatnich dni (30)")
    show.set_defaults(command=_later("audit", "show"))

    channels = commands.add_parser("channels", help="kanały: czego brakuje w ustawieniach, paczka do Teams")
    what = channels.add_subparsers(required=True, metavar="check | package")
    what.add_parser("check", help="mówi, czego brakuje").set_defaults(command=_later("channels", "check"))
    packed = what.add_parser("package", help="zapisuje paczkę, którą instaluje się bota w Teams")
    packed.add_argument("--out", type=Path, default=Path("dyspozytor-teams.zip"), metavar="PLIK")
    packed.set_defaults(command=_later("channels", "teams_package"))

    check = commands.add_parser("check", help="sprawdza rozmowy, teksty i artykuły")
    check.add_argument("--flows", type=Path, default=HOME / "flows", metavar="KATALOG")
    check.add_argument("--knowledge", type=Path, default=HOME / "knowledge", metavar="KATALOG")
    check.set_defaults(command=_later("review", "check"))

    doctor = commands.add_parser("doctor", help="sprawdza wszystko wokół usługi i mówi, co poprawić")
    doctor.set_defaults(command=_later("doctor", "doctor"))

    written = commands.add_parser("scenopis", help="wypisuje rozmowy po polsku, z rysunkiem")
    written.add_argument("--check", action="store_true", help="tylko mówi, co jest nieaktualne")
    knowledge = commands.add_parser("knowledge", help="co baza wiedzy rozwiązała, a czego nie")
    knowledge.add_argument("what", choices=("report",), metavar="report")
    knowledge.add_argument("--days", type=int, default=90, metavar="DNI", help="z ilu ostatnich dni")
    knowledge.set_defaults(command=_later("data", "knowledge_report"))

    written.set_defaults(command=_later("review", "write_out"))
    return parser


def _later(module: str, function: str) -> Command:
    """The command, imported only when it is run: `batch` starts faster than the web server.

    What the operator has to put right is said in sentences, without a traceback.
    """

    def command(options: argparse.Namespace) -> int:
        from bot.settings import BadSettings
        from bot.store.engine import StoreInUse, StoreTooNew

        try:
            status: int = getattr(import_module(f"bot.commands.{module}"), function)(options)
        except (BadSettings, StoreInUse, StoreTooNew) as refused:
            sys.stderr.write(f"{refused}\n")
            return 1
        return status

    return command


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
