"""Repairing a conversation: not understood, „nie wiem”, corrections, and ends that are asked about once."""

from dataclasses import replace

from bot.flow.hearing import plain
from bot.flow.vocabulary import Ask, Option, Said
from bot.flow.walk import Walk

REPORT = "report_fault"


class Repair(Walk):
    """What a good dispatcher does when a conversation does not go straight on."""

    def missed(self, said: Said, first: str = "common.again") -> None:
        """Not understood: once more, then with help, then a person is offered with everything collected so far."""
        run = self.current
        if said.refused or (said.bare and said.files):
            return self.go_on()
        self.put(replace(run, misses=run.misses + 1))
        self.say((first, "common.again_help", "common.again_human")[min(run.misses, 2)])
        return self.go_on()

    def command(self, command: str, words: str) -> None:
        match command:
            case "cancel" | "restart":
                self.ask_pending(command)
            case "talk_to_human":
                self.to_human()
            case "dont_know":
                self.dont_know()
            case "why" if self.asking:
                self.say(f"{self.current.flow}.{self.asking.name}.why")
                self.go_on()
            case "correct_slot":
                self.correct(words)
            case _:  # repeat
                self.go_on()

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
            self.answer({ask.name: ask.unknown})
        elif run.misses >= ask.patience + 1:
            self.say("common.again_human")
        else:
            self.put(replace(run, misses=run.misses + 1))
            self.say(f"{run.flow}.{ask.name}.help")
        return self.go_on()

    def correct(self, text: str) -> None:
        """„Chcę zmienić telefon”: the question named in the words is asked again, else the person chooses."""
        words = plain(text).split()
        named = {
            s.name
            for s in self.flow.steps
            if isinstance(s, Ask) and (s.name in self.current.answers or s.known) and _mentions(words, s.called)
        }
        if len(named) == 1:
            return self.reopen(*named)
        self.answer({"agreed": "fix"})
        return self.go_on()

    def reopen(self, *names: str) -> None:
        """Ask the first of these again; rules see its name as the answer „reopened”."""
        self.put(self.current.without(*names, "agreed"))
        self.answer({"reopened": names[0]})
        self.go_on()

    def insisted(self) -> None:
        """The value known already was given once more: the same question, and soon a person beside it."""
        self.put(replace(self.current, misses=self.current.misses + 1))
        self.go_on()

    def ask_pending(self, what: str) -> None:
        run = self.current
        if not run.answers:
            return self.settle(what)
        self.put(replace(run, pending=what))
        return self.say(f"common.{what}_sure", options=(Option(True), Option(False)), question="pending")

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
        self.end()
        if what == "restart":
            self.start(flow, {})
        else:
            self.say("common.cancelled")
            self.resume()


def _mentions(words: list[str], called: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) for word in words for stem in called)
