"""Runs the benches named, or all of them, and prints what they measured."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import tests.bench
from tests.bench import Figure


def main() -> int:
    """Exit status 1 when a figure is not as good as wanted."""
    arguments = _arguments()
    found: dict[str, list[Figure]] = {}
    for name in arguments.names or _all():
        found[name] = list(import_module(f"tests.bench.{name}").figures())
        _print(name, found[name])
    if arguments.json:
        report = {name: [asdict(figure) for figure in figures] for name, figures in found.items()}
        arguments.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if all(figure.reached for figures in found.values() for figure in figures) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(_all())}")
    parser.add_argument("--json", type=Path, metavar="PATH", help="write the figures there too")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(_all()):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    return arguments


def _all() -> list[str]:
    return sorted(module.name for module in iter_modules(tests.bench.__path__) if module.name != "__main__")


def _print(name: str, figures: Iterable[Figure]) -> None:
    print(f"\n{name}")
    for f in figures:
        mark = "ok  " if f.reached else "MISS"
        measured = f"{f.value:>10.2f} {f.unit}   {f.floor_name} {f.floor_value:.2f}"
        print(f"  {mark} {f.name:<42}{measured}   {f.ratio:.1f}x, wanted {f.wanted:g}x", flush=True)


if __name__ == "__main__":
    sys.exit(main())
