"""Readers turn words into values: a serial, a contract number, yes or no, one of a few, a phone, free text."""

from bot.flow.readers.behalf import Behalf, Stranger
from bot.flow.readers.choices import CaseNumber, Choice, YesNo
from bot.flow.readers.description import Change, FreeText, Place, Symptom
from bot.flow.readers.evidence import ConfigCopy, Evidence, Printed, is_copy, is_output, read_from
from bot.flow.readers.numbers import ContractNumber, Model, RepairedSerial, Serial, SerialChoice, Spot
from bot.flow.readers.phone import Phone
from bot.flow.readers.priority import Impact, StatedPriority
from bot.flow.readers.proof import Email, RightCode, Verdict
from bot.flow.readers.reading import Reading

__all__ = [
    "Behalf",
    "CaseNumber",
    "Change",
    "Choice",
    "ConfigCopy",
    "ContractNumber",
    "Email",
    "Evidence",
    "FreeText",
    "Impact",
    "Model",
    "Phone",
    "Place",
    "Printed",
    "Reading",
    "RepairedSerial",
    "RightCode",
    "Serial",
    "SerialChoice",
    "Spot",
    "StatedPriority",
    "Stranger",
    "Symptom",
    "Verdict",
    "YesNo",
    "is_copy",
    "is_output",
    "read_from",
]
