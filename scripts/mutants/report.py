"""What is printed: a table for each side, the survivors, and a score."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

V = TypeVar("V")


@dataclass
class Row:
    """One operator: how many mutants it makes, and what came of them."""

    mutants: int = 0
    killed: int = 0
    equivalent: int = 0

    @property
    def survivors(self) -> int:
        """Those that should have been told."""
        return self.mutants - self.killed - self.equivalent


@dataclass
class Table:
    """One side, an operator a row."""

    title: str
    rows: dict[str, Row] = field(default_factory=dict)

    def add(self, operator: str, *, killed: bool, equivalent: bool = False) -> None:
        """Count a mutant."""
        row = self.rows.setdefault(operator, Row())
        row.mutants += 1
        row.killed += killed
        row.equivalent += equivalent and not killed

    @property
    def sum(self) -> Row:
        """All operators together."""
        rows = self.rows.values()
        return Row(
            sum(row.mutants for row in rows), sum(row.killed for row in rows), sum(row.equivalent for row in rows)
        )

    @property
    def score(self) -> float:
        """Per cent of the mutants that could be told, and were."""
        total = self.sum
        countable = total.mutants - total.equivalent
        # Rounded down: a survivor among thousands is not 100 %.
        return int(1000 * total.killed / countable) / 10 if countable else 100.0

    def show(self, operators: Iterable[str], remark: str = "") -> None:
        """Print the table, its rows in the order of `operators`, and the score."""
        print(f"\n{self.title:<42}{'mutants':>9}{'killed':>9}{'equivalent':>12}{'survivors':>11}")
        for name in operators:
            if name in self.rows:
                print(_line(name, self.rows[name]))
        print(_line("all", self.sum))
        print(f"Score: {self.score} %" + (f" ({remark})" if remark else ""))


def progress(found: Iterable[V], total: int, what: str) -> Iterator[V]:
    """Pass things on; on a terminal, say how many there were."""
    shown = sys.stderr.isatty()
    for number, each in enumerate(found, 1):
        if shown:
            print(f"\r{number} of {total} {what}", end="", file=sys.stderr, flush=True)
        yield each
    if shown:
        print("\r" + " " * len(f"{total} of {total} {what}"), end="\r", file=sys.stderr, flush=True)


def show(title: str, lines: list[str]) -> None:
    """Print lines under a title, if there are any."""
    if lines:
        print(f"\n{title}")
    for line in lines:
        print(f"  {line}")


def _line(name: str, row: Row) -> str:
    return f"{name:<42}{row.mutants:>9}{row.killed:>9}{row.equivalent:>12}{row.survivors:>11}"
