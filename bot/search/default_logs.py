"""Commands whose output helps with any fault, used when no article names better ones."""

from __future__ import annotations

from bot.search.platforms import PRESUMED

USUAL = {
    "huawei_vrp": ("display version", "display device", "display alarm active", "display logbuffer"),
    "huawei_yunshan": ("display version", "display device", "display alarm active", "display logbuffer"),
    "extreme_exos": ("show version", "show switch", "show log messages nvram"),
    "extreme_voss": ("show sys-info", "show alarm database", "show logging file tail"),
    "extreme_ers": ("show sys-info", "show stack-info"),
    "extreme_iqengine": ("show version", "show hw-info", "show log buffered"),
    "extreme_wing": ("show version", "show adoption status"),
    "extreme_slxos": ("show version", "show logging raslog"),
}


def default_logs(platform: str | None, vendor: str | None) -> tuple[str, ...]:
    """Commands for a platform, or for the one presumed of a maker; nothing when neither is known."""
    return USUAL.get(platform or PRESUMED.get(vendor or "", ""), ())
