"""Names of platforms: as people read them in an article, and as the code knows them."""

from __future__ import annotations

from collections.abc import Iterable

PLATFORMS = {
    "Huawei VRP": "huawei_vrp",
    "Huawei YunShan OS": "huawei_yunshan",
    "EXOS / Switch Engine": "extreme_exos",
    "VOSS / Fabric Engine": "extreme_voss",
    "ERS / BOSS": "extreme_ers",
    "IQ Engine": "extreme_iqengine",
    "WiNG": "extreme_wing",
    "SLX-OS": "extreme_slxos",
}

PRESUMED = {"huawei": "huawei_vrp"}  # while only the maker is known; Extreme's systems share too few commands


def codes(names: Iterable[str]) -> tuple[str, ...]:
    """Codes of the named platforms; `ValueError` with a Polish sentence for an unknown name."""
    names = tuple(names)
    if unknown := [name for name in names if name not in PLATFORMS]:
        raise ValueError(f"nieznana platforma „{unknown[0]}”; są: {', '.join(PLATFORMS)}.")
    return tuple(PLATFORMS[name] for name in names)


def vendors_of(platforms: Iterable[str]) -> tuple[str, ...]:
    """Makers of platforms: a code begins with its maker."""
    return tuple(sorted({platform.partition("_")[0] for platform in platforms}))
