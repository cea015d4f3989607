"""Other labels and another camera, drawn to measure with and never to tune to."""

from random import Random

from PIL import Image, ImageOps
from zxingcpp import BarcodeFormat

from tests.evidence.labels import numbers
from tests.evidence.labels.camera import Camera
from tests.evidence.labels.drawn import Drawn, Layout, Sheet

CAMERA = Camera(worst=0.85, faults=3, slant=0.35, share=(0.45, 0.9))


def carton(dice: Random) -> Drawn:
    """The side of a box: order, article, quantity and serial, all in bars of one length or another."""
    serial, kind = numbers.huawei20(dice), BarcodeFormat.Code128
    sheet = Sheet()
    sheet.words("HUAWEI TECHNOLOGIES CO., LTD.", 40)
    sheet.bars(kind, f"45{dice.randrange(10**8):08}", "P.O.", tall=60)
    sheet.bars(kind, numbers.huawei_item(dice) + "-001", "ITEM", tall=60)
    sheet.bars(kind, serial, "SN", tall=60)
    sheet.bars(BarcodeFormat.EAN13, numbers.article(dice), "EAN", tall=80)
    sheet.square(BarcodeFormat.QRCode, "https://support.example.com/e?item=02351QPS&sn=" + serial)
    return Drawn(sheet.done(), serial)


def industrial(dice: Random) -> Drawn:
    """One matrix in the syntax of ISO 15434, and words."""
    serial = dice.choice((numbers.huawei20, numbers.exos))(dice)
    sheet = Sheet()
    for line in ("Model: 5320-48P-8XE", f"S/N: {serial}", f"MAC: {numbers.mac(dice)}", "Made in Thailand"):
        sheet.words(line, 30)
    part = numbers.extreme_part(dice)
    sheet.square(BarcodeFormat.DataMatrix, f"[)>\x1e06\x1d1P{part}\x1dS{serial}\x1dQ1\x1e\x04")
    return Drawn(sheet.done(), serial)


def pull_out_card(dice: Random) -> Drawn:
    """The card that slides out of the front: small bars of Code 39 across, the other way round."""
    serial, mac = numbers.exos(dice), numbers.mac(dice)
    sheet = Sheet()
    sheet.bars(BarcodeFormat.Code39, serial, f"Serial {serial}", tall=56)
    sheet.bars(BarcodeFormat.Code39, mac, f"Base MAC {mac}", tall=56)
    return Drawn(sheet.done().rotate(90, expand=True), serial)


def night(dice: Random) -> Drawn:
    """White print on black plastic."""
    serial, mac = numbers.access_point(dice), numbers.mac(dice)
    sheet = Sheet()
    sheet.words("Extreme Networks  AP4000-1-WW", 36)
    sheet.bars(BarcodeFormat.Code128, serial, f"SN {serial}", tall=70)
    sheet.square(BarcodeFormat.QRCode, f'{{"mac":"{mac}","sn":"{serial}","pn":"AP4000-1-WW"}}')
    return Drawn(ImageOps.invert(sheet.done()), serial)


def two_columns(dice: Random) -> Drawn:
    """Words on the left, bars on the right, a universal number."""
    serial, words, bars = numbers.universal(dice), Sheet(), Sheet()
    for line in ("Switch Engine", "5520-24X-VOSS", "12 VDC  4 A", "FCC CE RoHS"):
        words.words(line, 40)
    bars.bars(BarcodeFormat.Code128, numbers.extreme_part(dice), "Part", tall=70)
    bars.bars(BarcodeFormat.Code128, serial, "Serial", tall=70)
    bars.bars(BarcodeFormat.Code128, numbers.mac(dice), "MAC", tall=70)
    left, right = words.done(), bars.done()
    label = Image.new("L", (left.width + right.width, max(left.height, right.height)), 255)
    label.paste(left, (0, 0))
    label.paste(right, (left.width, 0))
    return Drawn(label, serial)


LAYOUTS: tuple[Layout, ...] = (carton, industrial, pull_out_card, night, two_columns)
