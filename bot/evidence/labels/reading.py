"""The bytes of a photo to the serial number on its label. It may take seconds: never call it within a turn."""

from collections import Counter
from collections.abc import Collection

from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

from bot.domain.findings import Label
from bot.evidence.labels.choice import Code, choose
from bot.evidence.labels.passes import Look, looks
from bot.evidence.labels.pictures import grey

FORMATS = BarcodeFormats((BarcodeFormat.Code128, BarcodeFormat.Code39, BarcodeFormat.DataMatrix, BarcodeFormat.QRCode))
"""What serial numbers are printed in. The codes of shops (EAN, UPC) are not even looked for."""


def read_label(data: bytes, known: Collection[str] = ()) -> Label:
    """Serial numbers in a photo, best first; `known` ones only speak for an equal reading. Raises PictureRefused."""
    seen: Counter[tuple[str, bool]] = Counter()
    label = Label()
    for look in looks(grey(data)):
        seen.update(_codes(look))
        label = choose((Code(text, checked or times > 1) for (text, checked), times in seen.items()), known)
        if label.sure:
            break
    return label


def _codes(look: Look) -> set[tuple[str, bool]]:
    """Texts found at one look, each with whether its code carries a check digit."""
    image, binarizer = look
    found = read_barcodes(image, formats=FORMATS, binarizer=binarizer)
    return {(code.text, code.format != BarcodeFormat.Code39) for code in found}
