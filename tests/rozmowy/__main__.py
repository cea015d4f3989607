"""`python -m tests.rozmowy PLIK…` prints how written conversations go now, in their own form."""

import sys
from pathlib import Path

from tests.rozmowy.compare import differences
from tests.rozmowy.performance import perform
from tests.rozmowy.script import read
from tests.rozmowy.written import told


def main(paths: list[str]) -> int:
    """Status 1 when something went another way than written."""
    performances = [perform(read(Path(path))) for path in paths]
    print("\n\n".join(map(told, performances)))
    return int(any(any(differences(p)) for p in performances))


sys.exit(main(sys.argv[1:]))
