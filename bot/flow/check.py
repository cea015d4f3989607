"""What is wrong between the flows and their texts: missing, orphaned and misfilled ones, each as a Polish sentence."""

from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from bot.flow.repair import MEANINGS
from bot.flow.vocabulary import Ask, Flow, Option, Step, Stop, Tell, never

COMMON = "common"
PLURAL_FORMS = 3


def problems(flows: Mapping[str, Flow], templates: Mapping[str, str]) -> list[str]:
    """Sentences for the operator; empty when all is well. `templates` are the texts by key."""
    return [*_missing(flows, templates), *_orphaned(flows, templates), *_misfilled(flows, templates)]


def _missing(flows: Mapping[str, Flow], templates: Mapping[str, str]) -> Iterator[str]:
    for flow in flows.values():
        for key in required(flow):
            if not templates.get(key, "").strip():
                yield f"Brakuje tekstu „{key}”."
        for label in labels(flow):
            if label not in templates and _shared(label) not in templates:
                yield f"Brakuje napisu na przycisku „{label}”."
    yield from (f"Brakuje napisu na przycisku „{label}”." for label in _ENGINE if label not in templates)


def _orphaned(flows: Mapping[str, Flow], templates: Mapping[str, str]) -> Iterator[str]:
    wanted = {key for flow in flows.values() for key in (*required(flow), *optional(flow), *labels(flow))}
    shared = {_shared(label) for flow in flows.values() for label in labels(flow)}
    for key in templates:
        if key not in wanted | shared and key not in _ENGINE:
            yield f"Tekst „{key}” nie jest nigdzie używany."


def _misfilled(flows: Mapping[str, Flow], templates: Mapping[str, str]) -> Iterator[str]:
    for key, template in templates.items():
        words = flows[key.split(".")[0]].words if key.split(".")[0] in flows else {}
        given = {"old", "new"} if key.endswith((".corrected", ".noted")) else {"number"}
        try:
            pieces = list(Formatter().parse(template))
        except ValueError:
            yield f"W tekście „{key}” nie zgadzają się nawiasy klamrowe."
            continue
        for _, name, forms, _ in pieces:
            if name is not None and name not in words and name not in given:
                yield f"W tekście „{key}” jest nieznane pole {{{name}}}."
            if forms and len(forms.split("|")) != PLURAL_FORMS:
                yield f"W tekście „{key}” pole {{{name}}} potrzebuje trzech form liczby mnogiej."


def required(flow: Flow) -> Iterator[str]:
    """The keys that some turn may say."""
    for step in flow.steps:
        if not (isinstance(step, Ask) and step.when is never):
            yield from wordings(flow, step)
        if isinstance(step, Ask) and step.when is not never:
            yield from (f"{flow.name}.{step.name}.{part}" for part in ("help", "why", "example"))
            yield from (f"{flow.name}.{step.name}.unknown" for _ in (step.unknown,) if step.unknown is not None)
            yield from (f"{flow.name}.{step.name}.short" for _ in (step.short,) if step.short)
        if isinstance(step, Ask) and step.called:
            yield from (f"{flow.name}.{step.name}.{part}" for part in ("corrected", "noted"))
    yield from (f"{flow.name}.{name}" for name in flow.said)


def optional(flow: Flow) -> Iterator[str]:
    """Keys that may stand there without being needed."""
    return (f"{flow.name}.{step.name}.corrected" for step in flow.steps if isinstance(step, Ask))


def wordings(flow: Flow, step: Step) -> Iterable[str]:
    """The keys of a step itself, one for each situation."""
    names = step.variant.names if isinstance(step, Ask | Tell | Stop) and step.variant else ("",)
    return [f"{flow.name}.{step.name}" + (f".{name}" if name else "") for name in names]


def labels(flow: Flow) -> Iterator[str]:
    """The keys of the buttons that have no label of their own."""
    for step in flow.steps:
        if isinstance(step, Ask):
            yield from (f"{flow.name}.{step.name}.options.{o.name}" for o in step.options if not o.label)


def _shared(label: str) -> str:
    return f"{COMMON}.options.{label.rpartition('.')[2]}"


ENGINE = (
    "True",
    "False",
    "pass_on_case",
    "command_talk_to_human",
    "command_repeat",
    *(f"start_{flow}" for flow in ("link_account", "unlink_account", "withdrawal", "more_urgent", "escalation")),
    *(Option(does=d).name for d in MEANINGS.values()),
)
_ENGINE = [f"{COMMON}.options.{name}" for name in ENGINE]
"""The buttons that the engine itself may show."""
