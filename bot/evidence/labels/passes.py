"""The looks a photo is given, cheap and likely ones first."""

from collections.abc import Iterator

from PIL import Image, ImageFilter, ImageOps
from zxingcpp import Binarizer

SIDE = 1600
"""Pixels of the longer side of the picture that most looks are given."""
ANGLES = (15, 30, 45, 60, 75)

Look = tuple[Image.Image, Binarizer]


def looks(photo: Image.Image) -> Iterator[Look]:
    """The photo again and again: as it is, smaller, with contrast, smoother, sharper, larger, turned."""
    yield photo, Binarizer.LocalAverage
    yield photo, Binarizer.GlobalHistogram
    small = _fitted(photo, SIDE)
    yield small, Binarizer.LocalAverage
    clear = ImageOps.autocontrast(small, cutoff=2)
    yield clear, Binarizer.GlobalHistogram
    smooth = small.filter(ImageFilter.MedianFilter(3))
    yield smooth, Binarizer.LocalAverage
    sharp = small.filter(ImageFilter.UnsharpMask(3, 250, 0))
    yield sharp, Binarizer.LocalAverage
    large = _doubled(small)
    yield large, Binarizer.LocalAverage
    yield large.filter(ImageFilter.UnsharpMask(5, 300, 0)), Binarizer.LocalAverage
    for angle in ANGLES:
        yield small.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=128), Binarizer.LocalAverage


def _fitted(photo: Image.Image, side: int) -> Image.Image:
    fitted = photo.copy()
    fitted.thumbnail((side, side), Image.Resampling.LANCZOS)
    return fitted


def _doubled(photo: Image.Image) -> Image.Image:
    return photo.resize((photo.width * 2, photo.height * 2), Image.Resampling.BICUBIC)
