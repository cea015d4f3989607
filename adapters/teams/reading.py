"""Words out of the HTML in which Teams reports what was typed: no markup, no quotation, no mention of ourselves."""

import re
from html.parser import HTMLParser

LINES = frozenset({"p", "div", "li", "tr", "pre", "codeblock", "blockquote", "h1", "h2", "h3", "ul", "ol", "table"})
MENTION = "http://schema.skype.com/Mention"
REPLY = "http://schema.skype.com/Reply"
EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+(?=\n)")
BREAKS = re.compile(r"[\r\n]+")
NAMED = re.compile(r"<at(?:\s[^<>]*)?>([^<>]*)</at>")


class _Words(HTMLParser):
    """Keeps the words, and counts the files that are only mentioned."""

    def __init__(self, us: str) -> None:
        super().__init__()
        self.said, self.files, self._us = list[str](), 0, us
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pictures of feelings are the sign they stand for."""
        about = dict(attrs)
        if tag in ("img", "emoji"):
            self.handle_data(about.get("alt") or "")
        elif tag == "attachment":
            self.files += 1
        elif tag == "br":
            self.said.append("\n")
        if tag not in ("br", "img", "hr", "attachment"):
            self._open.append((tag, "at" if tag == "at" else about.get("itemtype") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(tag == name for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break
        if tag in LINES:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        kinds = [kind for _, kind in self._open]
        if REPLY in kinds:
            return
        if kinds and kinds[-1] in ("at", MENTION):
            data = "" if data == self._us else f"@{data}"
        elif not any(name in ("pre", "codeblock") for name, _ in self._open):
            begins = not self.said or self.said[-1].endswith("\n")
            data = BREAKS.sub(" ", data.lstrip("\r\n") if begins else data)
        self.said.append(data)


def words(html: str, us: str) -> tuple[str, int]:
    """What was said, without our own name, and how many files were mentioned with it."""
    reader = _Words(us)
    reader.feed(html)
    reader.close()
    lines = "".join(reader.said).replace("\xa0", " ")
    return EMPTY_LINES.sub("\n", lines).strip(), reader.files


def plain(text: str, us: str) -> str:
    """The same where Teams reports bare text: only mentions are marked in it."""
    return NAMED.sub(lambda found: "" if found[1] == us else f"@{found[1]}", text).strip()
