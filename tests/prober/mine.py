"""What in the register is whose: everything that would tell a person of another organisation."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.domain.people import dialled
from bot.domain.serials import key
from bot.main import all_texts
from tests.prober.house import SAMPLE

PEOPLE = ("lipska", "debowska", "bramski", "wisloka", "bursztyn", "jodla")
"""Four customers and two partners, two of whose customers are among them."""
STRANGER = "obcy"
CAST = (*PEOPLE, STRANGER)


@dataclass(frozen=True, slots=True)
class Thing:
    """A word of the register that is somebody's: of which customers, sold by which partners (both empty: of none)."""

    word: str
    customers: frozenset[str]
    partners: frozenset[str] = frozenset()

    @property
    def folded(self) -> str:
        """How it is looked for."""
        return fold(self.word)


def fold(text: str) -> str:
    """Letters and digits alone: no spelling hides a number."""
    return re.sub(r"[\W_]", "", text.casefold())


def rows(name: str) -> list[dict[str, str]]:
    """A file of the sample world."""
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


@cache
def organisation(who: str) -> tuple[str, str]:
    """The role and the organisation of a person; of a stranger neither."""
    return next(((r["role"], r["organisation"]) for r in rows("people") if r["person"] == who), ("", ""))


@cache
def things() -> tuple[Thing, ...]:
    """Everything that is somebody's, without the words that stand in texts for everybody."""
    everybody = fold(" ".join(all_texts().templates.values()))
    return tuple(t for t in dict.fromkeys(_things()) if t.folded not in everybody)


def _things() -> Iterator[Thing]:
    contracts = {key(r["contract"]): r for r in rows("contracts")}
    for row in contracts.values():
        yield Thing(row["contract"], frozenset({row["customer"]}), frozenset({row["partner"]} - {""}))
        yield Thing(row["customer"], frozenset({row["customer"]}), _partners(row["customer"]))
    for serial in dict.fromkeys(r["serial"] for r in rows("devices")):
        of = [contracts.get(key(r["contract"])) for r in rows("devices") if r["serial"] == serial]
        customers = frozenset(c["customer"] for c in of if c)
        partners = frozenset(c["partner"] for c in of if c and c["partner"])
        yield Thing(serial, customers, partners)
        yield Thing(next(r["address"] for r in rows("devices") if r["serial"] == serial), customers, partners)
    for person in rows("people"):
        if person["role"] in ("caller", "partner"):
            own = frozenset({person["organisation"]})
            yield from (Thing(word, own) for word in (person["name"], person["email"], dialled(person["phone"])))


def _partners(customer: str) -> frozenset[str]:
    return frozenset(r["partner"] for r in rows("contracts") if r["customer"] == customer and r["partner"])


@cache
def foreign(who: str) -> tuple[Thing, ...]:
    """What this person may not hear of, unless they said it themselves."""
    role, name = organisation(who)
    own = {t.folded for t in things() if name and (name in t.customers or (role == "partner" and name in t.partners))}
    return tuple(t for t in things() if t.folded not in own)


@cache
def related(who: str) -> tuple[str, ...]:
    """Those of the cast with whom this person shares a customer; their words about it may be passed on."""
    return tuple(other for other in CAST if other == who or _customers(who) & _customers(other))


@cache
def _customers(who: str) -> frozenset[str]:
    role, name = organisation(who)
    if role == "partner":
        return frozenset(r["customer"] for r in rows("contracts") if r["partner"] == name)
    return frozenset({name} - {""})


def leaks(who: str, text: str, said: Iterable[str]) -> list[str]:
    """Words of other organisations in what this person was told; `said`: what they, and those related, said."""
    told, known = fold(text), fold(" ".join(said))
    found = [t for t in foreign(who) if t.folded in told and t.folded not in known]
    return [t.word for t in found if who != STRANGER or not _proved(t, known)]


def _proved(thing: Thing, known: str) -> bool:
    """A serial and its contract, said by a stranger, open the device's other contracts (decision 4)."""
    said = [r for r in rows("devices") if fold(r["serial"]) in known and r["contract"]]
    pairs = {r["serial"] for r in said if fold(r["contract"]) in known}
    return any(r["serial"] in pairs and r["contract"] == thing.word for r in said)
