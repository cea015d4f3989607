"""A flow written out in Polish, with a diagram: what the service manager reads instead of the code."""

from collections.abc import Iterator, Mapping

from bot.flow.check import wordings
from bot.flow.vocabulary import Ask, Flow, Rule, Step, Tell, always, describe, never

HEAD = "Plik powstaje poleceniem `dyspozytor scenopis`; zmienia się go, zmieniając rozmowę albo jej teksty."


def scenopis(flow: Flow, templates: Mapping[str, str]) -> str:
    """The flow as Markdown: the diagram first, then every step with its words."""
    parts = [f"# {flow.title or flow.name}", HEAD, _diagram(flow), *_steps(flow, templates)]
    return "\n\n".join(parts) + "\n"


def _spoken(flow: Flow) -> list[Step]:
    return [s for s in flow.steps if not (isinstance(s, Ask) and s.when is never)]


def _diagram(flow: Flow) -> str:
    """Mermaid: steps from the top; an end stands beside the way on."""
    lines = ["```mermaid", "flowchart TD"]
    last = ""
    for number, step in enumerate(_spoken(flow)):
        node, rule = f"s{number}", _rule(step.when)
        shape = ('["', '"]') if isinstance(step, Ask) else ('>"', '"]') if isinstance(step, Tell) else ('(["', '"])')
        lines.append(f"  {node}{shape[0]}{step.name}{shape[1]}")
        if last:
            lines.append(f"  {last} -->{f'|{rule}|' if rule else ''} {node}")
        last = node if isinstance(step, Ask | Tell) else last
    return "\n".join([*lines, "```"])


def _steps(flow: Flow, templates: Mapping[str, str]) -> Iterator[str]:
    for number, step in enumerate(_spoken(flow), 1):
        kind = "Pytanie" if isinstance(step, Ask) else "Informacja" if isinstance(step, Tell) else "Zakończenie"
        rule = _rule(step.when)
        head = f"## {number}. {kind}: {step.name}" + (f" – gdy {rule}" if rule else "")
        yield "\n\n".join(
            [head, *(_quoted(templates[key]) for key in wordings(flow, step)), *_details(flow, step, templates)]
        )


def _details(flow: Flow, step: Step, templates: Mapping[str, str]) -> Iterator[str]:
    """What else is worth knowing about a question."""
    if not isinstance(step, Ask):
        return
    if step.options:
        names = [o.label or _label(flow, step, o.name, templates) for o in step.options]
        yield "Przyciski: " + " · ".join(names) + (" · oraz z rejestru" if step.more else "")
    if step.about:
        yield "Zależy od: " + ", ".join(step.about)
    if step.unknown is not None:
        yield "„Nie wiem”: idziemy dalej bez tej odpowiedzi."


def _label(flow: Flow, step: Ask, name: str, templates: Mapping[str, str]) -> str:
    own = f"{flow.name}.{step.name}.options.{name}"
    return templates.get(own) or templates[f"common.options.{name}"]


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _rule(rule: Rule) -> str:
    return "" if rule is always else describe(rule)
