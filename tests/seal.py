"""The seal of every test; processes that are killed and started again share it."""

from bot.sealing import Seal

SEAL = Seal("sekret testów, nigdzie indziej nie używany")
