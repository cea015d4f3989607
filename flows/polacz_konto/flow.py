"""„Połącz konto”: a one-time code sent to one's e-mail address makes the account one's own."""

import re
from collections.abc import Mapping

from bot.flow.facts import Facts
from bot.flow.readers import Email, RightCode, Verdict
from bot.flow.vocabulary import (
    Answers,
    Ask,
    Done,
    Effect,
    Flow,
    Option,
    SendCode,
    ShowCode,
    Stop,
    Value,
    Variant,
    never,
)
from flows.wspolne.flow import CONTACT_WORDS, constant

CONNECT = re.compile(
    r"(?:(?:prosz[eę]|chc[eę]|jak|mo[żz]na|po|my)\s+)*(?:po[łl][aą]cz\w*|powi[aą][żz]\w*|pod[łl][aą]cz\w*|zaloguj\w*)"
    r"(?:\s+(?:mnie|si[eę]|to|moje|swoje|nasze|kont[oa]))*[\s.!?,:]*(?P<email>\S+@\S+)?",
    re.I,
)
NEEDS_ACCOUNT = re.compile(r"(?:pod|po)[łl][aą]cz\w*|powi[aą][żz]\w*", re.I)
"""„Połącz” alone may be meant for a person; „zaloguj” may not."""
ITS_ME = re.compile(
    r"(?:cze[śs][ćc]|dzie[ńn] dobry)?[\s,]*(?:to|tu)(?:\s+ja)?(?:\s+\w+){0,2}[\s,:–-]+(?P<email>\S+@\S+)", re.I
)


def shortcut(text: str) -> Mapping[str, Value] | None:
    """„Połącz konto”, „to ja, jan@firma.pl”."""
    said = text.strip()
    found = ITS_ME.fullmatch(said) or CONNECT.fullmatch(said)
    if not found or (NEEDS_ACCOUNT.search(said) and "kont" not in said.lower()):
        return None
    email = (found["email"] or "").strip(".,;!?)").lower()
    return {"email": email} if email else {}


def not_possible(_answers: Answers, facts: Facts) -> bool:
    """kodów nie da się wysyłać"""
    return not facts.linking


def already(answers: Answers, facts: Facts) -> bool:
    """konto jest już połączone"""
    return facts.person is not None and "code" not in answers


def shown(_answers: Answers, _facts: Facts) -> tuple[Effect, ...]:
    """A code for another account of the same person."""
    return (ShowCode(),)


def too_often(answers: Answers, facts: Facts) -> bool:
    """o kod proszono już zbyt wiele razy"""
    return facts.codes_left <= 0 and "email" in answers and facts.awaiting != answers["email"] and not facts.proof


def given_up(answers: Answers, _facts: Facts) -> bool:
    """piszący zrezygnował"""
    return bool(answers.get("given_up"))


def spent(answers: Answers, _facts: Facts) -> bool:
    """wykorzystano wszystkie próby"""
    return _verdict(answers) == "spent"


def may_ask_again(answers: Answers, facts: Facts) -> bool:
    """można poprosić o kolejny kod"""
    going_out = facts.awaiting != answers.get("email")
    return facts.codes_left > going_out


def sent(answers: Answers, facts: Facts) -> tuple[Effect, ...]:
    """A code for the address just given; a wrong one typed brings no new one."""
    return () if facts.proof else (SendCode(answers["email"]),)


def how_it_went(answers: Answers, _facts: Facts) -> str:
    """Which wording puts the question about the code."""
    verdict = _verdict(answers)
    return verdict if verdict in WORDINGS else ""


def _verdict(answers: Answers) -> str:
    return str((answers.get("verdict") or {}).get("is", ""))


def left(answers: Answers, _facts: Facts) -> str:
    """How many tries are left."""
    return str((answers.get("verdict") or {}).get("left", 0))


def address(answers: Answers, _facts: Facts) -> str:
    """The address given."""
    return str(answers.get("email", ""))


def name(_answers: Answers, facts: Facts) -> str:
    """Whose account it is, and of which organisation."""
    person = facts.person
    return ", ".join(filter(None, (person.name, person.organisation))) if person else ""


WORDINGS = ("wrong", "late")
leave = Option(does={"note": {"given_up": True}}, means=frozenset({"cancel", "deny"}))
email = Ask("email", Email(), options=(leave,), called=("mail", "e-mail", "adres"))
verdict = Ask("verdict", Verdict(), when=never, about=("email",))
code = Ask(
    "code",
    RightCode(),
    about=("email", "verdict"),
    options=(Option(does={"reopen": ("email", "verdict")}, when=may_ask_again), leave),
    variant=Variant(("", *WORDINGS), how_it_went),
    asking=sent,
    short=True,
)

link_account = Flow(
    "link_account",
    shortcut=shortcut,
    steps=(
        verdict,
        Stop("already", when=already, then=shown),
        Stop("not_possible", when=not_possible),
        Stop("given_up", when=given_up),
        Stop("spent", when=spent),
        email,
        Stop("too_often", when=too_often),
        code,
        Done("linked"),
    ),
    said=("no_code_awaited", "mail", "shown", "unlinked_by_staff"),
    words={
        **CONTACT_WORDS,
        "left": left,
        "address": address,
        "name": name,
        "until": constant("until"),
        "code": constant("code"),
    },
)
