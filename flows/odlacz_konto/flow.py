"""„Odłącz konto”: after one question the account is nobody's any more; cases stay."""

import re
from collections.abc import Mapping

from bot.flow.facts import Facts
from bot.flow.readers import YesNo
from bot.flow.vocabulary import Answers, Ask, Done, Effect, Flow, Option, Stop, UnlinkAccount, Value
from flows.polacz_konto.flow import name
from flows.wspolne.flow import CONTACT_WORDS

DISCONNECT = re.compile(
    r"(?:(?:prosz[eę]|chc[eę]|mo[żz]na)\s+)*(?:(?:od|roz)[łl][aą]cz\w*\s+(?:mnie\s+)?(?:to |moje |swoje )?kont[oa]"
    r"|wyloguj\w*(?:\s+(?:mnie|si[eę]))?)[\s.!]*",
    re.I,
)


def shortcut(text: str) -> Mapping[str, Value] | None:
    """„Odłącz konto”, „wyloguj mnie”."""
    return {} if DISCONNECT.fullmatch(text.strip()) else None


def not_linked(_answers: Answers, facts: Facts) -> bool:
    """konto nie jest połączone z nikim"""
    return facts.person is None


def kept(answers: Answers, _facts: Facts) -> bool:
    """konto ma jednak zostać połączone"""
    return answers.get("disconnect") == "no"


def unlinked(_answers: Answers, _facts: Facts) -> tuple[Effect, ...]:
    """Nothing of the person is seen here any more."""
    return (UnlinkAccount(),)


disconnect = Ask("disconnect", YesNo("yes", "no"), options=(Option("yes"), Option("no")), unknown="no")

unlink_account = Flow(
    "unlink_account",
    shortcut=shortcut,
    steps=(Stop("no_owner", when=not_linked), disconnect, Stop("stays", when=kept), Done("unlinked", then=unlinked)),
    words={**CONTACT_WORDS, "name": name},
)
