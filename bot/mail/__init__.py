"""Inbox and outbox at work: every event is answered, every message sent, every timer fired, or somebody is told.

Three kinds of wake-ups are handled: `in` (answering.py), `out` (sending.py) and all others, the timers (timing.py).
runner.py claims them, in production and under the simulated clock; office.py is what all of them share.
"""

from bot.mail.office import Pace
from bot.mail.runner import Mail

__all__ = ["Mail", "Pace"]
