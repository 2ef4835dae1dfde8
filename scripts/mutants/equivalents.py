"""Survivors that no test could tell, each with its reason: `mutants.equivalent.yaml`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import documents
from mutants.mutant import Mutant
from problems import Problem


@dataclass(frozen=True)
class Entry:
    """A mutant that is listed: what it changes into what, and why nobody can see it."""

    operator: str
    module: str
    line: str
    becomes: str
    reason: str

    def is_for(self, mutant: Mutant) -> bool:
        """Whether this entry speaks of a mutant."""
        return (self.operator, self.module, self.line, self.becomes) == (
            mutant.operator,
            mutant.module,
            mutant.before,
            mutant.after,
        )


def load(path: Path) -> list[Entry]:
    """Read the list.

    Raises:
        Problem: An entry lacks something, or its reason is empty.
    """
    names = {field.name for field in fields(Entry)}
    found = []
    for index, entry in enumerate(documents.load(path)["equivalent"]):
        pointer = f"/equivalent/{index}"
        if not isinstance(entry, dict) or entry.keys() != names:
            raise Problem(path, "an entry has other keys", f"give {', '.join(sorted(names))}", pointer)
        if not all(isinstance(value, str) and (value or key == "becomes") for key, value in entry.items()):
            raise Problem(path, "an entry holds something else than texts", "say what, and why", pointer)
        found.append(Entry(**entry))
    return found


def stale(entries: Sequence[Entry], mutants: Iterable[Mutant], killed: Iterable[Mutant]) -> list[str]:
    """What is wrong with entries whose mutant is not there, or is told by a test after all."""
    everything, told = list(mutants), list(killed)
    lines = []
    for entry in entries:
        what = f"{entry.module}: {entry.operator}: {entry.line} -> {entry.becomes}"
        if not any(entry.is_for(mutant) for mutant in everything):
            lines.append(f"{what}: there is no such mutant")
        elif any(entry.is_for(mutant) for mutant in told):
            lines.append(f"{what}: a test tells it")
    return lines
