"""One change to one module of the package."""

from dataclasses import dataclass
from itertools import zip_longest


@dataclass(frozen=True)
class Mutant:
    """A module with one thing changed.

    Attributes:
        operator: What kind of change it is.
        module: The module's path inside the package.
        original: The module's text.
        mutated: The text with the change.
    """

    operator: str
    module: str
    original: str
    mutated: str

    @property
    def lines(self) -> range:
        """The lines of the original that differ, from 1; where the change only adds lines, the one before them."""
        before, after = self.original.splitlines(), self.mutated.splitlines()
        first = _common(before, after)
        last = len(before) - _common(before[first:][::-1], after[first:][::-1])
        return range(first + 1, last + 1) if last > first else range(first, first + 1)

    @property
    def before(self) -> str:
        """The changed lines as they are, on one line."""
        return self._changed(self.original, self.mutated)

    @property
    def after(self) -> str:
        """The changed lines as they become, on one line."""
        return self._changed(self.mutated, self.original)

    def __str__(self) -> str:
        return f"{self.module}:{self.lines.start} {self.operator}: {self.before} -> {self.after}"

    def applied_to(self, text: str) -> str | None:
        """The same change to another text of the module, or None where the lines are others there."""
        before, after, other = (one.splitlines() for one in (self.original, self.mutated, text))
        first, end = self.lines.start - 1, self.lines.stop - 1
        if len(other) != len(before) or other[first:end] != before[first:end]:
            return None
        kept = len(before) - end
        return "\n".join([*other[:first], *after[first : len(after) - kept], *other[end:], ""])

    @staticmethod
    def _changed(text: str, other: str) -> str:
        lines, others = text.splitlines(), other.splitlines()
        first = _common(lines, others)
        last = len(lines) - _common(lines[first:][::-1], others[first:][::-1])
        return " ".join(" ".join(lines[first:last]).split())


def _common(lines: list[str], others: list[str]) -> int:
    """How many lines two texts have in common at the start."""
    pairs = enumerate(zip_longest(lines, others))
    return next((index for index, (line, other) in pairs if line != other), len(lines))
