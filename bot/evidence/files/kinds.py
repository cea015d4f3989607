"""What a file is, told by its first bytes; its name is not asked."""

import re

from bot.evidence.encodings import decode

LOOK = 1 << 16
"""So many bytes tell everything."""
PACKED = ("gz", "bz2", "xz")
ARCHIVES = ("zip", "tar", *PACKED)

_BEGINNINGS = {
    "zip": re.compile(rb"PK(?:\x03\x04|\x05\x06)"),
    "gz": re.compile(rb"\x1f\x8b\x08"),
    "bz2": re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"),
    "xz": re.compile(rb"\xfd7zXZ\0"),
    "tar": re.compile(rb".{257}ustar", re.S),
    "image": re.compile(
        rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|BM.{4}\0{4}|RIFF.{4}WEBP|.{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)",
        re.S,
    ),
    "pdf": re.compile(rb"%PDF-"),
    "foreign": re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x28\xb5\x2f\xfd|MSCF\0|.{2}-lh\d-", re.S),
}
_CONTROL = re.compile(r"[\x01-\x07\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
_CONTROLS_OF_A_TEXT = 0.02


def kind_of(data: bytes) -> str:
    """One of `zip`, `gz`, `bz2`, `xz`, `tar`, `foreign` (other archives), `image`, `pdf`, `text` and `other`."""
    found = (name for name, beginning in _BEGINNINGS.items() if beginning.match(data))
    return next(found, None) or ("text" if _is_text(data[:LOOK]) else "other")


def _is_text(sample: bytes) -> bool:
    """Hardly a control character; zeros that a terminal left in a log do not count."""
    words = decode(sample).replace("\0", "")
    return bool(words) and len(_CONTROL.findall(words)) <= _CONTROLS_OF_A_TEXT * len(words)
