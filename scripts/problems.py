"""Errors for people: one line that names the file, the place and the remedy, and an exit code."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(eq=False)
class Problem(Exception):
    """Something that the person at the keyboard can mend.

    Attributes:
        where: The file (or address) that is at fault, as the person named it.
        what: What is wrong, without a full stop.
        remedy: What to do about it, without a full stop.
        pointer: JSON pointer of the place inside the file, '' for the whole.
    """

    where: str | Path
    what: str
    remedy: str = ""
    pointer: str | None = None

    def __str__(self) -> str:
        place = f"{self.where}#{self.pointer}" if self.pointer is not None else str(self.where)
        line = f"{place}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")
        return " ".join(line.split())


def exit_with(main: Callable[[], int | None]) -> None:
    """Run a command's `main` and end the process with its exit code, 1 for a `Problem`."""
    try:
        sys.exit(main() or 0)
    except Problem as problem:
        print(f"error: {problem}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def reason(error: OSError) -> str:
    """The operating system's own words for an error, in lower case and without the path."""
    return (error.strerror or type(error).__name__).lower()
