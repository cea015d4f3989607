"""The looks a photo is given, cheap and likely ones first."""

from collections.abc import Iterator

from PIL import Image, ImageFilter, ImageOps
from zxingcpp import Binarizer

from bot.evidence.labels.tilt import tilts

SIDE = 2048
"""Pixels of the longer side of the picture that is turned and filtered; twice as many for the closest looks."""
SMALL = 800
LEANINGS = 3

Look = tuple[Image.Image, Binarizer]


def looks(photo: Image.Image) -> Iterator[Look]:
    """The photo again and again: as it is, turned upright, smaller, sharper, larger, smoother, with more contrast."""
    longest = max(photo.size)
    usual = _scaled(photo, min(1, SIDE / longest))
    yield photo, Binarizer.LocalAverage
    leanings = tilts(usual, LEANINGS)
    for angle in filter(None, leanings):  # upright it has been seen already
        yield _turned(usual, angle), Binarizer.LocalAverage
    yield ImageOps.autocontrast(photo, cutoff=2), Binarizer.GlobalHistogram
    yield _scaled(photo, min(1, SMALL / longest)), Binarizer.LocalAverage
    for angle in leanings:
        yield from _closer(_turned(photo, angle))


def _closer(photo: Image.Image) -> Iterator[Look]:
    longest = max(photo.size)
    usual, large = (_scaled(photo, min(times, times * SIDE / longest)) for times in (1, 2))
    yield usual.filter(ImageFilter.UnsharpMask(2, 200, 0)), Binarizer.LocalAverage
    yield large.filter(ImageFilter.UnsharpMask(4, 300, 0)), Binarizer.LocalAverage
    yield usual.filter(ImageFilter.MedianFilter(3)), Binarizer.LocalAverage


def _turned(photo: Image.Image, angle: float) -> Image.Image:
    return photo.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=128)


def _scaled(photo: Image.Image, times: float) -> Image.Image:
    if times == 1:
        return photo
    size = (max(1, round(photo.width * times)), max(1, round(photo.height * times)))
    return photo.resize(size, Image.Resampling.BICUBIC)
