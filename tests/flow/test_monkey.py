"""A restless caller: whatever is said and pressed in whatever order, the conversation stays whole."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest

from bot.domain.contracts import Cover, Device, Register, contract_key
from bot.domain.people import Person, Role
from bot.domain.serials import key
from bot.events import TOGETHER
from bot.flow.conversation import Conversation, from_json, to_json
from bot.flow.engine import Chose, Event, turn
from bot.flow.facts import Facts, Hint, Proof
from bot.flow.vocabulary import OpenCase, Said, Say
from bot.replies import Reply, replies, shown
from bot.texts import load
from bot.understand import understand
from bot.understand.priority import suggest
from flows import CALLERS

TEXTS = load()
SCREENS = 1500
"""No message is longer than about a screen and a half of a phone."""
COVERS = {
    "1912N-40017": Cover("PW-2026-000101", "Młyn", "extreme.pw.nbd_ahr", date(2026, 1, 1), date(2027, 12, 31)),
    "1912N-40018": Cover("PW-2024-000104", "Młyn", "extreme.pw.nbd_ahr", date(2024, 1, 1), date(2025, 12, 31)),
    "1912N-40019": Cover("CC-2026-000201", "Młyn", "huawei.cocare.premier", date(2026, 1, 1), date(2027, 12, 31)),
    "1912N-40020": Cover("HC-2026-000301", "Młyn", "huawei.hicare.basic", date(2026, 1, 1), date(2027, 12, 31)),
    "1912N-40021": Cover("PW-2026-000777", "Obcy", "extreme.pw.4h_ahr", date(2026, 1, 1), date(2027, 12, 31)),
}
DEVICES = tuple(Device(serial, "extreme", "X440-G2-24t-10G4", "hala", "Leśna 4", (c,)) for serial, c in COVERS.items())
REGISTER = Register({key(d.serial): d for d in DEVICES}, {contract_key(c.contract): (c,) for c in COVERS.values()})
HINT = Hint("psu-failure", "Awaria zasilacza", ("Prąd", "Dioda", "Kabel"), ("show power",), ("zasilacz",))
SENTENCES = (
    *("dzień dobry", "padł nam switch", "switch 1912N-40017 nie działa", "P1!", "to jednak P3", "tak", "nie", "no"),
    *("1912N-40018", "1912N-40019", "1912N-40021", "umowa PW-2026-000101", "PW-2024-000104", "CC-2026-000201"),
    *("nie wiem", "a po co?", "gdzie znajdę numer seryjny?", "człowiek", "przerwij", "od nowa", "powtórz", "wyślij"),
    *("600 700 801", "ja, Jan, 600700801", "Leśna 4, Gołdap", "pół biura stoi", "wszystko leży", "drobiazg", "1", "2"),
    *("3", "Dalej", "pomogło", "nie pomogło", "nie mam dostępu", "popraw", "chcę zmienić telefon", "co z 1001"),
    *("termin 1001", "co z moim zgłoszeniem", "jaka jest moja umowa", "w jakich godzinach pracujecie", "eskaluję"),
    *("zgaś światło", "", "   ", "<b>x</b>", "😀", "x" * 5000, "a\nb\nc\nd: 12:00:00\n# show", "dziękuję"),
    *("1912N-40017 i 1912N-40019 oba padły", "1912N-40017 zamiast 1912N-40018", "mam tylko gwarancję", "anuluj"),
    *("połącz konto", "to ja, hela@mlyn.example", "hela@mlyn.example", "••••", "odłącz konto", "wznów", "wyloguj mnie"),
)  # fmt: skip
LINKED = Person("hela", "Hela", Role.CALLER, "Młyn", "hela@mlyn.example", "600000101")


def facts(person: Person | None, minute: int) -> Facts:
    at = datetime(2026, 11, 20, 8, tzinfo=UTC) + TOGETHER * minute
    own = tuple(d for d in DEVICES if d.covers[0].customer == "Młyn") if person else ()
    scope = person.scope if person else None
    return Facts(
        now=at,
        person=person,
        scope=scope,
        register=REGISTER,
        own=own,
        guide=lambda *_: (HINT,),
        tries_left=5 - minute % 6,
        linking=minute % 7 != 0,
        codes_left=3 - minute % 4,
        awaiting="hela@mlyn.example" if minute % 2 else "",
        proof=(None, None, None, Proof("wrong", 2), Proof("late"), Proof("spent"), Proof("right"))[minute % 7],
    )


def some_event(random: Random, buttons: list[dict[str, object]]) -> Event:
    """Words from the pool, or any button ever shown."""
    if buttons and random.random() < 0.4:
        pressed = random.choice(buttons[-8:] if random.random() < 0.8 else buttons)
        return Chose(**{name: pressed[name] for name in ("run", "question", "value", "does", "nth")})  # type: ignore[arg-type]
    text = random.choice(SENTENCES)
    return Said(text, understand(text, None), ("log.txt",) if random.random() < 0.05 else (), suggest(text))


@pytest.mark.parametrize("person", [LINKED, None], ids=["linked", "unlinked"])
@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_the_conversation_stays_whole(person: Person | None, seed: int) -> None:
    random, talk = Random(seed), Conversation()  # noqa: S311 - a test's dice
    buttons: list[dict[str, object]] = []
    for minute in range(60):
        event = some_event(random, buttons)
        talk, effects = turn(from_json(to_json(talk)), event, facts(person, minute), CALLERS)
        opened = [e for e in effects if isinstance(e, OpenCase)]
        said = replies([e for e in effects if isinstance(e, Say)], TEXTS, {"number": "1001"}, talk)
        assert said, f"{event} was met with silence"
        assert len(opened) <= 1
        assert all("Obcy" not in case.case.customer for case in opened if case.case.customer)
        assert len(talk.runs) <= 3
        for message in said:
            assert message.text.strip()
            assert len(message.text) <= SCREENS, message.text
            assert "Obcy" not in message.text
            buttons += message.choices
        talk = remembered(talk, said[-1])


def remembered(talk: Conversation, last: Reply) -> Conversation:
    """What was shown last, as the turn remembers it."""
    if talk.run:
        return talk.with_run(replace(talk.run, shown=shown(last)))
    return replace(talk, shown=shown(last))
