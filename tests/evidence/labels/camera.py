"""A photo of a label as people take it: slanted, small, blurred, dark, with a flash in it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageEnhance, ImageFilter
from pillow_heif import register_heif_opener

register_heif_opener()

SIZES = ((1280, 960), (1600, 1200), (1200, 1600), (2000, 1500))


@dataclass(frozen=True)
class Camera:
    """How bad the photos are; each of `faults` comes with a strength from 0 to `worst`."""

    worst: float = 1.0
    faults: int = 2
    slant: float = 0.25
    """How much nearer one edge of the picture may be than its middle."""
    share: tuple[float, float] = (0.35, 0.95)
    """Of the shorter side of the picture that the label takes."""

    def photo(self, label: Image.Image, dice: Random) -> Image.Image:
        """The label somewhere in a picture, turned and slanted, with some faults."""
        photo = self._framed(label, dice)
        for fault in dice.sample(FAULTS, self.faults):
            photo = fault(photo, dice.uniform(0, self.worst), dice)
        return photo

    def _framed(self, label: Image.Image, dice: Random) -> Image.Image:
        """As seen through the lens: for every point of the photo, where on the device it lies."""
        wide, high = size = dice.choice(SIZES)
        scale = dice.uniform(*self.share) * min(size) / max(label.size)
        label = label.resize((round(label.width * scale), round(label.height * scale)), Image.Resampling.LANCZOS)
        device = _device(dice, 3 * max(size))
        middle = device.width / 2
        device.paste(label, (round(middle - label.width / 2), round(middle - label.height / 2)))
        angle = radians(
            dice.uniform(-12, 12) + dice.choice((0, 0, 90, 180, 270)) + dice.choice((0, dice.uniform(0, 90)))
        )
        g, h = (dice.uniform(-self.slant, self.slant) * 2 / max(size) for _ in range(2))
        x, y = wide / 2 + dice.uniform(-0.05, 0.05) * wide, high / 2 + dice.uniform(-0.05, 0.05) * high
        k = 1 - g * x - h * y
        a, b = cos(angle), sin(angle)
        rows = (
            (middle * g + a, middle * h + b, middle * k - a * x - b * y),
            (middle * g - b, middle * h + a, middle * k + b * x - a * y),
        )
        data = [value / k for value in (*rows[0], *rows[1], g, h)]
        return device.transform(size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC)


def _device(dice: Random, side: int) -> Image.Image:
    """A grey box with slots and ports around the label."""
    device = Image.new("L", (side, side), dice.randint(40, 200))
    for _ in range(60):
        slot = Image.new("L", (dice.randint(10, 300), dice.randint(10, 120)), dice.randint(10, 230))
        device.paste(slot, (dice.randrange(side), dice.randrange(side)))
    return device


def blur(photo: Image.Image, strength: float, _: Random) -> Image.Image:
    """Out of focus."""
    return photo.filter(ImageFilter.GaussianBlur(2.0 * strength))


def shake(photo: Image.Image, strength: float, dice: Random) -> Image.Image:
    """A hand that moved: the picture beside itself."""
    steps = round(4 * strength)
    x, y = dice.choice(((1, 0), (0, 1), (1, 1)))
    for step in range(1, steps + 1):
        photo = Image.blend(photo, ImageChops.offset(photo, step * x, step * y), 1 / (step + 1))
    return photo


def dark(photo: Image.Image, strength: float, _: Random) -> Image.Image:
    """Too little light."""
    return ImageEnhance.Brightness(photo).enhance(1 - 0.85 * strength)


def pale(photo: Image.Image, strength: float, _: Random) -> Image.Image:
    """Too little contrast."""
    return ImageEnhance.Contrast(photo).enhance(1 - 0.8 * strength)


def noise(photo: Image.Image, strength: float, dice: Random) -> Image.Image:
    """Grains of a sensor in the dark."""
    grain = Image.frombytes("L", photo.size, dice.randbytes(photo.width * photo.height))
    return Image.blend(photo, grain, 0.3 * strength)


def glare(photo: Image.Image, strength: float, dice: Random) -> Image.Image:
    """The spot of a flash."""
    side = round((0.15 + 0.35 * strength) * min(photo.size))
    spot = Image.radial_gradient("L").resize((side, side)).point(lambda far: max(0, round(255 - 1.45 * far)))
    light = Image.new("L", photo.size, 0)
    light.paste(spot, (dice.randrange(photo.width - side), dice.randrange(photo.height - side)))
    return ImageChops.add(photo, light)


def shadow(photo: Image.Image, strength: float, dice: Random) -> Image.Image:
    """Light from one side only."""
    slope = Image.linear_gradient("L").rotate(90 * dice.randrange(4)).resize(photo.size)
    return ImageChops.multiply(photo, Image.blend(Image.new("L", photo.size, 255), slope, 0.9 * strength))


def cut(photo: Image.Image, strength: float, dice: Random) -> Image.Image:
    """A part of the label outside the picture."""
    less = round(photo.width * 0.3 * strength)
    left = dice.randint(0, less)
    return photo.crop((left, 0, photo.width - (less - left), photo.height))


def coarse(photo: Image.Image, strength: float, _: Random) -> Image.Image:
    """Packed by a messenger on the way."""
    return reopened(photo, "JPEG", quality=round(75 - 60 * strength))


def reopened(photo: Image.Image, kind: str, **options: int) -> Image.Image:
    """The picture written as a file and read again."""
    return Image.open(BytesIO(file(photo, kind, **options))).convert("L")


def file(photo: Image.Image, kind: str, **options: int) -> bytes:
    """The picture as a file."""
    written = BytesIO()
    photo.save(written, kind, **options)
    return written.getvalue()


Fault = Callable[[Image.Image, float, Random], Image.Image]
FAULTS: tuple[Fault, ...] = (blur, shake, dark, pale, noise, glare, shadow, cut, coarse)
