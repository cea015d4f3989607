"""What a conversation does about time: a silent caller, a report that could go out, one that is out already."""

from dataclasses import replace

from bot.flow.opening import Opening
from bot.flow.silence import BACK, NUDGE, PARK, URGENT, minded


class Waiting(Opening):
    """Time is an event like any other."""

    def waited(self, what: str) -> None:
        """Time has passed: hand over what there is, ask once more, lay aside, or forget."""
        self.conversation = replace(self.conversation, quiet=(*self.conversation.quiet, what))
        if minds := minded(self.conversation, self.flows):  # what was asked beside it has gone unanswered too
            self.take_up(minds.flow)
        run = self.conversation.run
        if run is None:
            return
        silence, values = self.flow.silence, run.values
        if what == URGENT and silence:
            self.effects += silence.hand_over(values, self.facts)
            self.say(f"{run.flow}.sent_incomplete")
            self.go_on()
        elif what == NUDGE:
            self.say("common.nudge")
            self.go_on()
        elif what == BACK:
            self.whole = True
            self.go_on()
        elif what == PARK:
            self.conversation = replace(self.conversation, parked_at=self.facts.now.isoformat())
            self.say("common.parked")
        else:
            self.conversation = replace(self.conversation, runs=(), queued=(), ended={}, shown=(), parked_at="")

    def keep_ready(self) -> None:
        """Remember since when the case could go out as it is; tell a case that is out what has been said since."""
        run = self.conversation.run
        silence = self.flow.silence if run else None
        if run is None or silence is None:
            return
        if run.values.get("handed"):
            self.effects += silence.update(run.values, self.facts)
        ready = silence.urgent(run.values, self.facts)
        if ready and "ready" not in run.answers:
            self.answer({"ready": self.facts.now.isoformat()}, echo=False)
        elif not ready and "ready" in run.answers:
            self.put(run.without("ready"))
