"""Files that somebody sent: taken apart and read within hard limits, by a process of its own."""

from bot.evidence.files.client import read_file
from bot.evidence.files.report import FileReport

__all__ = ["FileReport", "read_file"]
