"""Articles of the knowledge base: one Markdown file per topic, read into frozen records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from bot.search.default_logs import default_logs
from bot.search.platforms import PRESUMED, codes, vendors_of

FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
CODE = re.compile(r"`+([^`]+)`+")
RISKY = "[uwaga]"  # in a heading: the step interrupts traffic or changes something


class ArticleError(ValueError):
    """A file of the knowledge base that cannot be read; the message is a Polish sentence."""


@dataclass(frozen=True)
class Step:
    """One step for the caller; `body` is Markdown with commands in fenced blocks."""

    title: str
    body: str
    risky: bool = False

    def text(self) -> str:
        """The step as plain text: commands stand on lines indented by four spaces."""
        return f"{self.title}\n{plain(self.body)}"


@dataclass(frozen=True)
class Guide:
    """Steps for some platforms; without platforms they are first aid for any device."""

    platforms: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Logs:
    """Commands whose output belongs to a case about this fault."""

    platforms: tuple[str, ...]
    commands: tuple[str, ...]


@dataclass(frozen=True)
class Article:
    """One topic of the knowledge base."""

    topic: str
    title: str
    platforms: tuple[str, ...]
    software: str
    keywords: tuple[str, ...]
    symptoms: tuple[str, ...]
    guides: tuple[Guide, ...]
    warnings: tuple[str, ...]
    report_when: tuple[str, ...]
    log_lists: tuple[Logs, ...]
    see_also: tuple[str, ...]

    @property
    def vendors(self) -> tuple[str, ...]:
        """Makers the article is about, e.g. `("extreme", "huawei")`."""
        return vendors_of(self.platforms)

    def steps(self, platform: str | None, vendor: str | None) -> tuple[str, ...]:
        """Short plain-text steps, each small enough for a phone: first aid, then the platform's own.

        Commands stand on lines of their own, indented by four spaces. With an unknown platform the
        maker's commonest one is presumed, and first aid alone is given when there is none.
        """
        own = _fitting(self.guides, platform, vendor)[:1]
        first_aid = [guide for guide in self.guides if not guide.platforms]
        return tuple(step.text() for guide in (*first_aid, *own) for step in guide.steps)

    def logs(self, platform: str | None, vendor: str | None) -> tuple[str, ...]:
        """Commands whose output should be attached; the usual set when the article names none."""
        fitting = _fitting(self.log_lists, platform, vendor)
        return fitting[0].commands if fitting else default_logs(platform, vendor)


T = TypeVar("T", Guide, Logs)


def _fitting(parts: tuple[T, ...], platform: str | None, vendor: str | None) -> list[T]:
    presumed = platform or PRESUMED.get(vendor or "")
    return [part for part in parts if presumed in part.platforms]


def read(path: Path) -> Article:
    """Read one article; `ArticleError` names what is missing."""
    head, body = _split(path)
    sections = _sections(body, "## ")
    try:
        return Article(
            topic=path.stem,
            title=str(head["tytuł"]),
            platforms=codes(_strings(head["platformy"])),
            software=str(head["oprogramowanie"]),
            keywords=_strings(head["słowa kluczowe"]),
            symptoms=_bullets(sections["Objawy"]),
            guides=tuple(_guides(sections)),
            warnings=_bullets(sections["Ostrzeżenia"]),
            report_when=_bullets(sections["Kiedy zgłosić"]),
            log_lists=tuple(_logs(sections)),
            see_also=tuple(re.findall(r"\]\(([\w-]+)\.md\)", sections.get("Zobacz też", ""))),
        )
    except KeyError as missing:
        raise ArticleError(f"{path.name}: brakuje części „{missing.args[0]}”.") from missing
    except ValueError as odd:
        raise ArticleError(f"{path.name}: {odd}") from odd


def _split(path: Path) -> tuple[dict[str, object], str]:
    """Front matter and the rest; every value stays a string (16:30 is no number, `no` is no False)."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path.name}: plik nie jest zapisany w UTF-8.") from error
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.M)
    if len(parts) != 3 or parts[0].strip():
        raise ArticleError(f"{path.name}: plik powinien zaczynać się od nagłówka między liniami „---”.")
    try:
        head = yaml.load(parts[1], Loader=yaml.BaseLoader)  # noqa: S506 - it builds only strings, lists, dicts
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (linia {mark.line + 1})" if mark else ""
        hint = "tekst z dwukropkiem trzeba ująć w cudzysłów"
        raise ArticleError(f"{path.name}: nagłówek nie jest poprawnym YAML-em{line}; {hint}.") from error
    if not isinstance(head, dict):
        raise ArticleError(f"{path.name}: nagłówek jest pusty.")
    return head, parts[2]


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("w nagłówku powinna stać lista (linie zaczynające się od „- ”).")
    return tuple(str(item).strip() for item in value)


def _sections(body: str, mark: str) -> dict[str, str]:
    """Heading -> text under it; a `#` inside a fenced block is no heading."""
    shielded = FENCE.sub(lambda fence: fence.group().replace("\n#", "\n\0#"), body)
    chunks = re.split(rf"^{mark}", shielded, flags=re.M)[1:]
    pairs = (chunk.partition("\n") for chunk in chunks)
    return {title.strip(): text.replace("\0", "").strip() for title, _, text in pairs}


def _bullets(text: str) -> tuple[str, ...]:
    return tuple(" ".join(item.split()) for item in re.split(r"^- ", text, flags=re.M) if item.strip())


def _named(sections: dict[str, str], kind: str) -> Iterable[tuple[tuple[str, ...], str]]:
    for title, text in sections.items():
        if title.startswith(f"{kind}: "):
            yield codes(title.removeprefix(f"{kind}: ").split(", ")), text


def _guides(sections: dict[str, str]) -> Iterable[Guide]:
    yield Guide((), _steps(sections["Na początek"]))
    for platforms, text in _named(sections, "Kroki"):
        yield Guide(platforms, _steps(text))


def _steps(text: str) -> tuple[Step, ...]:
    return tuple(
        Step(title.replace(RISKY, "").strip(), body, RISKY in title) for title, body in _sections(text, "### ").items()
    )


def _logs(sections: dict[str, str]) -> Iterable[Logs]:
    for platforms, text in _named(sections, "Logi"):
        yield Logs(platforms, tuple(line for block in FENCE.findall(text) for line in commands(block)))


def commands(block: str) -> list[str]:
    """The lines inside a fenced block."""
    return [line.strip() for line in block.splitlines()[1:-1] if line.strip()]


def plain(markdown: str) -> str:
    """Markdown of a step as plain text for any channel."""
    indented = FENCE.sub(lambda fence: "\n".join(f"    {line}" for line in commands(fence.group())), markdown)
    return re.sub(r"\n{2,}", "\n", re.sub(r"[*`]{1,2}|^> ", "", indented, flags=re.M)).strip("\n")
