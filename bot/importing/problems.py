"""What is wrong with the operator's files, told in Polish so that the row can be found and mended."""

from dataclasses import dataclass

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `line` and `column` are missing when it concerns the whole file."""

    file: str
    reason: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        where = [self.file]
        if self.line is not None:
            where.append(f"wiersz {self.line}")
        if self.column is not None:
            where.append(f"kolumna {self.column}")
        return f"{', '.join(where)}: {self.reason}"


class Unreadable(Exception):
    """A file that cannot be read at all."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Problems:
    """Everything that is wrong at once; with any of it nothing is imported."""

    found: tuple[Problem, ...]

    def __str__(self) -> str:
        lines = [f"Nic nie zostało zmienione. Błędy w plikach: {len(self.found)}."]
        lines += [f"- {problem}" for problem in self.found[:SHOWN]]
        return "\n".join(lines + more(len(self.found), SHOWN))


def more(total: int, shown: int) -> list[str]:
    """A last line that says how many items a list leaves out, if any."""
    return [f"… i dalsze: {total - shown}"] if total > shown else []
