"""Labels drawn with Pillow: titles, numbers and codes, in the manner of both makers and of nobody in particular."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw, ImageFont
from zxingcpp import BarcodeFormat, create_barcode

from tests.evidence.labels import numbers

MODULE = 4
"""Pixels of the narrowest bar."""
TALL = 90
GAP = 26


@dataclass(frozen=True)
class Drawn:
    """A picture of a label and the one number on it that is right."""

    picture: Image.Image
    serial: str


class Sheet:
    """White paper filled from the top; codes stand below each other, or to the right of what there is."""

    def __init__(self) -> None:
        self._parts: list[tuple[Image.Image, int, int]] = []
        self._y = self._right = GAP

    def words(self, text: str, size: int = 34) -> None:
        """A line of text."""
        font = ImageFont.load_default(size)
        left, top, right, bottom = font.getbbox(text)
        line = Image.new("L", (round(right - left) + 4, round(bottom - top) + 8), 255)
        ImageDraw.Draw(line).text((2 - left, 4 - top), text, font=font, fill=0)
        self._put(line, GAP)

    def bars(self, kind: BarcodeFormat, text: str, caption: str = "", tall: int = TALL) -> None:
        """A bar code, with its meaning below as makers print it."""
        code = _code(kind, text, MODULE)
        self._put(code.resize((code.width, tall)), GAP // 2, gap=6)
        self.words(caption or text, 26)

    def square(self, kind: BarcodeFormat, text: str, module: int = MODULE + 2) -> None:
        """A matrix code to the right of everything drawn so far."""
        code = _code(kind, text, module)
        self._parts.append((code, self._right + GAP, GAP))

    def done(self) -> Image.Image:
        """The label, with a frame around it."""
        wide = max(x + part.width for part, x, _ in self._parts) + GAP
        high = max(y + part.height for part, _, y in self._parts) + GAP
        paper = Image.new("L", (wide, high), 255)
        for part, x, y in self._parts:
            paper.paste(part, (x, y))
        ImageDraw.Draw(paper).rectangle((4, 4, wide - 5, high - 5), outline=60, width=2)
        return paper

    def _put(self, part: Image.Image, x: int, gap: int = 14) -> None:
        self._parts.append((part, x, self._y))
        self._y += part.height + gap
        self._right = max(self._right, x + part.width)


def _code(kind: BarcodeFormat, text: str, module: int) -> Image.Image:
    shape = memoryview(create_barcode(text, kind).to_image(scale=module))  # type: ignore[arg-type]
    height, width = shape.shape or (0, 0)
    return Image.frombytes("L", (width, height), bytes(shape))


def huawei(dice: Random) -> Drawn:
    """Model, serial, MAC and article below each other; a matrix code that repeats some of it."""
    serial, mac = numbers.huawei20(dice), numbers.mac(dice)
    sheet = Sheet()
    sheet.words(dice.choice(("S5735-L24P4X-A1", "S5720-36C-EI-AC", "AirEngine5760-51", "CE6881-48S6CQ")), 44)
    sheet.words(f"Item: {numbers.huawei_item(dice)}   100-240V~ 50/60Hz 2A")
    sheet.bars(BarcodeFormat.Code128, serial, f"S/N: {serial}")
    sheet.bars(BarcodeFormat.Code128, mac, f"MAC: {mac}")
    if dice.random() < 0.5:
        sheet.bars(BarcodeFormat.EAN13, numbers.article(dice), "EAN")
    if dice.random() < 0.6:
        text = dice.choice((serial, f"SN:{serial};MAC:{mac};", f"[SN]{serial}[MAC]{mac}", f"{serial};{mac}"))
        sheet.square(dice.choice((BarcodeFormat.QRCode, BarcodeFormat.DataMatrix)), text)
    return Drawn(sheet.done(), serial)


def huawei_strip(dice: Random) -> Drawn:
    """The small sticker at the edge of a device: one bar code, sometimes a matrix beside it."""
    serial = numbers.huawei20(dice)
    sheet = Sheet()
    sheet.bars(BarcodeFormat.Code128, serial, tall=60)
    if dice.random() < 0.5:
        sheet.square(BarcodeFormat.DataMatrix, serial, MODULE + 1)
    return Drawn(sheet.done(), serial)


def extreme(dice: Random) -> Drawn:
    """Part number, serial, MAC, each with its bar code."""
    serial, part, mac = (
        dice.choice((numbers.exos, numbers.exos, numbers.universal))(dice),
        numbers.extreme_part(dice),
        "",
    )
    kind = dice.choice((BarcodeFormat.Code128, BarcodeFormat.Code128, BarcodeFormat.Code39))
    sheet = Sheet()
    sheet.words(dice.choice(("X460-G2-24p-10GE4", "X440-G2-48p", "5320-24T-8XE", "VSP 7400-48Y-8C")), 40)
    sheet.bars(kind, part, f"P/N: {part} Rev 04")
    sheet.bars(kind, serial if dice.random() < 0.6 else serial.replace("-", ""), f"S/N: {serial}")
    mac = numbers.mac(dice)
    sheet.bars(kind, mac, f"MAC: {mac}")
    if dice.random() < 0.4:
        sheet.square(BarcodeFormat.DataMatrix, f"SN {serial} PN {part} MAC {mac}")
    return Drawn(sheet.done(), serial)


def extreme_access_point(dice: Random) -> Drawn:
    """The back of an access point: a matrix code and two bar codes."""
    serial, mac = numbers.access_point(dice), numbers.mac(dice)
    sheet = Sheet()
    sheet.words(dice.choice(("AP305C-1-WR", "AP410C-1-WR", "AP4000-WW")), 44)
    sheet.bars(BarcodeFormat.Code128, serial, f"S/N: {serial}")
    sheet.bars(BarcodeFormat.Code128, mac, f"MAC: {mac}")
    if dice.random() < 0.5:
        sheet.bars(BarcodeFormat.UPCA, "6" + numbers.article(dice)[:10], "UPC")
    if dice.random() < 0.7:
        sheet.square(BarcodeFormat.QRCode, dice.choice((f"SN:{serial},MAC:{mac}", serial, f"S/N={serial}\nMAC={mac}")))
    return Drawn(sheet.done(), serial)


Layout = Callable[[Random], Drawn]
LAYOUTS: tuple[Layout, ...] = (huawei, huawei_strip, extreme, extreme_access_point)
