"""Repairing a conversation: not understood, „nie wiem”, corrections, and ends that are asked about once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.flow.picking import plain
from bot.flow.rules import never
from bot.flow.vocabulary import AddToCase, Ask, Option, Said
from bot.flow.walk import REPORT, Walk


class Repair(Walk):
    """What a good dispatcher does when a conversation does not go straight on."""

    def missed(self, said: Said) -> None:
        """Not understood: the likeliest meanings as buttons, else once more, then with help, then a person."""
        run = self.current
        if said.refused or (said.bare and said.files):
            return self.go_on()
        if run.misses >= HUMAN_AT:
            return self.ask_pending("human")
        self.put(replace(run, misses=run.misses + 1))
        if run.misses == 0 and (meanings := likely(said)):
            return self.say("common.clarify", options=meanings, question="clarify")
        self.say(("common.again", "common.again_help")[run.misses])
        return self.go_on()

    def understood(self) -> None:
        """A digression was followed: misses are counted in a row."""
        self.put(replace(self.current, misses=0))

    def command(self, command: str, words: str) -> None:
        match command:
            case "cancel" | "restart" | "solved":
                self.ask_pending(command)
            case "talk_to_human":
                self.to_human()
            case "dont_know":
                self.dont_know()
            case "why" | "example" | "help" if self.asking:
                self.say(f"{self.current.flow}.{self.asking.name}.{command}")
                self.whole = command != "why"
                self.go_on()
            case "correct_slot":
                self.correct(words)
            case "back":
                self.back()
            case _:  # repeat
                self.whole = True
                self.go_on()

    def do(self, does: Mapping[str, Any]) -> None:
        """A button, pressed or typed, that is a wish and no answer."""
        match does:
            case {"start": flow, **rest}:
                self.start(flow, rest.get("answers", {}))
            case {"reopen": names}:
                self.reopen(*names)
            case {"note": notes}:
                self.answer(notes)
                self.go_on()
            case {"aside": aside}:
                self.say(f"common.{aside}")
                self.go_on()
            case {"command": command}:
                self.command(command, "")
            case {"pass_on": _, "number": number, "text": text}:
                self.effects.append(AddToCase(number, text))
                self.say("common.passed_on", extra={"number": str(number)})

    def back(self) -> None:
        """The last question that was answered when asked is put again."""
        run = self.current
        asked = [n for n in run.answers if run.values.times(n) and n != run.asked and self.flow.ask(n)]
        return self.reopen(asked[-1]) if asked else self.go_on()

    def to_human(self) -> None:
        """The way to a person from anywhere: what is known already goes with it."""
        if self.current.flow != REPORT:
            self.end()
            return self.start(REPORT, {"wants_human": True})
        self.answer({"wants_human": True})
        return self.go_on()

    def dont_know(self) -> None:
        """„Nie wiem”: help first, then the consequence the question defines; a needed answer leads to a person."""
        run, ask = self.current, self.asking
        if ask is None:
            return self.go_on()
        if run.misses >= ask.patience and ask.unknown is not None:
            return self.do_without(ask)
        if run.misses > ask.patience:
            return self.ask_pending("human")
        self.put(replace(run, misses=run.misses + 1))
        self.say(f"{run.flow}.{ask.name}.help")
        return self.go_on()

    def do_without(self, ask: Ask) -> None:
        """What „nie wiem” means here, and the person is told so."""
        values, unknown = self.current.values, ask.unknown
        self.answer({ask.name: unknown(values, self.facts) if callable(unknown) else unknown})
        self.say(f"{self.current.flow}.{ask.name}.unknown")
        self.go_on()

    def correct(self, text: str) -> None:
        """„Chcę zmienić telefon”: the question named in the words is asked again, else the person chooses."""
        words = plain(text).split()
        asks = (s for s in self.flow.steps if isinstance(s, Ask) and s.when is not never)
        named = {s.name for s in asks if (s.name in self.current.answers or s.known) and _mentions(words, s.called)}
        if len(named) == 1:
            return self.reopen(*self.with_what_goes_with_it(named.pop()))
        self.answer({"agreed": "fix"})
        return self.go_on()

    def with_what_goes_with_it(self, name: str) -> tuple[str, ...]:
        """The questions that the button for putting this one right asks again."""
        does = (o.does for s in self.flow.steps if isinstance(s, Ask) for o in s.options if o.does)
        together = (tuple(d["reopen"]) for d in does if "reopen" in d)
        return next((names for names in together if names[0] == name), (name,))

    def reopen(self, *names: str) -> None:
        """Ask the first of these again; rules see its name as the answer „reopened”."""
        self.put(self.current.without(*names, "agreed"))
        self.answer({"reopened": names[0]})
        self.go_on()

    def insisted(self) -> None:
        """The value known already was given once more: the same question, and soon a person beside it."""
        self.put(replace(self.current, misses=self.current.misses + 1))
        before, asked = len(self.effects), self.current.asked
        self.go_on()
        if self.conversation.run and self.current.asked == asked and len(self.effects) == before + 1:
            question = self.effects.pop()
            self.say("common.known")
            self.effects.append(question)

    def ask_pending(self, what: str) -> None:
        """„Na pewno?”, when something would be lost or somebody else would take over."""
        run, handed = self.current, self.current.values.get("handed")
        if not run.answers and what != "human":
            return self.settle(what)
        if handed and what == "solved":
            self.share()
            self.end()
            return self.start(self.starters["problem_solved"], {"which": handed})
        self.put(replace(run, pending=what))
        key = f"common.{what}_sure_handed" if handed and what in OF_HANDED else f"common.{what}_sure"
        options = (Option(True), Option(False))
        return self.say(key, options=options, question="pending", extra={"number": str(handed)} if handed else {})

    def settle_pending(self, sure: bool) -> None:
        what, run = self.current.pending, self.current
        self.put(replace(run, pending=None))
        if sure and what:
            self.settle(what)
        else:
            self.say("common.goes_on")
            self.go_on()

    def settle(self, what: str) -> None:
        flow = self.current.flow
        if what == "human":
            return self.to_human()
        if what == "solved":
            self.keep({})
        handed = self.current.values.get("handed")
        self.share()
        self.end()
        if what == "cancel" and handed:
            self.say("common.kept_by_engineer", extra={"number": str(handed)})
            return self.resume()
        if what == "restart":
            return self.start(flow, {})
        more = self.conversation.runs or self.conversation.queued
        self.say("common.ended_solved" if what == "solved" else "common.cancelled_one" if more else "common.cancelled")
        return self.resume()


def _mentions(words: list[str], called: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) for word in words for stem in called)


OF_HANDED = ("cancel", "restart")
"""What loses nothing that an engineer has already."""
HUMAN_AT = 2
"""After so many misses at one question the next one brings a person."""
MAYBE = 0.2
"""From this confidence a meaning is worth offering as a button."""
MEANINGS: dict[str, dict[str, str]] = {
    **{name: {"aside": name} for name in ("help_where_serial", "help_where_contract", "help_priority", "escalate")},
    **{name: {"aside": name} for name in ("faq_hours", "faq_contact", "faq_return", "faq_delivery_time")},
    **{name: {"command": name} for name in ("cancel", "talk_to_human", "dont_know", "correct_slot")},
    "problem_solved": {"command": "solved"},
    "faq_software_download": {"aside": "faq_software_download"},
    "case_status": {"start": "case_status"},
    "contract_status": {"start": "contract_status"},
}
"""What a button of each meaning does."""


def likely(said: Said) -> tuple[Option, ...]:
    """The two or three likeliest meanings, and „coś innego”; nothing when none is likely enough."""
    meant = [name for name, sure in said.understood.ranked[:3] if sure >= MAYBE and name in MEANINGS]
    return (*(Option(does=MEANINGS[name]) for name in meant), Option(does={"command": "repeat"})) if meant else ()
