"""Loads teksty.yaml of every flow and fills the texts: {name}, and {n:godzina|godziny|godzin} for plural forms."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.domain.dates import plural
from bot.flow.vocabulary import Option

FLOWS = Path(__file__).parent.parent / "flows"


@dataclass(frozen=True)
class Texts:
    """Every text by its key, `<flow>.<name>`; strings only (a YAML 1.1 `no` or `16:30` stays what was typed).

    `homes`: the folder of each flow by its name.
    """

    templates: Mapping[str, str]
    homes: Mapping[str, Path] = field(default_factory=dict)

    def render(self, key: str, word: Callable[[str], str]) -> str:
        """The text with its placeholders filled; raises KeyError for an unknown text or placeholder."""
        return "".join(_piece(*piece, word) for piece in Formatter().parse(self.templates[key])).strip()

    def label(self, question: str, option: Option) -> str:
        """What stands on a button."""
        if option.label:
            return option.label
        own = f"{question}.options.{option.name}"
        return self.templates[own if own in self.templates else f"common.options.{option.name}"]

    def __contains__(self, key: str) -> bool:
        return key in self.templates


def _piece(
    literal: str, name: str | None, forms: str | None, _conversion: str | None, word: Callable[[str], str]
) -> str:
    if name is None:
        return literal
    value = word(name)
    return literal + (plural(int(value), *forms.split("|")) if forms else value)


def load(folder: Path = FLOWS) -> Texts:
    """Every teksty.yaml below the folder; raises ValueError (Polish) when a key stands twice or is no text."""
    templates: dict[str, str] = {}
    homes: dict[str, Path] = {}
    for path in sorted(folder.glob("*/teksty.yaml")):
        for key, text in _flat(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), ""):  # noqa: S506 - strings only
            if key in templates:
                raise ValueError(f"{path.parent.name}/teksty.yaml: tekst „{key}” jest już w innym pliku.")
            templates[key] = text
            homes[key.split(".")[0]] = path.parent
    return Texts(templates, homes)


def _flat(node: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Nested maps as dotted keys; the key `_` is the text of the level itself."""
    if isinstance(node, dict):
        for name, below in node.items():
            yield from _flat(below, prefix if name == "_" else f"{prefix}.{name}".lstrip("."))
    elif isinstance(node, str):
        yield prefix, node
    else:
        raise ValueError(f"„{prefix}” nie jest tekstem.")
