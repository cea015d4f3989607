"""Runs the suites named, or all of them; the exit status is non-zero when anything is wrong."""

import argparse
import sys
from importlib import import_module
from random import randrange

SUITES = ("quarter", "crash", "labels", "channels", "prober", "together")
"""Modules of this package with `add_options(parser)` and `run(options) -> bool`."""


def main() -> int:
    """0 when all is right."""
    suites = {name: import_module(f"tests.soak.{name}") for name in SUITES}
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(SUITES)}")
    parser.add_argument("--seed", type=int, default=randrange(10**6), help="repeats what is drawn by lot")  # noqa: S311
    for suite in suites.values():
        suite.add_options(parser)
    options = parser.parse_args()
    if unknown := set(options.names) - set(SUITES):
        parser.error(f"no such suite: {', '.join(sorted(unknown))}")
    print(f"--seed {options.seed}")
    right = [suites[name].run(options) for name in options.names or SUITES]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
