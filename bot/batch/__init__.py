"""Machine interfaces of the command line: JSON lines in, JSON lines out."""

from bot.batch.lines import BatchError, run

__all__ = ["BatchError", "run"]
