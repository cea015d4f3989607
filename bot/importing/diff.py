"""What the files would change in the store: rows to add, to change, to bring back and to end."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, false, select

from bot.importing.parts import ACCOUNTS, PARTS, Key, Part, Row
from bot.importing.problems import Problem, more
from bot.importing.wanted import Wanted
from bot.store import erased
from bot.store.tables import account

SHOWN = 30
FORGOTTEN = "dane tej osoby wymazano na jej prośbę; proszę usunąć wiersz z pliku albo nadać nowy identyfikator"
Marks = Callable[[str], frozenset[str]]
"""marks(id): what a person with this id is remembered by, once erased."""


def unmarked(_who: str) -> frozenset[str]:
    """Where nobody has ever been erased."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one part. `changed` holds what a row said before, `ended` what it said last."""

    part: Part
    added: Mapping[Key, Row]
    changed: Mapping[Key, tuple[Row, Row]]
    returned: Mapping[Key, Row]
    ended: Mapping[Key, Row]
    same: int

    @property
    def empty(self) -> bool:
        """Is there nothing to do?"""
        return not (self.added or self.changed or self.returned or self.ended)

    def __str__(self) -> str:
        counts = (
            f"dodane {len(self.added)}, zmienione {len(self.changed)}, przywrócone {len(self.returned)}, "
            f"zakończone {len(self.ended)}, bez zmian {self.same}"
        )
        total = len(self.added) + len(self.changed) + len(self.returned) + len(self.ended)
        return "\n".join([f"{self.part.title}: {counts}.", *islice(self._rows(), SHOWN), *more(total, SHOWN)])

    def _rows(self) -> Iterator[str]:
        shown = self.part.shown
        yield from (f"  + {shown(key, row)}" for key, row in self.added.items())
        yield from (f"  ~ {shown(key, new)} ({self._difference(old, new)})" for key, (old, new) in self.changed.items())
        yield from (f"  ↩ {shown(key, row)}" for key, row in self.returned.items())
        yield from (f"  − {shown(key, row)}" for key, row in self.ended.items())

    def _difference(self, old: Row, new: Row) -> str:
        said = zip(self.part.says, old, new, strict=True)
        return ", ".join(f"{column}: „{a}” → „{b}”" for column, a, b in said if a != b)


def compare(c: Connection, wanted: Wanted) -> tuple[Change, ...]:
    """What has to change in every part; nothing at all the second time."""
    return (*(_change(part, part.of(wanted), *_rows(c, part)) for part in PARTS[:-1]), _accounts(c, wanted))


def conflicts(c: Connection, wanted: Wanted, marks: Marks) -> list[Problem]:
    """People who asked to be forgotten, and accounts linked in the product that the files give to somebody else."""
    linked, gone = _links(c), erased.known(c)
    return [
        *(row.problem("person", FORGOTTEN) for who, row in wanted.people_rows.items() if gone and marks(who) & gone),
        *_clashes(wanted, linked),
    ]


def _clashes(wanted: Wanted, linked: Mapping[Key, str]) -> list[Problem]:
    return [
        wanted.account_rows[key].problem("channel_user", f"to konto połączyła już w produkcie osoba „{linked[key]}”")
        for key, row in wanted.accounts.items()
        if linked.get(key, row.person) != row.person and (linked[key],) in wanted.people
    ]


def _accounts(c: Connection, wanted: Wanted) -> Change:
    """Links made in the product stay as they are, unless the files give one of a departed person to another."""
    live, ended = _rows(c, ACCOUNTS)
    linked = _links(c)
    rows = {key: row for key, row in wanted.accounts.items() if linked.get(key) != row.person}
    return _change(ACCOUNTS, rows, {k: row for k, row in live.items() if k in rows or k not in linked}, ended)


def _change(part: Part, wanted: Mapping[Key, Row], live: Mapping[Key, Row], ended: Mapping[Key, Row]) -> Change:
    changed = {key: (live[key], row) for key, row in wanted.items() if key in live and live[key] != row}
    return Change(
        part,
        added={key: row for key, row in wanted.items() if key not in live and key not in ended},
        changed=changed,
        returned={key: row for key, row in wanted.items() if key in ended},
        ended={key: row for key, row in live.items() if key not in wanted},
        same=sum(key in live for key in wanted) - len(changed),
    )


def _rows(c: Connection, part: Part) -> tuple[dict[Key, Row], dict[Key, Row]]:
    """What the store holds of a part: live rows and ended ones, by key."""
    columns = part.table.c
    found: tuple[dict[Key, Row], dict[Key, Row]] = ({}, {})
    width = len(part.key)
    for ended_at, *cells in c.execute(select(columns.ended_at, *(columns[name] for name in (*part.key, *part.says)))):
        found[ended_at is not None][tuple(cells[:width])] = tuple(cells[width:])
    return found


def _links(c: Connection) -> dict[Key, str]:
    """Live links made in the product: whose each account is."""
    made_here = select(account.c.channel, account.c.channel_user, account.c.person).where(
        account.c.imported == false(), account.c.ended_at.is_(None)
    )
    return {(row.channel, row.channel_user): row.person for row in c.execute(made_here)}
