"""What logs, pasted outputs and files say: devices and fault signs read out of them, secrets masked."""

from bot.domain.findings import Device, Fault, Findings
from bot.evidence.encodings import decode
from bot.evidence.masking import mask, mask_across, without_secrets
from bot.evidence.pasted import split
from bot.evidence.reader import read
from bot.evidence.secrets import MASK

__all__ = ["MASK", "Device", "Fault", "Findings", "decode", "mask", "mask_across", "read", "split", "without_secrets"]
