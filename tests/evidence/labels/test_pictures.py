"""Pictures from outside: kinds, limits, hostile ones, and what a camera wrote into them."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from bot.evidence.labels import PictureRefused, read_label, without_exif
from bot.evidence.labels.pictures import MOST_BYTES, grey

WHITE = Image.new("RGB", (300, 200), "white")
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def written(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG that claims any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "HEIF", "MPO"])
def test_kinds_that_are_read(kind: str) -> None:
    picture = grey(written(WHITE, kind))
    assert (picture.size, picture.mode) == ((300, 200), "L")
    assert picture.getpixel((150, 100)) == pytest.approx(255, abs=3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_in_any_mode(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    picture = WHITE.convert("I;16" if mode == "I;16" else mode)
    if kind == "PNG":
        assert grey(written(picture, kind)).size == (300, 200)
    else:
        assert grey(written(picture, "JPEG")).size == (300, 200)


def test_what_cannot_be_seen_is_paper() -> None:
    assert grey(written(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")).getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable_file"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "unsupported_type"),
        (b"%PDF-1.7 ...", "unsupported_type"),
        (b"MZ" + b"\0" * 500, "unsupported_type"),
        (written(WHITE, "TIFF"), "unsupported_type"),
        (written(WHITE, "JPEG")[:400], "unreadable_file"),
        (written(WHITE, "PNG")[:-80], "unreadable_file"),
        (written(WHITE, "HEIF")[:-9], "unreadable_file"),
        (png(7071, 7072), "too_large"),
        (png(60_000, 60_000), "too_large"),
        (png(4000, 4000), "unreadable_file"),
        (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, "too_large"),
    ],
)
def test_pictures_that_are_refused(data: bytes, code: str) -> None:
    for reader in (read_label, without_exif):
        with pytest.raises(PictureRefused) as refused:
            reader(data)
        assert refused.value.code == code
        assert str(refused.value).endswith(".")


def test_shapes_that_nobody_expects() -> None:
    for size in ((1, 1), (1, 100_000), (100_000, 1), (2, 3)):
        assert read_label(written(Image.new("L", size, 200), "PNG")).candidates == ()


def test_an_animation_is_its_first_picture() -> None:
    frames = [Image.new("L", (40, 40), shade) for shade in (0, 80, 160, 240)]
    assert grey(written(frames[0], "GIF", save_all=True, append_images=frames[1:])).getextrema() == (0, 0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_largest_picture_is_made_smaller(kind: str) -> None:
    assert grey(written(Image.new("L", (7000, 7000), 200), kind)).size == (4096, 4096)


def test_a_picture_is_turned_upright_and_keeps_nothing_of_the_camera() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Producent"
    exif.get_ifd(GPS)[2] = (50.0, 3.0, 41.0)
    for kind in ("JPEG", "HEIF", "WEBP", "PNG"):
        taken = written(WHITE, kind, exif=exif.tobytes())
        assert Image.open(BytesIO(taken)).getexif()
        clean = Image.open(BytesIO(without_exif(taken)))
        assert (clean.format, clean.size) == ("JPEG", (200, 300) if kind != "HEIF" else clean.size)
        assert not clean.getexif()
        assert b"Producent" not in without_exif(taken)


@pytest.mark.parametrize(
    "exif", [b"", b"MM", b"nothing of the kind", b"MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12\0\x05" * 9]
)
def test_broken_exif_does_not_spoil_a_picture(exif: bytes) -> None:
    taken = written(WHITE, "JPEG", exif=b"Exif\0\0" + exif)
    assert grey(taken).size == (300, 200)
    assert Image.open(BytesIO(without_exif(taken))).size == (300, 200)


def test_comments_and_profiles_go_too() -> None:
    taken = written(WHITE, "JPEG", comment=b"telefon Jana", xmp=b"<x>Jana</x>", icc_profile=b"Jana profil")
    assert b"Jana" in taken
    assert b"Jana" not in without_exif(taken)
