"""Who is played: callers who report a fault up to the case number, and the engineers who work on it.

A caller answers what is asked, whatever the order of the questions; an engineer presses the next button of the card.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

STAFF = ("ola", "kuba", "hania", "wit", "szef")
LINKED = {
    "bramski": "2114N-43310",
    "debowska": "TB012137W-30023",
    "jodla": "TB022214W-30107",
    "lipska": "1845N-41234",
    "chmiel": "1845N-41235",
    "pioro": "2102351ABC10K7000107",
    "wisloka": "2102352UFK10L2000201",
    "potocka": "2102352BBR10J8000117",
    "schodek": "2102354RTV10Q1000310",
    "grosz": "2102353HJK10N1000051",
    "wiatr": "2005N-42444",
    "bursztyn": "1733N-40118",
    "sowa": "2102354RTV10Q1000318",
    "swiatlo": "18JP072E0033",
}
"""People of the sample world with an account, and a device of theirs."""
STRANGERS = (
    ("2114N-43318", "PW-2026-001201"),
    ("2102352BBR10J8000117", "0048720033A"),
    ("TB012137W-30023", "PW-2025-000742"),
    ("2102353HJK10N1000051", "0048720052A"),
    ("18JP072E0033", "HZ/SOS/2025/0019"),
    ("2102351ABC10K7000107", "HZ/SOS/2026/0052"),
    ("2102351ABC10K7000112", "HZ/SOS/2026/0052"),
    ("1907N-40020", "HZ/SOS/2026/0041"),
    ("TG032318W-30455", "PW-2026-001201"),
    ("TB012137W-30024", "PW-2025-000742"),
    ("2012N-42007", "HZ/AHB/2026/0107"),
    ("1912N-40377", "PW-2024-000311"),
)
"""What people without an account write: a serial and its contract."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words, maybe with a file."""

    words: str
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """The button with this label, or with the other one where there is none."""

    label: str
    other: str = ""


Does = Say | Press
DONT_KNOW = Say("nie wiem")
CONTACTED = Press("Skontaktowano")
PHOTO = Say("", ("zdjecie.jpg", b"\xff\xd8" + bytes(999)))
LATE = (PHOTO, Say("szafa numer 4"), Say("przełącznik jest trzeci od góry"))
HANDLED = (Press("Przyjmuję"), CONTACTED, Press("Potwierdzam zasadność"))
ASKED = Say("dopytaj: jaka wersja?")
ORDERED = (Say("zamówione: RMA 12345"), Say("wysłane: list 678"))
AFTERWARDS = ((), ORDERED, (*ORDERED, Say("dostarczone")), (ASKED,), (Say("priorytet P1"), Say("zwolnij")))
"""What the engineer types when the case is confirmed; every one of them brings a new card.

Nothing closes the case: which of the caller's last words came before that would be chance. The quarter closes cases."""


@dataclass(frozen=True, slots=True)
class Person:
    """A caller with a device, their answers by question (the last one is repeated), and who takes the case.

    `buttons`: what the engineer presses, in order, or types, when anybody takes the case at all; `late`: sent at
    the end, words in one breath.
    """

    user: str
    serial: str
    opening: Say
    answers: Mapping[str, Sequence[Does]]
    engineer: str
    buttons: tuple[Does, ...] = HANDLED
    types: bool = False
    late: tuple[Say, ...] = ()


def everybody(dice: Random) -> Iterator[Person]:
    """People without end: linked ones while there are any left, and strangers in between."""
    linked = iter(dice.sample(sorted(LINKED.items()), len(LINKED)))
    for number in count():
        user, serial = next(linked, ("", "")) if number % 2 == 0 else ("", "")
        contract = ""
        if not user:
            user, (serial, contract) = f"gosc-{number}", dice.choice(STRANGERS)
        yield _person(number, user, serial, contract, dice)


def _person(number: int, user: str, serial: str, contract: str, dice: Random) -> Person:
    absent, afterwards = number % 5 in (2, 4), dice.choice(AFTERWARDS)
    return Person(
        user,
        serial,
        dice.choice((Say("dzień dobry"), Say("zgłaszam awarię"), Say(f"Dzień dobry, {serial} nie włącza się"))),
        _answers(number, serial, contract, dice),
        engineer=dice.choice(STAFF),
        buttons=() if absent else (*HANDLED, *afterwards),
        types=dice.random() < 0.3,
        late=() if dice.random() < 0.5 or ASKED in afterwards else LATE,
    )


def _answers(number: int, serial: str, contract: str, dice: Random) -> dict[str, Sequence[Does]]:
    phone = f"600 7{number % 100:02} 801"
    corrects, mistaken = dice.random() < 0.4, bool(contract) and dice.random() < 0.3
    return {
        "common.menu": [Press("Zgłoś awarię")],
        "common.clarify": [Press("Coś innego")],
        "report_fault.device": [Say(serial)],
        "report_fault.contract": [Say("PW-2019-000001"), Say(contract)] if mistaken else [Say(contract)],
        "report_fault.unproven": [Press("Popraw numer umowy")],
        "report_fault.symptom": [Say("restartuje się co godzinę, wentylatory głośno pracują"), DONT_KNOW],
        "report_fault.impact": [Press("Działa, ale źle")],
        "report_fault.helped": [Press("Pomiń", "Nie pomogło")],
        "report_fault.logs": [dice.choice((Press("Doślę później"), Press("Nie mam dostępu"), _file(number), _paste()))],
        "report_fault.config": [Press("Doślę później")],
        "report_fault.same_case": [Press("Nie, inna")],
        "report_fault.phone": [Say(phone)],
        "report_fault.place": [Say("ul. Serwerowa 1, 00-001 Warszawa"), DONT_KNOW],
        "report_fault.choice": [Press("Telefon")],
        "report_fault.agreed": [Press("Popraw"), Press("Wyślij")] if corrects else [Press("Wyślij")],
    }


def _file(number: int) -> Say:
    return Say("", (f"dziennik-{number}.log", f"port {number} link down\n".encode() * 50))


def _paste() -> Say:
    lines = [f"  GigabitEthernet0/0/{port}   down  down   0   0   0   0" for port in range(24)]
    return Say("<lozwar>display interface brief\n" + "\n".join(lines))
