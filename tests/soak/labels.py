"""Photos of labels drawn by lot, with every fault of a camera at every strength: enough are read, and none wrongly."""

import argparse

from tests.evidence.labels.measure import readings, right


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of this suite."""
    parser.add_argument("--labels", type=int, default=200, metavar="N", help="labels photographed")


def run(options: argparse.Namespace) -> bool:
    """The figures; whether all is right."""
    return right(readings(options.seed, options.labels))
