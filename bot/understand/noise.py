"""Numbers that are never a serial, a contract or a phone: MAC, licence, part, version, date, amount, address."""

import re

from bot.understand.labels import Labels
from bot.understand.sheet import Sheet

_HEX = "[0-9A-Fa-f]"
_CERTAIN = re.compile(
    "|".join(
        (
            rf"(?<!\w)(?:{_HEX}{{2}}[:-]){{5}}{_HEX}{{2}}(?!\w)",  # MAC, aa:bb:cc:dd:ee:ff
            rf"(?<!\w)(?:{_HEX}{{4}}[.-]){{2}}{_HEX}{{4}}(?!\w)",  # MAC, aabb.ccdd.eeff and aabb-ccdd-eeff
            r"(?<!\w)LIC[A-Z0-9]{8,20}(?!\w)",
            r"(?<!\w)\d{6}-\d\d-\d\d(?!\w)",  # Extreme part 800399-00-12
            r"(?<![\w-])0235\d{4}(?![\w-])",  # Huawei item
            r"(?i:(?<!\w)V\d{3}R\d{3}(?:C\d\d)?(?:SPC\d+|SPH\d+|HP\d+)*)",
            # a version, an IP address, a date; but three times three digits are a phone
            r"(?<![\w.])(?!\d{3}\.\d{3}\.\d{3}(?![\w.]))\d{1,5}(?:\.\d{1,5}){2,5}(?:-[\w-]{1,20})?(?!\w)",
            r"(?<![\w/-])\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d(?![\w/-])",
            r"(?<![\w/-])(?:19|20)\d\d[/-][01]?\d[/-][0-3]?\d(?![\w/-])",
            r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])",
            r"(?<![\w-])\d{2}-\d{3}(?= [A-ZĄĆĘŁŃÓŚŹŻ]|[,.;)]|$)",  # post code
            # an invoice, an order, a ticket; but TT012148G-37722 is a serial
            r"(?i:(?<!\w)(?!\w\w\d{6}[a-z][ -])(?:FV|FVS|FA|FS|ZAM|ZK|INC|REQ|SR|TT|PO(?! ))[-/ ]?\d[\d/.-]{3,20})",
            r"(?i:(?<!\w)(?:PL ?)?\d{2}(?: ?\d{4}){6}(?!\w))",  # a bank account
            rf"(?<!\w)(?:{_HEX}{{4,5}}-){{3,7}}{_HEX}{{4,5}}(?!\w)",  # a licence key
            r"(?i:(?<![\w/])\d{1,3}(?:[ .]\d{3}){0,4}(?:,\d\d)? ?(?:zł|zl|pln|eur|euro|usd)(?!\w))",
        )
    )
)
_PERSONAL = re.compile(r"(?<!\w)(?=(?:[\s-]?\d){9,14}(?!\d))\d(?:[ -]?\d){8,13}(?!\w)")


def take(sheet: Sheet) -> None:
    """Blank what has a form of its own."""
    sheet.mark("xnumber", sheet.take(_CERTAIN, lambda match: match.group()))


def take_labelled(sheet: Sheet, labels: Labels) -> None:
    """Blank long numbers that a word such as NIP, REGON, faktura or zamówienie announces."""
    found = sheet.take(_PERSONAL, lambda m: m.group() if labels.before(m.start()) == "other" else None)
    sheet.mark("xnumber", found)
