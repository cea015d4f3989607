"""Models and makers: „s5720”, „ers 4950”, „huaweia”, „exos 32.5”."""

import re
from collections.abc import Sequence

from bot.domain.devices import FAMILIES, Vendor, vendor_of_model
from bot.understand.corrections import Denials
from bot.understand.sheet import Found, Sheet

_MODEL = re.compile(
    rf"(?<![A-Za-z0-9/.-])(?:SUMMIT )?(?P<model>(?i:{'|'.join(f.pattern for f in FAMILIES)}))(?![A-Za-z0-9]|[./]\d)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{4}[A-Z]?")
_CUE = re.compile(r"switch|przelacznik|extreme|exos|voss|model|urzadzen|universal|stos|stack|fabric|seri[aią]|sprzet")
_NOT_CUE = re.compile(
    r"(?:port\w*|vlan\w*|pok(?:oj\w*|\.)?|sal\w*|rok\w*|nr|numer|kod|pin|zl|mb|mhz|wat\w*|godz\w*) ?$"
)
_SUFFIX = re.compile(
    r"-(?:PWR|LI|EI|SI|HI|AC1?|DC1?|[ABCDEFHILQRSTVX]|GTS|MC|FC|WW|IL|NA|CN|FCC|SE|CQ)$", re.IGNORECASE
)
_WORDS: dict[Vendor, str] = {
    "huawei": r"h(?:uaw|auw|uwaw|uav|waw)[ea]?i?e?i\w{0,7}|hulajwej\w*|huawej\w*|huwaei|vrp|yunshan|cloudengine|"
    r"airengine|netengine|imaster|cocare|hicare|ekit",
    "extreme": r"extrem(?:e|a|u|em|owi|ow[aey]\w{0,3}|ie|y|enetworks|ecloud\w*|eworks)?|ekstrim\w*|exos|voss|boss|"
    r"enterasys\w*|aerohive|partnerworks|hivemanager|xiq|summitstack|slx-?os|iq engine|switch engine|fabric engine",
}
_VENDOR = re.compile("|".join(rf"(?<!\w)(?P<{vendor}>{words})(?!\w)" for vendor, words in _WORDS.items()))
_ABOUT_LAST = re.compile(
    r"\b(?:ale|jednak|tylko|zepsut\w*|uszkodz\w*|padni\w*|awari\w*|chodzi o|dotyczy|problem\w*)\b[^.]{0,30}$"
)


def take(sheet: Sheet) -> tuple[Found[str], ...]:
    """Models in upper case without spaces; a bare number of a family needs a word such as „switch” beside it."""
    return sheet.take(_MODEL, lambda m: _model(m, sheet.words))


def vendors(sheet: Sheet) -> tuple[Found[Vendor], ...]:
    """Every word that names a maker, or a product that only one maker has."""
    return tuple(
        Found(vendor, m.start(), m.end())
        for m in _VENDOR.finditer(sheet.words)
        for vendor in _WORDS
        if m.lastgroup == vendor
    )


def vendor(sheet: Sheet, named: Sequence[Found[Vendor]], models: Sequence[str]) -> Vendor | None:
    """The maker the message is about: a corrected one, the only one, the one said to be broken, the model's."""
    kept = Denials(sheet.words, named).kept()
    said = {item.value for item in kept}
    if len(said) == 1:
        return kept[0].value
    if said and _ABOUT_LAST.search(sheet.words[kept[-2].end : kept[-1].start]):
        return kept[-1].value
    makers = {maker for model in models if (maker := vendor_of_model(model))}
    return makers.pop() if len(makers) == 1 else None


def _model(match: re.Match[str], words: str) -> str | None:
    name = match["model"]
    while (tail := re.search(r"-[A-Za-z]{1,10}$", name)) and not (_SUFFIX.search(name) or tail.group()[1:].isupper()):
        name = name[: tail.start()]
    if _BARE.fullmatch(name.upper()) and not _cued(match, words):
        return None
    return re.sub(r"\s", "", name).upper()


def _cued(match: re.Match[str], words: str) -> bool:
    left, right = words[max(0, match.start() - 30) : match.start()], words[match.end() : match.end() + 20]
    return not _NOT_CUE.search(left) and bool(_CUE.search(left) or _CUE.search(right))
