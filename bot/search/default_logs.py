"""Commands whose output helps with any fault, used when no article names better ones."""

from __future__ import annotations

USUAL = {
    "huawei_vrp": ("display version", "display device", "display alarm active", "display logbuffer"),
    "huawei_yunshan": ("display version", "display device", "display alarm active", "display logbuffer"),
    "extreme_exos": ("show version", "show switch", "show log messages nvram"),
    "extreme_voss": ("show sys-info", "show alarm database", "show logging file tail"),
    "extreme_ers": ("show sys-info", "show logging"),
    "extreme_iqengine": ("show version", "show hw-info", "show log buffered"),
    "extreme_wing": ("show version", "show adoption status"),
    "extreme_slxos": ("show version", "show logging raslog"),
}


def default_logs(platform: str | None, vendor: str | None) -> tuple[str, ...]:
    """Commands for a platform; for a maker only the set its devices share; nothing when both are unknown."""
    if platform:
        return USUAL.get(platform, ())
    return USUAL["huawei_vrp"] if vendor == "huawei" else ()
