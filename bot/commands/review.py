"""`dyspozytor check` and `dyspozytor scenopis`: the flows, their texts and the articles, reviewed and written out."""

from argparse import Namespace
from pathlib import Path

from bot import search, texts
from bot.flow.check import problems
from bot.flow.scenopis import scenopis
from flows import ALL


def check(options: Namespace) -> int:
    """Every problem as a Polish sentence; status 1 when there is any."""
    found = [*_texts(options.flows), *search.problems(options.knowledge)]
    for sentence in found:
        print(sentence)
    if not found:
        print("Rozmowy, teksty i artykuły są w porządku.")
    return int(bool(found))


def write_out(options: Namespace) -> int:
    """Write SCENOPIS.md beside each flow; with `--check` only say which are out of date."""
    stale = {path: page for path, page in pages().items() if not path.exists() or path.read_text("utf-8") != page}
    for path, page in stale.items():
        if not options.check:
            path.write_text(page, encoding="utf-8")
        print(f"{path.parent.name}/{path.name}: {'nieaktualny' if options.check else 'zapisany'}")
    return int(bool(stale) and options.check)


def pages() -> dict[Path, str]:
    """What each SCENOPIS.md should hold; flows without steps have none."""
    known = texts.load()
    return {known.homes[f.name] / "SCENOPIS.md": scenopis(f, known.templates) for f in ALL.values() if f.steps}


def _texts(folder: Path) -> list[str]:
    try:
        return problems(ALL, texts.load(folder).templates)
    except ValueError as error:
        return [str(error)]
