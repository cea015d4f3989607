"""Reads HTML as Telegram does: a few tags, properly nested, and nothing else may look like one."""

import re
from html import unescape

TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "a", "blockquote"})
TOKEN = re.compile(r"<(/?)(\w+)([^<>]*)>|([<>&])")
NAMED = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class Broken(Exception):
    """What the platform would not parse."""


def read_html(text: str) -> str:
    """The text without its tags; raises Broken."""
    open_tags: list[str] = []
    for found in TOKEN.finditer(text):
        closing, tag, _, sign = found.groups()
        if sign == "&" and not NAMED.match(text, found.start()):
            raise Broken(f"unsupported entity at {found.start()}")
        if sign in ("<", ">"):
            raise Broken(f"stray {sign} at {found.start()}")
        if tag and (tag not in TAGS or (closing and (not open_tags or open_tags.pop() != tag))):
            raise Broken(f"tag {tag} at {found.start()}")
        if tag and not closing:
            open_tags.append(tag)
    if open_tags:
        raise Broken(f"{open_tags[-1]} is not closed")
    return unescape(re.sub(r"</?\w+[^<>]*>", "", text))
