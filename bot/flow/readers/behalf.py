"""Readers of the customer for whom a partner speaks: „zgłaszam w imieniu Drukarni Wir”."""

import re
from collections.abc import Mapping

from bot.domain.people import Role
from bot.flow import bent
from bot.flow.facts import Facts
from bot.flow.picking import plain
from bot.flow.readers.reading import Reading
from bot.flow.vocabulary import Answers, Said, Value

FOR = re.compile(r"\bw imieniu (?:(?:klienta|klientki|firmy|organizacji|spółki) )?(?P<name>[^,.:;!?\n(]{2,80})", re.I)
REPORTS = re.compile(r"\b(?:zgl(?:asz|os)\w*|awari\w*|usterk\w*)\b")


def in_the_name_of(text: str) -> Mapping[str, Value] | None:
    """Words that begin a report for somebody, at any moment."""
    return {} if FOR.search(text) and REPORTS.search(plain(text)) else None


class Behalf(Reading):
    """One's own customers that „w imieniu …” names."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """Those of whose name most was said."""
        return list(named(said.text, facts)) or None


class Stranger(Reading):
    """A name after „w imieniu …” that is no own customer's; whose it is nobody looks up."""

    def notice(self, said: Said, answers: Answers, facts: Facts) -> Value | None:  # noqa: ARG002
        """The name as said; nothing, once the devices tell for whom it is."""
        found = FOR.search(said.text) if _speaks_for_others(facts) else None
        known = named(said.text, facts) or said.understood.mentions.serials
        return found["name"].strip() if found and not known else None


def named(text: str, facts: Facts) -> tuple[str, ...]:
    """One's own customers that the words name, in whatever case; only a partner speaks for others."""
    found = FOR.search(text) if _speaks_for_others(facts) else None
    return bent.best((c.customer for c in facts.contracts), plain(found["name"]).split()) if found else ()


def _speaks_for_others(facts: Facts) -> bool:
    return facts.scope is not None and facts.scope.role is Role.PARTNER
