"""What logs, pasted outputs and files say: devices and fault signs read out of them, secrets masked."""

from bot.evidence.encodings import decode
from bot.evidence.findings import Device, Fault, Findings
from bot.evidence.masking import mask
from bot.evidence.reader import read
from bot.evidence.secrets import MASK

__all__ = ["MASK", "Device", "Fault", "Findings", "decode", "mask", "read"]
