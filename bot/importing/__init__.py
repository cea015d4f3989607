"""The operator's import: files checked, compared with the store, and carried over in one transaction."""

from bot.importing.apply import apply
from bot.importing.plan import Plan, plan
from bot.importing.problems import Problems

__all__ = ["Plan", "Problems", "apply", "plan"]
