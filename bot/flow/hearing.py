"""What somebody's words mean at this point of the conversation: answers, corrections, an aside, or a command."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.flow import cues
from bot.flow.conversation import Run
from bot.flow.facts import Facts
from bot.flow.picking import pick, plain
from bot.flow.vocabulary import Answers, Ask, Flow, Option, Said, Value

ACT = 0.5
"""From this confidence an intent is acted on (measured: notes of the understanding package)."""

FOREIGN = 0.3
"""From this confidence words that fit nothing of ours better are taken as foreign."""
COMMANDS = frozenset({"cancel", "restart", "repeat", "talk_to_human", "correct_slot", "dont_know", "solved"})
CALMLY = frozenset({"talk_to_human", "cancel", "restart", "dont_know", "affirm", "deny"})
"""What is done as asked, however angrily it was said."""
ASIDES = frozenset(
    {
        "help_where_serial", "help_where_contract", "help_priority", "escalate", "faq_hours", "faq_contact",
        "faq_return", "faq_delivery_time", "faq_software_download", "thanks", "greeting", "goodbye", "out_of_scope",
        "are_you_human", "serial_length", "rude", "unsure", "wait",
    }
)  # fmt: skip
LEADS = frozenset({"correct_slot", "case_status", "contract_status", "help_priority"})
"""Words that only lead up to a value („umowa PW-…”)."""
WEAK = LEADS | {"thanks", "greeting", "goodbye", "dont_know", "repeat", "out_of_scope", "unsure", "escalate"}
"""No reply of their own beside an answer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard: values by question name, and at most one thing that is not an answer."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    aside: str | None = None
    command: str | None = None
    does: Mapping[str, Any] | None = None
    known: bool = False
    """Only values that had been given before, or that there is a fault to report."""
    later: Mapping[str, Value] | None = None
    """What was said of another fault, for a report of its own."""

    @property
    def nothing(self) -> bool:
        """Nothing at all was understood."""
        return not (self.answers or self.aside or self.command or self.does or self.known or self.later)


def intent_of(said: Said) -> str | None:
    """The intent, when it is sure enough to act on; signs alone mean only what is certain of them."""
    words, understood = plain(said.text), said.understood
    sure = understood.intent if understood.confidence >= ACT else None
    if cues.ARE_YOU_HUMAN.fullmatch(words):
        return "are_you_human"
    if cues.RUDE.search(words) and not _telling(said) and sure not in CALMLY:
        return "talk_to_human" if cues.HUMAN.search(words) else "rude"
    if not any(map(str.isalnum, said.text)) and understood.confidence < 1:
        return None
    if sure in ("affirm", "deny") and "?" in said.text and understood.confidence < 1:
        return None  # who asks has not agreed
    if cues.CHANGE.match(words) and "?" not in said.text and not said.understood.elsewhere:
        return "correct_slot"
    if cues.RETURNED.fullmatch(words):
        return "problem_not_solved"
    if cues.REFUSAL.fullmatch(words):
        return "dont_know"
    if sure is None and cues.HUMAN.search(words):
        return "talk_to_human"
    foreign = understood.intent == "out_of_scope" and understood.confidence >= FOREIGN
    if understood.elsewhere or (sure is None and foreign):
        return "out_of_scope"
    return "unsure" if sure is None and is_held_back(said) else sure


def is_held_back(said: Said) -> bool:
    """Words that would act, but not clearly on anything of ours („anulujcie to”)."""
    understood, mentions = said.understood, said.understood.mentions
    definite = mentions.numbers or mentions.phones or mentions.priority or mentions.symptom
    return bool(not definite and understood.ranked and understood.ranked[0][1] >= ACT > understood.confidence)


def _telling(said: Said) -> bool:
    """Angry words that still say something of use."""
    mentions = said.understood.mentions
    return mentions.symptom or bool(mentions.serials or mentions.contracts or mentions.phones)


def hear(said: Said, run: Run, flow: Flow, answers: Answers, facts: Facts) -> Heard:
    """Shown labels and numbers first, then the open question's own reading, then whatever else was mentioned."""
    if (picked := pick(said.text, run.shown)) is not None:
        return Heard(does=picked.does) if picked.does else Heard(answers={picked.question: picked.value})
    ask, intent = flow.ask(run.asked) if run.asked else None, intent_of(said)
    if about := _about_the_question(said, ask, intent):
        return Heard(command=about)
    if said.understood.elsewhere:
        own = _own(ask, said, answers, facts, intent) if ask and "out_of_scope" in ask.reader.may_look_like else {}
        return Heard(answers=own, aside=None if own else "out_of_scope")
    if later := _another(said, run, flow, answers, facts):
        return Heard(later=later)
    if ask and (meant := _pressed_in_words(said, intent, ask.choices(answers, facts))):
        return Heard(does=meant.does) if meant.does else Heard(answers={meant.question or ask.name: meant.value})
    return _taken(said, run, flow, ask, intent, answers, facts)


def _pressed_in_words(said: Said, intent: str | None, options: tuple[Option, ...]) -> Option | None:
    """The button that the intent stands for, when nothing more definite was said with it."""
    mentions = said.understood.mentions
    definite = mentions.numbers or mentions.phones or mentions.priority
    return None if definite else next((o for o in options if intent in o.means), None)


