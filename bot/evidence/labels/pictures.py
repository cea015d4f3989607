"""A picture from outside: what it is, whether it may be opened, and itself without what a camera wrote into it."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from bot.evidence.files.limits import DAMAGED, EMPTY, Refused

register_heif_opener()
log = logging.getLogger("dyspozytor.evidence")

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST = 4096
"""Pixels of the longer side of what is worked with: memory is limited, and so is the reader of codes."""
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "HEIF")
QUALITY = 90


class PictureRefused(Refused):
    """A picture that is not read: the end of a Polish sentence for people, a code for machines."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


def grey(data: bytes) -> Image.Image:
    """The picture upright, in shades of grey, of a size that can be worked with; raises PictureRefused."""
    with _decoding(), _opened(data) as picture:
        picture.draft("L", (LONGEST, LONGEST))  # a JPEG need not be read larger, nor in colours
        paper = _on_white(picture)
        paper.thumbnail((LONGEST, LONGEST))
        _turn_upright(paper)
        return paper


def without_exif(data: bytes) -> bytes:
    """The picture as a JPEG, upright, nothing but its pixels: no place, no camera, no owner; raises PictureRefused."""
    with _decoding(), _opened(data) as picture:
        picture.load()
        _turn_upright(picture)
        plain = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
        plain.info.clear()
        written = BytesIO()
        plain.save(written, "JPEG", quality=QUALITY)
        return written.getvalue()


@contextmanager
def _decoding() -> Iterator[None]:
    """Decoders of broken pictures raise whatever they like: all of it means that this one cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of slips in EXIF, which cameras make
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (PictureRefused, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception:
        raise PictureRefused("unreadable_file", DAMAGED) from None


def _opened(data: bytes) -> Image.Image:
    """The picture with only its head read."""
    if len(data) > MOST_BYTES:
        raise PictureRefused("too_large", "zdjęcie jest za duże, przyjmujemy do 15 MB.")
    if not data:
        raise PictureRefused("unreadable_file", EMPTY)
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        raise PictureRefused("unsupported_type", "czytamy zdjęcia JPEG, PNG, WEBP, BMP, GIF i HEIC.") from None
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many_pixels()
    return picture


def _too_many_pixels() -> PictureRefused:
    return PictureRefused("too_large", "zdjęcie jest za duże, przyjmujemy do 50 megapikseli.")


def _turn_upright(picture: Image.Image) -> None:
    """As the camera was held, without another copy; where what it wrote is broken, the picture stays as it came."""
    try:
        ImageOps.exif_transpose(picture, in_place=True)
    except MemoryError:
        raise
    except Exception as error:
        log.info("EXIF zdjęcia jest nieczytelny: %s", type(error).__name__)


def _on_white(picture: Image.Image) -> Image.Image:
    """In shades of grey, a transparent picture laid on paper: what cannot be seen is often black."""
    if not picture.has_transparency_data:
        return picture.convert("L")
    layer = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    return Image.composite(layer.convert("L"), Image.new("L", layer.size, 255), layer.getchannel("A"))
