"""A flow small enough to see through, and words as they would be understood."""

from datetime import UTC, datetime

from bot.flow.conversation import Conversation, from_json, to_json
from bot.flow.engine import Chose, Event, turn
from bot.flow.facts import Facts
from bot.flow.mentions import Mentions, Understood
from bot.flow.readers import Choice, Serial, Symptom, YesNo
from bot.flow.vocabulary import Ask, Done, Effect, Flow, Option, Said, Say, Step, Tell

FACTS = Facts(datetime(2026, 11, 20, 10, tzinfo=UTC))
DEVICE = Ask("device", Serial(), called=("seryjn",))
SYMPTOM = Ask("symptom", Symptom())
COLOUR = Ask("colour", Choice(), about=("device",), options=(Option("red"), Option("green")))
NOTED = Tell("noted", when=lambda answers, _: "device" in answers, about=("device",))
AGREED = Ask("agreed", YesNo("send", "fix"), about=("device", "symptom", "colour"))
STEPS: tuple[Step, ...] = (DEVICE, NOTED, SYMPTOM, COLOUR, AGREED, Done("opened"))


class Play:
    """One conversation with a flow; `keys` of what was said last."""

    def __init__(self, *steps: Step) -> None:
        self.flow, self.talk = Flow("report_fault", steps or STEPS, starts=frozenset({"report_fault"})), Conversation()
        self.keys: list[str] = []
        self.effects: tuple[Effect, ...] = ()

    def happens(self, event: Event) -> "Play":
        """The event, over a conversation that went through JSON like one that was stored."""
        flows = {"report_fault": self.flow, "common": Flow("common")}
        self.talk, self.effects = turn(from_json(to_json(self.talk)), event, FACTS, flows)
        self.keys = [effect.key for effect in self.effects if isinstance(effect, Say)]
        return self

    def says(self, text: str, intent: str = "out_of_scope", sure: float = 0.0, **mentions: object) -> "Play":
        """Words, with what was understood of them."""
        return self.happens(Said(text, Understood(intent, sure, (), Mentions(**mentions))))  # type: ignore[arg-type]

    def starts(self) -> "Play":
        """„Chcę zgłosić awarię”."""
        return self.says("chcę zgłosić awarię", "report_fault", 0.9)

    def presses(self, question: str, value: object, nth: int | None = None, run: int = 1) -> "Play":
        """A button of the open run."""
        times = self.talk.run.values.times(question) if self.talk.run else 0
        return self.happens(Chose(run, question, value, None, times if nth is None else nth))

    @property
    def answers(self) -> dict[str, object]:
        """What has been answered."""
        return dict(self.talk.run.values) if self.talk.run else {}

    @property
    def asked(self) -> str | None:
        """The open question."""
        return self.talk.run.asked if self.talk.run else None
