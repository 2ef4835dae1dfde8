"""The mutants of a package: many, each a program of its own, and none in what says nothing."""

import pytest

from mutants import code
from mutants.mutant import Mutant
from mutants.session import PACKAGE, ROOT


def test_todays_client_has_many(mutants: list[Mutant]) -> None:
    assert len(mutants) >= 150


def test_every_module_that_does_something_has_some(mutants: list[Mutant]) -> None:
    package = ROOT / "generated" / PACKAGE
    modules = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if "def " in path.read_text()}
    assert modules <= {mutant.module for mutant in mutants}


def test_an_operation_is_changed_where_a_caller_would_suffer(mutants: list[Mutant]) -> None:
    changes = {mutant.operator for mutant in mutants if mutant.module.startswith("api/")}
    assert changes >= {"method changed", "path changed", "status changed", "content type changed", "flag flipped"}


def test_each_is_another_program(mutants: list[Mutant]) -> None:
    assert len({(mutant.module, mutant.mutated) for mutant in mutants}) == len(mutants)
    # All of them would take seconds.
    for mutant in mutants[::25]:
        compile(mutant.mutated, mutant.module, "exec")


def test_the_same_package_has_the_same_in_the_same_order() -> None:
    text = (ROOT / "generated" / PACKAGE / "_retries.py").read_text()
    assert code.of_module("_retries.py", text) == code.of_module("_retries.py", text)


@pytest.mark.parametrize(
    "text",
    [
        '"""A docstring, with GET and 201."""\n',
        'class C:\n    "GET"\n    a: Literal["GET"]\n',
        "def f(a: list[int] | None) -> tuple[1]: ...\n",
        'from a import b\nimport c\n__all__ = ["b"]\n__slots__ = ("c",)\n',
        "if TYPE_CHECKING:\n    x = 1\n",
        'assert a is not None, "never"\n',
        'def f():\n    logger.debug("%s took %d ms", a, b) or c\n',
        'T = TypeVar("T")\nToken = str | Callable[[], str]\n',
        'def f():\n    cast("list[int]", a) or b\n',
    ],
    ids=["docstring", "class docstring", "annotation", "names", "type checking", "assertion", "log", "types", "cast"],
)
def test_what_says_nothing_is_left_alone(text: str) -> None:
    untouched = ("operand dropped", "argument dropped", "call removed")
    assert [mutant for mutant in code.of_module("m.py", text) if mutant.operator not in untouched] == []
