"""A hundred thousand random messages of people of six organisations: nobody is told of another, and no turn fails."""

import argparse
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from traceback import format_exc

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.prober.house import furnished
from tests.prober.machine import Prober

PROCESSES = 2
STEPS = 100
"""Messages of one world at most."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of this suite."""
    parser.add_argument("--messages", type=int, default=100_000, metavar="N", help="messages of probers in all")


def run(options: argparse.Namespace) -> bool:
    """Each process has its own worlds; whether all is right."""
    start = monotonic()
    with TemporaryDirectory(prefix="dyspozytor-prober-") as folder, get_context("spawn").Pool(PROCESSES) as pool:
        world = furnished(Path(folder))
        share = -(-options.messages // PROCESSES)
        parts = pool.starmap(_pry, [(world, options.seed * PROCESSES + n, share) for n in range(PROCESSES)])
    messages, faults = sum(done for done, _ in parts), [fault for _, fault in parts if fault]
    took = monotonic() - start
    print(f"prober --seed {options.seed}: {messages} turns in {took:.0f} s, {messages / took:.0f} a second", flush=True)
    print("\n".join(faults) or "everything is right", flush=True)
    return not faults


def _pry(world: Path, start: int, messages: int) -> tuple[int, str]:
    """So many messages, and what went wrong with the shortest way to it."""
    done = 0

    def count() -> None:
        nonlocal done
        done += 1

    machine = type("Many", (Prober,), {"world": world, "done": staticmethod(count)})
    often = settings(
        max_examples=20, stateful_step_count=STEPS, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    while done < messages:
        try:
            run_state_machine_as_test(seed(start + done)(machine), settings=often)
        except Exception:
            return done, format_exc()
    return done, ""
