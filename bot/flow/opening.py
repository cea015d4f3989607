"""Words when no question is open: a wish begins its flow, an aside is answered, the rest belongs to an open case."""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.worktime import ONE_DAY
from bot.flow.cues import ASKING, NEW_REPORT, WAITING
from bot.flow.hearing import ASIDES, intent_of
from bot.flow.picking import pick, plain
from bot.flow.readers import read_from
from bot.flow.repair import Repair
from bot.flow.vocabulary import AddToCase, Option, Said, Value
from bot.flow.walk import REPORT

BRIEF = 4
"""„Jednak nie działa”: so few words about a fault go back to the one just talked about."""
AGAIN = re.compile(r"\b(?:jednak|znow\w*|nadal|dalej nie|wciaz|wroci\w*|powroci\w*)\b")
"""„Jednak nie działa”, „wróciło”."""
HELP_WITH_A_QUESTION = frozenset({"help_where_serial", "help_where_contract", "help_priority"})
"""Asides that make sense only while a report is under way."""


SHOWN = 3
"""So many serial numbers are named in a sentence."""


class Opening(Repair):
    """What to do with words that answer nothing."""

    def said_first(self, said: Said) -> None:
        """Whatever is not for an open case begins something, or at least gets an answer."""
        if said.refused and said.bare and not said.files:
            return  # only a file that is not taken, and that has been said
        if said.files and said.bare and self.facts.elsewhere:
            self.say("common.file_goes_along", extra={"place": self.facts.elsewhere})
            return
        intent, mentions = intent_of(said), said.understood.mentions
        case = self.case_meant(said)
        if (picked := pick(said.text, self.conversation.shown)) and picked.does:
            self.do(picked.does)
        elif case and (wish := self.wish(said.text)):
            self.start(*wish)
        elif len(self.conversation.shown) == 1 and intent == "affirm" and (does := self.conversation.shown[0].does):
            self.do(does)
        elif case and WAITING.fullmatch(plain(said.text)):
            self.start("case_status", {"case": case.number})
        elif case and self.adds_to(case, said):
            self.pass_on(said, case.number)
        elif (closed := self.facts.closed_lately) and not case and self.comes_back(said):
            self.pass_on(said, closed)
        elif intent == "talk_to_human":
            self.start(REPORT, {**self.taken_up(said), "wants_human": True}, said)
        elif not mentions.numbers and (answer := self.faq(said.text)):
            self.say(answer)
        elif flow := next((f for f in self.flows.values() if intent in f.starts and intent != REPORT), None):
            self.start(flow.name, {}, said)
        elif known := self.taken_up(said):
            self.start(REPORT, known, said)
        elif (
            (intent == REPORT and not (case and is_detail(said)))
            or mentions.numbers
            or said.pasted
            or ((mentions.symptom or mentions.priority) and not case)
        ):
            self.start(REPORT, {}, said)
        elif intent in ("cancel", "restart", "repeat") and not (case and intent == "cancel"):
            self.menu("common.menu" if case else "common.nothing_open")
        elif intent in ASIDES - {"greeting", "out_of_scope", "unsure"} - (HELP_WITH_A_QUESTION if case else set()):
            self.say(f"common.{intent}")
        elif case and self.is_beside_the_point(said):
            self.offer_to_pass_on(said, case.number)
        elif case and intent in ("affirm", "deny") and said.understood.confidence == 1:
            self.say("common.acknowledged")  # „ok” is for nobody's reading
        elif case and intent != "greeting":
            self.pass_on(said, case.number)
        else:
            self.menu("common.menu" if intent == "greeting" or not said.text.strip() else "common.unclear")

    def comes_back(self, said: Said) -> bool:
        """Only a file, or a few words that something goes on: they need no new report."""
        words = plain(said.text)
        again = AGAIN.search(words) and len(words.split()) <= BRIEF and not said.understood.mentions.numbers
        return bool(again) or (bool(said.files) and said.bare)

    def wish(self, text: str) -> tuple[str, Mapping[str, Value]] | None:
        """What is wished in words that leave no doubt while nothing else is open, with the answers they bring."""
        found = ((f.name, f.wish(text)) for f in self.flows.values() if f.wish)
        return next(((name, answers) for name, answers in found if answers is not None), None)

    def taken_up(self, said: Said) -> Mapping[str, Value]:
        """What is known of a report that has just ended without a case, when these words go back to it."""
        talk, intent, mentions = self.conversation, intent_of(said), said.understood.mentions
        if not talk.ended or mentions.serials or self.facts.now > datetime.fromisoformat(talk.ended_at) + ONE_DAY:
            return {}
        brief = mentions.symptom and len(said.text.split()) <= BRIEF
        goes_back = brief or intent in ("problem_not_solved", "talk_to_human") or mentions.contracts
        return talk.ended if goes_back else {}

    def case_meant(self, said: Said) -> Case | None:
        """The own case whose number was said, else the newest open or rejected one, of the device that was printed."""
        cases = self.facts.cases
        named = [c for c in cases if is_named(c, said)]
        alive = [c for c in cases if c.open or c.state == "rejected"]
        printed = [c for c in alive if c.serial and c.serial in said.findings.serials]
        return next(reversed(named or printed or alive), None)

    def adds_to(self, case: Case, said: Said) -> bool:
        """Do these words or files belong to the case, whatever else they look like?"""
        mentions = said.understood.mentions
        if said.pasted:
            return True
        if is_named(case, said):
            return not (intent_of(said) == "case_status" and ASKING.search(said.text))
        if mentions.numbers:  # the numbers that were missing, not those of another fault
            return not case.verified and not mentions.symptom
        return bool(said.files)

    def is_beside_the_point(self, said: Said) -> bool:
        """Words that seem to be about something else, and hold no number that could be meant for an engineer."""
        if said.files or intent_of(said) not in ("out_of_scope", "unsure"):
            return False
        return said.understood.elsewhere or not re.search(r"\d", said.text)

    def is_reply(self, said: Said) -> bool:
        """An engineer spoke last: words that are nothing more definite answer them, not the open question.

        Thanks for a case that has ended are for nobody's reading.
        """
        mentions, ended = said.understood.mentions, any(not c.open for c in self.facts.cases if self.answers(c))
        if ended and not said.files and intent_of(said) in ("thanks", "goodbye"):
            return False
        shown = self.current.shown if self.conversation.run else self.conversation.shown
        definite = mentions.numbers or mentions.phones or mentions.priority or pick(said.text, shown)
        return not definite and intent_of(said) not in ("talk_to_human", "cancel", "restart", "greeting")

    def answers(self, case: Case) -> bool:
        """Is it this case whose engineer spoke last?"""
        return case.number == self.facts.replying_to

    def faq(self, text: str) -> str | None:
        """The text that answers a common question, asked in words that leave no doubt."""
        return next((key for f in self.flows.values() if f.faq and (key := f.faq(plain(text), "?" in text))), None)

    def pass_on(self, said: Said, number: int) -> None:
        """To its engineers, with what a paste says."""
        self.effects.append(AddToCase(number, said.text, said.findings))
        self.say("common.file_for_case" if said.from_file else "common.passed_on", extra={"number": str(number)})
        case = next((c for c in self.facts.cases if c.number == number), None)
        found = said.findings
        if case and case.serial and found.serials and not found.of(case.serial):
            report = Option(label=self.flows[REPORT].title, does={"start": REPORT, "answers": read_from(found)})
            words = {"number": str(number), "serials": ", ".join(found.serials[:SHOWN])}
            self.say("common.other_output", options=(report,), question="menu", extra=words)

    def brought(self, said: Said) -> None:
        """A paste in the middle of something else belongs to the open case, or begins a report."""
        if case := self.case_meant(said):
            self.pass_on(said, case.number)
            self.resume()
        else:
            self.start(REPORT, {}, said)

    def offer_to_pass_on(self, said: Said, number: int) -> None:
        """Words that seem to be about something else reach the engineers only when that is wanted."""
        does = {"pass_on": "case", "number": number, "text": said.text}
        self.say("common.not_for_case", options=(Option(does=does),), question="menu", extra={"number": str(number)})

    def menu(self, key: str, more: tuple[Option, ...] = ()) -> None:
        """What can be done here, as buttons."""
        flows = [f for f in self.flows.values() if f.title]
        options = tuple(Option(label=f.title, does={"start": f.name}) for f in flows)
        self.say(key, options=(*options, *more), question="menu")


def is_detail(said: Said) -> bool:
    """Words about a device of which nothing fails and nothing new is meant: „przełącznik jest trzeci od góry”."""
    return not said.understood.mentions.symptom and not NEW_REPORT.search(plain(said.text))


def is_named(case: Case, said: Said) -> bool:
    """Was the number of the case said?"""
    return bool(re.search(rf"(?<![\w/-]){case.number}(?![\w/-])", said.text))
