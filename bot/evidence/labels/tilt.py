"""How far the print in a photo leans: angles by which it is turned so that bars stand upright."""

from collections.abc import Sequence
from math import atan2, degrees, hypot

from PIL import Image, ImageFilter, ImageMath

CELL = 24
"""Pixels of a square that is taken to lean one way only."""
NEAR = 7
"""Degrees: print that leans so nearly the same way is one label."""


def tilts(photo: Image.Image, most: int) -> list[int]:
    """Degrees from 0 to 89, the likeliest first: shades change across bars, strokes of letters and edges of labels."""
    across, askew = _slopes(photo)
    weights = [0.0] * 90
    for a, b in zip(across, askew, strict=True):
        weights[round(degrees(atan2(b, a)) / 2) % 90] += hypot(a, b) ** 0.5
    found: list[int] = []
    around = [sum(weights[(angle + k) % 90] * (4 - abs(k)) for k in range(-3, 4)) for angle in range(90)]
    while len(found) < most and max(around) > 0:
        found.append(around.index(max(around)))
        for k in range(-NEAR, NEAR + 1):
            around[(found[-1] + k) % 90] = 0.0
    return found


def _slopes(photo: Image.Image) -> tuple[Sequence[float], Sequence[float]]:
    """For each cell the direction of its shades as a vector of the double angle: then opposite edges do not cancel."""
    wide, high = photo.width - 1, photo.height - 1
    smooth = photo.filter(ImageFilter.GaussianBlur(1)).convert("F")
    here, right, below = (smooth.crop((x, y, x + wide, y + high)) for x, y in ((0, 0), (1, 0), (0, 1)))
    x = ImageMath.lambda_eval(lambda of: of["right"] - of["here"], right=right, here=here)
    y = ImageMath.lambda_eval(lambda of: of["below"] - of["here"], below=below, here=here)
    across = ImageMath.lambda_eval(lambda of: of["x"] * of["x"] - of["y"] * of["y"], x=x, y=y)
    askew = ImageMath.lambda_eval(lambda of: of["x"] * of["y"] * 2, x=x, y=y)
    return _averages(across), _averages(askew)


def _averages(image: Image.Image) -> Sequence[float]:
    cells = (max(1, image.width // CELL), max(1, image.height // CELL))
    return memoryview(image.resize(cells, Image.Resampling.BOX).tobytes()).cast("f")
