"""Tests that look closest at a changed place are tried first."""

from mutants.likeness import Likeness
from mutants.mutant import Mutant
from mutants.selection import HostedTest, Runs, Selection

TEXT = """\
LIMIT = 5


def read(text):
    if len(text) > LIMIT:
        raise ValueError
    return text


def other():
    return 1
"""


LONG, SHORT, OTHER, OUTSIDE = (
    HostedTest("generated", f"tests/t.py::{name}") for name in ("long", "short", "other", "outside")
)


def selection(*imported: int, **durations: float) -> Selection:
    lines = {5: {LONG, SHORT}, 6: {LONG}, 7: {SHORT}, 11: {OTHER}, 1: {OTHER}}
    return Selection(
        Runs(
            {test: durations.get(test.id[12:], 0.01) for test in (LONG, SHORT, OTHER, OUTSIDE)},
            {("m.py", line): frozenset(tests) for line, tests in lines.items()},
            frozenset(("m.py", line) for line in imported),
            {"m.py": TEXT},
        ),
        Likeness({}),
    )


def mutant(old: str, new: str) -> Mutant:
    return Mutant("any", "m.py", TEXT, TEXT.replace(old, new))


def test_only_tests_that_run_the_line_are_tried_and_those_that_run_none() -> None:
    assert selection().tests(mutant("raise ValueError", "pass")) == [LONG, OUTSIDE]


def test_a_test_that_runs_rare_lines_comes_before_the_others() -> None:
    assert selection(short=0.5).tests(mutant("> LIMIT", ">= LIMIT")) == [LONG, SHORT, OUTSIDE]
    assert selection(long=0.5).tests(mutant("> LIMIT", ">= LIMIT")) == [SHORT, LONG, OUTSIDE]


def test_a_constant_is_told_by_those_that_use_it() -> None:
    tests = selection().tests(mutant("= 5", "= 6"))
    assert set(tests[:2]) == {LONG, SHORT}
    assert tests[2:] == [OTHER, OUTSIDE]


def test_what_runs_while_a_module_is_imported_may_show_in_any_test() -> None:
    called = selection().tests(mutant("return 1", "return 2"))
    assert set(called) == {OTHER, OUTSIDE}
    imported = selection(11).tests(mutant("return 1", "return 2"))
    assert imported[0] == OTHER
    assert set(imported) == {LONG, SHORT, OTHER, OUTSIDE}


def test_a_test_that_told_a_neighbour_comes_first() -> None:
    chosen = selection(short=0.5)
    chosen.killed(mutant("raise ValueError", "pass"), SHORT)
    assert chosen.tests(mutant("> LIMIT", ">= LIMIT")) == [SHORT, LONG, OUTSIDE]
    assert chosen.tests(mutant("return 1", "return 2")) == [OTHER, OUTSIDE]


def test_the_cases_of_one_test_take_turns_with_other_tests() -> None:
    cases = [HostedTest("generated", f"tests/t.py::many[{number}]") for number in range(3)]
    durations = dict.fromkeys([*cases, LONG], 0.01)
    runs = Runs(durations, {("m.py", 11): frozenset(durations)}, frozenset(), {"m.py": TEXT})
    tests = Selection(runs, Likeness({})).tests(mutant("return 1", "return 2"))
    assert {tests[0].function, tests[1].function} == {LONG.function, cases[0].function}