def _about_the_question(said: Said, ask: Ask | None, intent: str | None) -> str | None:
    """„Po co?”, „gdzie?”, „przykład?”, „wstecz”, „dalej”, „pomiń”: about the open question itself."""
    words = plain(said.text)
    if cues.WHY.match(words):
        return "why"
    if cues.EXAMPLE.match(words):
        return "example"
    if cues.BACK.fullmatch(words):
        return "back"
    if cues.ONWARD.fullmatch(words):
        return "repeat"
    if words in cues.SKIP:
        return "dont_know"
    return "help" if ask and _is_lost(said, words, ask, intent) else None


def _is_lost(said: Said, words: str, ask: Ask, intent: str | None) -> bool:
    """„Gdzie to jest?”, „a jakie logi?”: help with the open question, unless it has a better answer of its own."""
    own = {o.does.get("aside") for o in ask.options if o.does}
    where = cues.WHERE.match(words) and not cues.NUMBER_NAMED.search(words)
    if where and intent in (None, "help_where_serial", "help_where_contract"):
        return intent not in own
    asks = "?" in said.text or cues.ASKING.match(words.removeprefix("a "))
    return bool(intent is None and asks and ask.called and any(w.startswith(ask.called) for w in words.split()))


def _another(said: Said, run: Run, flow: Flow, answers: Answers, facts: Facts) -> Mapping[str, Value] | None:
    """Another fault, told in the middle of this one: a report of its own, not a correction."""
    words, mentions = plain(said.text), said.understood.mentions
    if not run.asked or mentions.correction:
        return None
    also = cues.ALSO.search(words) and answers.get("device") and mentions.serials and not _same_device(said, answers)
    return _noticed(flow, None, said, Answers({}), facts) or None if also or cues.ANOTHER.search(words) else None


def _same_device(said: Said, answers: Answers) -> bool:
    return answers["device"] in said.understood.mentions.serials


def _taken(
    said: Said, run: Run, flow: Flow, ask: Ask | None, intent: str | None, answers: Answers, facts: Facts
) -> Heard:
    """Answers to the open question and to others, and at most one wish beside them."""
    other = _wish(said, ask, intent)
    if other == "solved":
        return Heard(command=other)  # what works again is no description of a fault
    own = _own(ask, said, answers, facts, None if other == "out_of_scope" and run.misses else other)
    if own and ask and ask.reader.whole:  # what stands in it is evidence, not conversation
        return Heard(answers={**(_noticed(flow, ask, said, answers, facts) if said.pasted else {}), **own})
    if ask and not ask.reader.whole and cues.WAIT.fullmatch(plain(said.text)):
        return Heard(aside="wait")
    noticed = _noticed(flow, ask, said, answers, facts)
    noticed = {n: v for n, v in noticed.items() if not (_echoed(flow, n) and v in own.values())}
    if ask and any(noticed.get(name) not in (None, answers.get(name)) for name in ask.about):
        own = {}  # „tak, ale telefon…”: nobody agrees to what has just been changed
    seen = {**noticed, **own}
    found = {name: value for name, value in seen.items() if name in own or value != answers.get(name)}
    if _outweighed(other, ask, own, found, seen, said):
        other = None
    if other in COMMANDS:
        return Heard(answers=found, command=other)
    if not seen and said.understood.mentions.incomplete:
        return Heard(aside="serial_length")
    return Heard(answers=found, aside=other, known=not found and (bool(seen) or intent == "report_fault"))


def _echoed(flow: Flow, name: str) -> bool:
    """What answers one question is not repeated as the answer to another."""
    ask = flow.ask(name)
    return bool(ask and ask.called)


def _wish(said: Said, ask: Ask | None, intent: str | None) -> str | None:
    """The intent, when it is not just an answer."""
    if intent in ("case_status", "contract_status") and not cues.ASKING.search(said.text):
        return None  # an address with its numbers, a name: nobody is asking
    if intent == "problem_solved":
        return None if cues.HALF.search(plain(said.text)) or (ask and ask.name == "helped") else "solved"
    return intent if intent in COMMANDS | ASIDES | {"case_status", "contract_status"} else None


def _outweighed(
    wish: str | None,
    ask: Ask | None,
    own: Mapping[str, Value],
    found: Mapping[str, Value],
    seen: Mapping[str, Value],
    said: Said,
) -> bool:
    """The values said beside it say what the words were for."""
    if own and ask and wish in ask.reader.may_look_like:
        return True
    if (found and wish in WEAK) or (seen and wish in LEADS):
        return True
    return "phone" in found and wish == "talk_to_human" and not cues.HUMAN.search(plain(said.text))


def _own(ask: Ask | None, said: Said, answers: Answers, facts: Facts, other: str | None) -> dict[str, Value]:
    """The open question's answer; free text is not taken for one when it clearly means something else."""
    if ask is None or (other and other not in ask.reader.may_look_like and ask.reader.greedy and not said.files):
        return {}
    value = ask.reader.read(said, answers, facts)
    return {} if value is None else {ask.name: value}


def noticed(flow: Flow, said: Said, facts: Facts) -> Mapping[str, Value]:
    """What was said that a flow which is to begin would want to know."""
    return _noticed(flow, None, said, Answers({}), facts)


def _noticed(flow: Flow, ask: Ask | None, said: Said, answers: Answers, facts: Facts) -> dict[str, Value]:
    """What else was said that some question, asked or not, would want to know."""
    asks = {s.name: s for s in flow.steps if isinstance(s, Ask) and s is not ask}
    values = {name: a.reader.notice(said, answers, facts) for name, a in asks.items()}
    return {name: v for name, v in values.items() if v is not None}
