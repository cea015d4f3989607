"""A case for the maker and for the file: what they ask for, what is missing, and nothing that runs."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.channel import ENGINEERS, File
from bot.desk import export, printed
from bot.domain.cases import Case, Event
from bot.domain.casework import decisions, fulfilment, handling
from bot.store import cases, outbox, sealed
from bot.store.engine import Store
from tests.board.cases import opened
from tests.board.conftest import NOON
from tests.seal import SEAL

HOSTILE = "<script>alert(1)</script>"
MINUTE = timedelta(minutes=1)
FULL = opened(
    NOON, conversation="web:g-1", vendor="extreme", model="X440-G2-24t-10G4", serial="1912N-40017",
    contract="PW-2026-000101", customer="Młyn Jasna", site="hala", contact="Helena", phone="600000101",
    findings=("wersja 32.7.2.19 (linia 12)", "PWR2 NotSupply (linia 31)"), tried=("Zasilacz: nie pomogło",),
    logs="file",
)  # fmt: skip


def text(store: Store, case: Case) -> str:
    """The block for the maker."""
    with store.begin() as c:
        cases.add(c, case, Event("opened", NOON, "hela"))
        return export.text(c, case)


def missing(block: str) -> list[str]:
    """What the block says is missing."""
    return re.findall(r"^- (.+)$", block.partition("MISSING:")[2], re.M)


def test_everything_the_maker_asks_for_is_there(cast: Store) -> None:
    block = text(cast, FULL)
    wanted = {
        "Product: X440-G2-24t-10G4", "Serial number: 1912N-40017", "Software version: 32.7.2.19", "Phone: 600000101",
        "Service contract: PW-2026-000101", "Customer: Młyn Jasna", "Contact on site: Helena", "Priority: P1",
        "Problem: nic nie działa", "Logs: sent as a file", "Reported: 2026-11-19 12:00:00+01:00",
        "- PWR2 NotSupply (linia 31)", "- Zasilacz: nie pomogło",
    }  # fmt: skip
    assert wanted - set(block.splitlines()) == set()
    assert block.startswith(f"Extreme GTAC - HEZO case 1001\n{export.P1}\n")
    assert re.search(r"^Site: hala, .+", block, re.M)  # with the address of the register
    assert missing(block) == []


def test_what_is_missing_is_named(cast: Store) -> None:
    bare = opened(NOON, priority="P3", vendor="huawei", services=(), entitlement="incomplete")
    block = text(cast, bare)
    assert missing(block) == [name for name in export.ASKED if name != "Problem"]
    assert block.startswith("Huawei TAC - HEZO case 1001\n\n")


def test_a_sealed_copy_is_not_offered_to_the_maker(cast: Store) -> None:
    with cast.begin() as c:
        sealed.keep(c, SEAL, File("switch.cfg", b"x"), conversation="web:g-1", at=NOON, case_number=1001)
    assert "switch.cfg" not in text(cast, FULL)


def test_the_history_keeps_the_moment_said_and_the_one_recorded(cast: Store) -> None:
    case = decisions.confirm(handling.take(FULL, "ola", "Ola", NOON)[0], "ola", NOON)[0]
    with cast.begin() as c:
        cases.add(c, case, Event("opened", NOON, "hela"))
        cases.save(c, fulfilment.deliver(case, "ola", NOON + 9 * MINUTE, NOON + 5 * MINUTE))
        block, page = export.text(c, case), printed.sheet(c, case, NOON)
    assert "- 2026-11-19 12:09:00+01:00 Sprzęt dostarczony [2026-11-19 12:05:00+01:00]" in block.splitlines()
    assert "podana chwila: 19.11.2026, 12:05, zapisano: 19.11.2026, 12:09" in page


def test_the_print_holds_clocks_history_and_both_conversations(cast: Store) -> None:
    with cast.begin() as c:
        cases.add(c, FULL, Event("opened", NOON, "hela"))
        outbox.incoming(c, conversation="web:g-1", at=NOON, text="padł nam switch")
        outbox.add(c, conversation=ENGINEERS, at=NOON, text="dzwonię", case_number=1001, thread=1001)
        outbox.add(c, conversation=ENGINEERS, at=NOON, text="z innej sprawy", case_number=1002, thread=1002)
        sealed.keep(c, SEAL, File("switch.cfg", b"x"), conversation="web:g-1", at=NOON, case_number=1001)
        page = printed.sheet(c, FULL, NOON)
    told = ["reakcja", "do: 19.11.2026, 13:00", "biegnie", "Zgłoszenie otwarte", "padł nam switch", "dzwonię"]
    told += ["switch.cfg (zaszyfrowany)", "PWR2 NotSupply", FULL.clocks[0].explanation[0].split(",")[0]]
    assert [words for words in told if words not in page] == []
    assert "z innej sprawy" not in page


def test_nothing_anybody_wrote_runs_in_the_print(cast: Store) -> None:
    words: dict[str, Any] = dict.fromkeys(
        ("symptom", "customer", "serial", "model", "contract", "contact", "site", "owner_name", "vendor_case"), HOSTILE
    )
    hostile = replace(FULL, **words, findings=(HOSTILE,), tried=(HOSTILE,), missing=(HOSTILE,), waybill=HOSTILE)
    with cast.begin() as c:
        cases.add(c, hostile, Event("opened", NOON, HOSTILE, HOSTILE))
        outbox.incoming(c, conversation="web:g-1", at=NOON, text=HOSTILE, author=HOSTILE)
        outbox.add(c, conversation="web:g-1", at=NOON, text="x", case_number=1001, files=[File(HOSTILE, b"x")])
        page = printed.sheet(c, hostile, NOON)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= len(words) + 5


def test_the_export_is_two_files(cast: Store) -> None:
    with cast.begin() as c:
        cases.add(c, FULL, Event("opened", NOON, "hela"))
        block, page = export.document(c, FULL, NOON)
    assert [block.name, page.name] == ["zgloszenie-1001.txt", "zgloszenie-1001.html"]
    assert page.data.startswith(b"<!doctype html>")
