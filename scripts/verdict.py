"""What a change means for callers, as one word, and the version bump that follows from it."""

import re
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import documents
from problems import Problem


class Verdict(IntEnum):
    """How far a change reaches; of several the farthest counts."""

    NOTHING = 0
    DOCUMENTATION = 1
    COMPATIBLE = 2
    BREAKING = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class CallerChange:
    """One thing that is different for code which imports the package.

    Attributes:
        verdict: Whether such code breaks.
        place: Dotted Python name, or operation (or schema), side and place within.
        what: What happened there.
    """

    verdict: Verdict
    place: str
    what: str


def judge(callers: list[CallerChange], *, texts_differ: bool) -> Verdict:
    """The verdict on a whole update; `texts_differ` tells whether the document or the package changed at all."""
    least = Verdict.DOCUMENTATION if texts_differ else Verdict.NOTHING
    return max((change.verdict for change in callers), default=least)


def current_version(config: Path) -> str:
    """The package's version, which the generator's configuration sets.

    Raises:
        Problem: The file cannot be read, or has no version of three numbers.
    """
    version = documents.load(config).get("package_version_override")
    if not isinstance(version, str) or not re.fullmatch(r"\d+\.\d+\.\d+", version):
        remedy = "give the package a version such as 1.2.3"
        raise Problem(config, "is not a version of three numbers", remedy, "/package_version_override")
    return version


def next_version(version: str, verdict: Verdict) -> tuple[str, str]:
    """The version after a change, and which part of it moves: Semantic Versioning.

    Before 1.0.0 the minor number stands in for the major one, and the patch number for both others.
    """
    if verdict is Verdict.NOTHING:
        return version, "none"
    major, minor, patch = map(int, version.split("."))
    part = {Verdict.DOCUMENTATION: 2, Verdict.COMPATIBLE: 1, Verdict.BREAKING: 0}[verdict]
    if major == 0:
        part = min(part + 1, 2)
    bumped = [(major + 1, 0, 0), (major, minor + 1, 0), (major, minor, patch + 1)][part]
    return ".".join(map(str, bumped)), ("major", "minor", "patch")[part]
