"""Models of both makers: how they are written, who made them, and which system they run."""

import re
from dataclasses import dataclass
from typing import Literal

Vendor = Literal["extreme", "huawei"]

_TAIL = r"(?:-[A-Z0-9]{1,10}){0,6}"


@dataclass(frozen=True)
class Family:
    """Models with one way of writing; `platform` is None when the model can run either of two systems."""

    vendor: Vendor
    platform: str | None
    pattern: str


# The order matters: the first family that matches a whole model wins.
FAMILIES = (
    Family("huawei", "huawei_vrp", r"AIRENGINE[ -]?\d{4}[A-Z]{0,3}" + _TAIL),
    Family("huawei", "huawei_vrp", r"AP[ -]?\d{4}(?:DN|DI|SE|WD|HD)" + _TAIL),
    Family("huawei", "huawei_vrp", r"(?:CE|CLOUDENGINE) ?\d{4,5}[A-Z]{0,4}" + _TAIL),
    Family("huawei", "huawei_vrp", r"S ?(?:[12579]\d{3}|12[57]\d\d|[1-5]\d0|6[37]\d\d)[A-Z]{0,4}" + _TAIL),
    Family("huawei", "huawei_vrp", r"(?:NETENGINE )?AR ?\d{3,4}[A-Z]{0,4}" + _TAIL),
    Family("huawei", "huawei_vrp", r"(?:NETENGINE ?|NE) ?(?:20|40|80|5000|8000)[A-Z]{0,2}" + _TAIL),
    Family("huawei", "huawei_vrp", r"USG ?\d{4,5}[A-Z]{0,4}" + _TAIL),
    Family("huawei", "huawei_vrp", r"AC ?(?:6\d{3}[A-Z]?|9700[A-Z]?)" + _TAIL),
    Family("extreme", "extreme_exos", r"(?:BD ?8\d{3}|BLACKDIAMOND ?\d{4,5})" + _TAIL),
    Family("extreme", "extreme_exos", r"X ?[4-8]\d{2}[A-Z]{0,3}" + _TAIL),
    Family("extreme", "extreme_voss", r"VSP ?\d{4,5}[A-Z]{0,4}" + _TAIL),
    Family("extreme", "extreme_voss", r"XA ?14\d\d" + _TAIL),
    Family("extreme", "extreme_ers", r"ERS ?\d{4}[A-Z]{0,4}" + _TAIL),
    Family("extreme", "extreme_slxos", r"(?:SLX|MLX|VDX) ?\d{4}[A-Z]{0,3}" + _TAIL),
    Family("extreme", "extreme_wing", r"(?:RFS|NX) ?\d{4}" + _TAIL),
    Family("extreme", "extreme_wing", r"VX ?9000" + _TAIL),
    Family("extreme", None, r"(?:WS-)?AP ?\d{3,4}[A-Z]{0,4}" + _TAIL),
    Family("extreme", None, r"(?:4120|4220|5120|5320|5420|5520|5720|7520|7720|7830)[A-Z]?" + _TAIL),
)
_WHOLE = tuple((family, re.compile(family.pattern)) for family in FAMILIES)
_IQ_ENGINE = re.compile(r"AP ?(?:\d{3}[A-Z]{1,3}|[1235-9]\d0|[345]0[25]0[A-Z]?)(?:-\w+)*")
_YUNSHAN = re.compile(r"S(?:57\d\d|67\d\d)[\w-]*-V2|S(?:8700|5755|310|220|110)[\w-]*")


def family(model: str) -> Family | None:
    """The family of a model as written („vsp 7400”, „S5735-L24P4X-A1”), or None for a stranger."""
    upper = " ".join(model.upper().split())
    return next((candidate for candidate, whole in _WHOLE if whole.fullmatch(upper)), None)


def vendor_of_model(model: str) -> Vendor | None:
    """The maker of a model, or None."""
    found = family(model)
    return found.vendor if found else None


def platform_of(vendor: str, model: str) -> str | None:
    """The platform id of a model (`batch.md`, line device), or None when unknown or when it can run either system."""
    upper, found = " ".join(model.upper().split()), family(model)
    if found is None or found.vendor != vendor:
        return None
    if _YUNSHAN.fullmatch(upper):
        return "huawei_yunshan"
    if _IQ_ENGINE.fullmatch(upper):
        return "extreme_iqengine"
    return found.platform
