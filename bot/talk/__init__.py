"""`dyspozytor talk`: a written conversation played through the whole application under a simulated clock."""

from bot.talk.play import play

__all__ = ["play"]
