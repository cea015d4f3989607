"""Photos of labels: codes found in a picture of any quality, and the serial number chosen among them."""

from bot.domain.findings import Candidate, Label
from bot.evidence.labels.pictures import PictureRefused, without_exif
from bot.evidence.labels.reading import read_label

__all__ = ["Candidate", "Label", "PictureRefused", "read_label", "without_exif"]
