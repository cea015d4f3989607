"""How far the print in a photo leans: angles by which it is turned so that bars stand upright."""

from math import atan2, degrees, hypot

from PIL import Image, ImageFilter, ImageMath

CELL = 24
"""Pixels of a square that is taken to lean one way only."""
NEAR = 7
"""Degrees: print that leans so nearly the same way is one label."""


def tilts(photo: Image.Image, most: int) -> list[int]:
    """Degrees from 0 to 89, the likeliest first: where the shades change, they change across bars, letters and edges."""
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


def _slopes(photo: Image.Image) -> tuple[memoryview, memoryview]:
    """For each cell the direction of its shades as a vector of the double angle: then opposite edges do not cancel."""
    wide, high = photo.width - 1, photo.height - 1
    smooth = photo.filter(ImageFilter.GaussianBlur(1)).convert("F")
    here, right, below = (smooth.crop((x, y, x + wide, y + high)) for x, y in ((0, 0), (1, 0), (0, 1)))
    x = ImageMath.lambda_eval(lambda of: of["right"] - of["here"], right=right, here=here)
    y = ImageMath.lambda_eval(lambda of: of["below"] - of["here"], below=below, here=here)
    across = ImageMath.lambda_eval(lambda of: of["x"] * of["x"] - of["y"] * of["y"], x=x, y=y)
    askew = ImageMath.lambda_eval(lambda of: of["x"] * of["y"] * 2, x=x, y=y)
    cells = (max(1, wide // CELL), max(1, high // CELL))
    return tuple(memoryview(each.resize(cells, Image.Resampling.BOX).tobytes()).cast("f") for each in (across, askew))
