"""Checks the rows one by one and against each other, and turns them into the register as it should be."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from bot.domain.catalogue import CATALOGUE
from bot.domain.contracts import EXTREMEWORKS, contract_key
from bot.domain.people import Role
from bot.domain.serials import key as serial_key
from bot.importing.fields import LONGEST, Fields
from bot.importing.problems import Problem
from bot.importing.reading import Row
from bot.importing.wanted import AccountRow, ContractRow, CoverRow, DeviceRow, DutyRow, PersonRow, Wanted

VENDORS = ("extreme", "huawei")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
CHANNELS = ("console", "slack", "teams", "telegram", "web")
SERVICES = frozenset({*CATALOGUE.services, EXTREMEWORKS})


def check(sheets: Mapping[str, Iterable[Row]]) -> Wanted | list[Problem]:
    """The register as it should be, or everything that is wrong with the rows, in the order of the files."""
    checker = _Checker()
    if "duty" in sheets:
        checker.wanted.duty = []
    readers = (
        ("contracts", checker.contract), ("devices", checker.device), ("people", checker.person), ("duty", checker.duty)
    )  # fmt: skip
    for stem, read in readers:
        for row in sheets.get(stem, ()):
            fields = Fields(row)
            read(fields)
            checker.problems += fields.problems
    return checker.problems or checker.wanted


class _Checker:
    """Goes through the rows once, remembering where each thing was said first."""

    def __init__(self) -> None:
        self.wanted = Wanted()
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str, ...], int] = {}
        self.said: dict[tuple[str, ...], tuple[int, Mapping[str, str]]] = {}
        self.printed: dict[str, str] = {}  # each contract's number as it was written first
        self.vendors: dict[str, set[str]] = {}  # whose services each contract holds

    def contract(self, f: Fields) -> None:
        """A contract and one of its services."""
        number, service = f.text("contract", required=True), f.one_of("service", SERVICES, "nieznana usługa")
        row = ContractRow(
            number,
            f.text("customer", required=True),
            f.day("valid_from"),
            f.day("valid_to"),
            f.text("partner"),
            f.text("note"),
        )
        if date.min < row.valid_to < row.valid_from:
            f.wrong("valid_to", f"koniec {row.valid_to} jest wcześniejszy niż początek {row.valid_from}")
        if key := _key(f, "contract", contract_key(number)):
            self.once(f, "contract", ("umowa", key, service))
            self.agree(f, ("umowa", key), customer=row.customer, partner=row.partner)
            whose = {service.partition(".")[0]} if service in SERVICES else set(VENDORS)
            self.vendors.setdefault(key, set()).update(whose)
            self.wanted.contracts[key, service] = row._replace(number=self.printed.setdefault(key, number))

    def device(self, f: Fields) -> None:
        """A device and the contract it is on, if any."""
        serial, number = f.text("serial", required=True), f.text("contract")
        row = DeviceRow(
            serial,
            f.one_of("vendor", VENDORS, "nieznany producent"),
            f.text("model", required=True),
            f.text("site"),
            f.text("address"),
        )
        contract = _key(f, "contract", contract_key(number)) if number else ""
        whose = self.vendors.get(contract, set())
        if contract and not whose:
            f.wrong("contract", f"umowy „{number}” nie ma w pliku z umowami")
        elif contract and row.vendor in VENDORS and row.vendor not in whose:
            f.wrong("contract", f"umowa „{number}” nie ma usługi dla urządzeń producenta {row.vendor}")
        if key := _key(f, "serial", serial_key(serial)):
            self.once(f, "serial", ("urządzenie", key, contract))
            self.agree(f, ("urządzenie", key), vendor=row.vendor, model=row.model, site=row.site, address=row.address)
            self.wanted.devices.setdefault((key,), row)
            self.wanted.covers[key, contract] = CoverRow()

    def person(self, f: Fields) -> None:
        """A person and one of their accounts, if any."""
        who = f.text("person", required=True)
        role = f.one_of("role", tuple(Role), "nieznana rola")
        row = PersonRow(f.text("name", required=True), role, f.text("organisation"), f.text("email"), f.text("phone"))
        _check_person(f, row)
        channel, user = f.one_of("channel", CHANNELS, "nieznany kanał", required=False), f.text("channel_user")
        if user and not channel:
            f.wrong("channel", f"brak kanału dla konta „{user}”")
        if not who:
            return
        self.once(f, "person", ("osoba", who, channel, user))
        self.agree(f, ("osoba", who), **row._asdict())
        self.wanted.people.setdefault((who,), row)
        self.wanted.people_rows.setdefault(who, f.row)
        if user:
            self.account(f, (channel, user), who)

    def account(self, f: Fields, account: tuple[str, str], who: str) -> None:
        """An account is one person's."""
        self.wanted.account_rows.setdefault(account, f.row)
        owner = self.wanted.accounts.setdefault(account, AccountRow(who)).person
        if owner != who:
            f.wrong("channel_user", f"to konto ma już osoba „{owner}”")

    def duty(self, f: Fields) -> None:
        """One of the staff on duty for a while."""
        who = f.text("person", required=True)
        row = DutyRow(
            who,
            f.one_of("vendor", VENDORS, "nieznany producent", required=False),
            f.moment("from"),
            f.moment("to"),
        )
        known = self.wanted.people.get((who,))
        if who and not known:
            f.wrong("person", f"osoby „{who}” nie ma w pliku z osobami")
        elif known and known.role not in (Role.ENGINEER, Role.MANAGER):
            f.wrong("person", f"dyżur ma tylko inżynier albo kierownik, a „{who}” to {known.role}")
        if not f.problems and row.ends_at <= row.starts_at:
            f.wrong("to", "koniec dyżuru nie jest późniejszy niż początek")
        self.once(f, "person", ("dyżur", *map(str, row)))
        if self.wanted.duty is not None:
            self.wanted.duty.append(row)

    def once(self, f: Fields, column: str, key: tuple[str, ...]) -> None:
        """The same thing must not be said twice."""
        line = self.lines.setdefault(key, f.row.line)
        if line != f.row.line:
            f.wrong(column, f"powtórzony wiersz: to samo jest w wierszu {line}")

    def agree(self, f: Fields, key: tuple[str, ...], **values: str) -> None:
        """What is repeated about a thing must be the same as where it was said first."""
        line, first = self.said.setdefault(key, (f.row.line, values))
        for column, value in values.items():
            if value != first[column]:
                f.wrong(column, f"inna wartość niż w wierszu {line}: „{value}” zamiast „{first[column]}”")


def _key(f: Fields, column: str, key: str) -> str:
    """The comparison form of a number, if it can be one."""
    printed = f.row.cells[column]
    if printed and not key:
        f.wrong(column, "numer musi mieć litery lub cyfry")
    elif len(key) > LONGEST[column] >= len(printed):  # capitals of „ß” or „ﬁ” are longer
        f.wrong(column, f"za długi numer: może mieć najwyżej {LONGEST[column]} znaków")
    return key


def _check_person(f: Fields, row: PersonRow) -> None:
    if row.email and not _EMAIL.fullmatch(row.email):
        f.wrong("email", f"to nie jest adres e-mail: „{row.email}”")
    staff = row.role in (Role.ENGINEER, Role.MANAGER)
    if staff and row.organisation:
        f.wrong("organisation", "obsługa nie ma organizacji; proszę zostawić puste")
    if row.role in (Role.CALLER, Role.PARTNER) and not row.organisation:
        f.wrong("organisation", "brak wartości: zgłaszający i partner należą do organizacji")
