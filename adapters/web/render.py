"""Texts as safe HTML: everything escaped, nothing hidden, indented lines as commands to copy."""

import re
from collections.abc import Sequence
from html import escape

from adapters.web.visits import Attachment, Line, Waiting
from bot.markup import blocks, visible

_NAMED = re.compile(
    r"(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+)"
    r"|(?P<phone>(?<![\w+.,/-])(?<!\d )\+?(?:48 )?12 25 25 \d{3}(?![\w-]))"
    r"|(?P<number>(?<![\w/-])(?=[\w/-]{4,24}(?![\w/-]))[A-Z0-9]{1,12}(?:[/-][A-Z0-9]{1,12})+)",
    re.ASCII,
)


def to_html(text: str) -> str:
    """Our text: paragraphs with their line breaks, commands in blocks, our phones and addresses as links."""
    return "".join(_code(block.text) if block.code else f"<p>{_linked(block.text)}</p>" for block in blocks(text))


def quoted(text: str) -> str:
    """Somebody else's text: escaped and nothing more."""
    return f'<p dir="auto">{escape(visible(text))}</p>' if text.strip() else ""


def bubble(line: Line) -> str:
    """A row of the transcript, with who said it, its files, buttons and hour."""
    who = f"{line.author}, inżynier" if line.author and line.ours else "Dyspozytor" if line.ours else "Ty"
    said = to_html(line.text) if line.ours else quoted(line.text)
    return (
        f'<div class="bubble"><span class="who">{escape(visible(who))}</span>{said}{_files(line.files)}</div>'
        f"{_choices(line)}"
        f'<time class="when" datetime="{line.at.isoformat()}">{escape(line.hour)}</time>'
    )


def waiting(sent: Waiting) -> str:
    """What was sent and is being read."""
    names = "".join(f"<li>{escape(visible(name))}</li>" for name in sent.files)
    files = f'<ul class="files">{names}</ul>' if names else ""
    return f'<div class="bubble"><span class="who">Ty</span>{quoted(sent.text)}{files}</div>'


def _code(commands: str) -> str:
    copy = '<button type="button" class="copy" data-copy>Kopiuj</button>'
    return f'<div class="code"><pre tabindex="0"><code>{escape(commands)}</code></pre>{copy}</div>'


def _linked(text: str) -> str:
    parts, end = [], 0
    for found in _NAMED.finditer(text):
        parts += [escape(text[end : found.start()]), _link(found)]
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _link(found: re.Match[str]) -> str:
    """A contact can be pressed; a number of a contract or a device is not broken across lines."""
    shown = found[0]
    if found["number"]:
        return f'<span class="no">{escape(shown)}</span>'
    digits = "".join(filter(str.isdecimal, shown))
    target = f"mailto:{shown}" if found["mail"] else f"tel:+48{digits[-9:]}"
    return f'<a href="{escape(target)}">{escape(shown)}</a>'


def _choices(line: Line) -> str:
    """The hour in the label tells an older question from the present one."""
    if not line.choices:
        return ""
    buttons = "".join(
        f'<button type="button" class="choice" data-token="{escape(c.token)}">{escape(visible(c.label))}</button>'
        for c in line.choices
    )
    label = f"Odpowiedzi do wyboru, {line.hour}"
    return f'<div class="choices" role="group" aria-label="{escape(label)}">{buttons}</div>'


def _files(files: Sequence[Attachment]) -> str:
    items = "".join(f"<li>{_named(f)} <span>{size(f.size)}</span></li>" for f in files)
    return f'<ul class="files">{items}</ul>' if items else ""


def _named(file: Attachment) -> str:
    """A sealed file has no way back out, not even to who sent it."""
    name = escape(visible(file.name))
    return f"{name} (zaszyfrowany)" if file.sealed else f'<a href="/plik/{file.id}" download>{name}</a>'


def size(count: int) -> str:
    """„812 B”, „3,4 kB”, „25 MB”; a kilobyte has 1024."""
    amount, unit = float(count), "B"
    for larger in ("kB", "MB"):
        if amount < 1024:
            break
        amount, unit = amount / 1024, larger
    return f"{amount:.1f} {unit}".replace(".0 ", " ").replace(".", ",")
