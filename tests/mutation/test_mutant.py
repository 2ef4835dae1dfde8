"""What a mutant says about itself, and how it is carried to other packages."""

from mutants.mutant import Mutant

ORIGINAL = '"""Of Openlayer."""\n\na = 1\nb = f(\n    c,\n    d,\n)\n'


def test_it_shows_the_lines_that_differ() -> None:
    mutant = Mutant("number changed", "m.py", ORIGINAL, ORIGINAL.replace("1", "2"))
    assert mutant.lines == range(3, 4)
    assert str(mutant) == "m.py:3 number changed: a = 1 -> a = 2"


def test_a_line_that_is_gone_shows_as_nothing() -> None:
    mutant = Mutant("argument dropped", "m.py", ORIGINAL, ORIGINAL.replace("    d,\n", ""))
    assert (mutant.lines, mutant.before, mutant.after) == (range(6, 7), "d,", "")


def test_an_added_line_belongs_to_the_one_before_it() -> None:
    mutant = Mutant("control", "m.py", ORIGINAL, ORIGINAL + "raise\n")
    assert (mutant.lines, mutant.before, mutant.after) == (range(7, 8), "", "raise")


def test_it_is_carried_to_a_text_that_differs_elsewhere() -> None:
    mutant = Mutant("argument dropped", "m.py", ORIGINAL, ORIGINAL.replace("    d,\n", ""))
    other = ORIGINAL.replace("Openlayer", "another API")
    assert mutant.applied_to(other) == other.replace("    d,\n", "")


def test_it_is_not_carried_to_a_text_that_differs_there() -> None:
    mutant = Mutant("number changed", "m.py", ORIGINAL, ORIGINAL.replace("1", "2"))
    assert mutant.applied_to(ORIGINAL.replace("a = 1", "a = 3")) is None
    assert mutant.applied_to("\n" + ORIGINAL) is None
    assert mutant.applied_to("") is None
