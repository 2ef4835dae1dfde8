"""The list of equivalent mutants: readable, with reasons, and nothing stale."""

from pathlib import Path

import pytest

import mutate
from mutants import equivalents
from mutants.equivalents import Entry
from mutants.mutant import Mutant
from problems import Problem

MUTANT = Mutant("number changed", "m.py", "a = 1\n", "a = 2\n")
ENTRY = Entry("number changed", "m.py", "a = 1", "a = 2", "Nobody reads a.")
LINES = """\
equivalent:
- operator: number changed
  module: m.py
  line: a = 1
  becomes: a = 2
  reason: Nobody reads a.
"""


def test_an_entry_that_fits_a_survivor_is_not_stale() -> None:
    assert equivalents.stale([ENTRY], [MUTANT], []) == []


def test_an_entry_whose_mutant_is_killed_is_stale() -> None:
    assert equivalents.stale([ENTRY], [MUTANT], [MUTANT]) == ["m.py: number changed: a = 1 -> a = 2: a test tells it"]


@pytest.mark.parametrize(
    "mutant",
    [
        Mutant("flag flipped", "m.py", "a = 1\n", "a = 2\n"),
        Mutant("number changed", "n.py", "a = 1\n", "a = 2\n"),
        Mutant("number changed", "m.py", "b = 1\n", "b = 2\n"),
        Mutant("number changed", "m.py", "a = 1\n", "a = 3\n"),
    ],
    ids=["operator", "module", "line", "change"],
)
def test_an_entry_without_mutant_is_stale(mutant: Mutant) -> None:
    assert equivalents.stale([ENTRY], [mutant], []) == ["m.py: number changed: a = 1 -> a = 2: there is no such mutant"]


def test_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text(LINES)
    assert equivalents.load(path) == [ENTRY]


@pytest.mark.parametrize(
    "lines",
    [LINES.replace("Nobody reads a.", '""'), LINES.replace("reason", "because"), LINES.replace("a = 2", "2")],
    ids=["no reason", "another key", "no text"],
)
def test_an_entry_that_says_too_little_is_refused(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "list.yaml"
    path.write_text(lines)
    with pytest.raises(Problem) as caught:
        equivalents.load(path)
    assert caught.value.pointer == "/equivalent/0"


def test_every_entry_of_the_real_list_has_a_mutant_in_todays_client(mutants: list[Mutant]) -> None:
    assert equivalents.stale(equivalents.load(mutate.EQUIVALENT), mutants, []) == []
