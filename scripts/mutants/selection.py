"""Which tests can tell a mutant from the original, and in which order to try them."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mutants.likeness import Likeness
from mutants.mutant import Mutant

# Tests that told a neighbour, to be tried before all others.
_KILLERS = 3
# Seconds that every test costs besides its own, and below which nobody should care.
_OVERHEAD = 0.02


class HostedTest(NamedTuple):
    """A test, and the host whose package it runs against."""

    host: str
    id: str

    @property
    def file(self) -> str:
        """The file that holds the test."""
        return self.id.partition("::")[0]

    @property
    def function(self) -> str:
        """The test without its parameters."""
        return self.id.partition("[")[0]


@dataclass(frozen=True)
class Runs:
    """What a run of all tests showed.

    Attributes:
        durations: Seconds that each test took.
        lines: The tests that run each line of each module.
        imported: The lines that run while a module is imported.
        sources: The text of each module of the package under test.
    """

    durations: Mapping[HostedTest, float]
    lines: Mapping[tuple[str, int], frozenset[HostedTest]]
    imported: frozenset[tuple[str, int]]
    sources: Mapping[str, str]


class Selection:
    """Orders tests for mutants: those that look closest at the changed place first."""

    def __init__(self, runs: Runs, likeness: Likeness) -> None:
        self._runs = runs
        self._likeness = likeness
        # A test that imports a package runs all lines outside of functions, and looks at none of them for that.
        self._lines = {
            (module, line): tests
            for (module, line), tests in runs.lines.items()
            if line in _later(runs.sources.get(module, ""))
        }
        self._by_module: dict[str, list[int]] = defaultdict(list)
        for module, line in self._lines:
            self._by_module[module].append(line)
        running = frozenset[HostedTest]().union(*self._lines.values())
        # They look at signatures and classes, or run the package in another process.
        self._outside = [test for test in runs.durations if test not in running]
        self._killers: dict[tuple[str, int], list[HostedTest]] = defaultdict(list)

    @property
    def durations(self) -> Mapping[HostedTest, float]:
        """Seconds that each test took."""
        return self._runs.durations

    def killed(self, mutant: Mutant, test: HostedTest) -> None:
        """Remember a test that tells a mutant: it may well tell the next one of the same function or class."""
        killers = self._killers[mutant.module, _top_level(mutant.original, mutant.lines.start).start]
        if test in killers:
            killers.remove(test)
        killers.insert(0, test)

    def tests(self, mutant: Mutant) -> list[HostedTest]:
        """The tests to run, the likeliest and cheapest first."""
        module, line = mutant.module, mutant.lines.start
        around = _top_level(mutant.original, line)
        near = {(module, each) for each in around}
        running = self._running((module, each) for each in _statement(mutant.original, line))
        at_import = line not in _later(mutant.original) or (module, line) in self._runs.imported
        if at_import:
            # Whoever uses the name that the line defines sees the difference, and so do those whose names it uses.
            near |= self._mentions(_names(mutant.original, around.start))
            near |= {(module, each) for each in _used(mutant.original, around.start)}
            running = self._running(near) | self._running((module, each) for each in self._by_module[module])
        killers = [test for test in self._killers[module, around.start] if test in running or test in self._outside]
        likeness = self._likeness.to(f"{module} {_name(mutant.original, line)} {mutant.before} {mutant.after}")
        # What an import leaves behind shows in a look from outside as well, and may show in any test.
        first = [*running, *self._outside] if at_import else running
        rest = self._runs.durations if at_import else self._outside
        ordered = self._in_turns(first, self._closeness(near), likeness)
        return list(dict.fromkeys([*killers[:_KILLERS], *ordered, *self._in_turns(rest, {}, likeness)]))

    def _running(self, lines: Iterable[tuple[str, int]]) -> frozenset[HostedTest]:
        return frozenset[HostedTest]().union(*(self._lines.get(line, ()) for line in lines))

    def _closeness(self, lines: Iterable[tuple[str, int]]) -> dict[HostedTest, float]:
        """How much of some lines a test runs, from 0 to 1; a line that few tests run counts more."""
        found: dict[HostedTest, float] = defaultdict(float)
        for line in lines:
            tests = self._lines.get(line, frozenset())
            for test in tests:
                found[test] += 1 / len(tests)
        most = max(found.values(), default=1.0)
        return {test: value / most for test, value in found.items()}

    def _in_turns(
        self, tests: Iterable[HostedTest], closeness: Mapping[HostedTest, float], likeness: Mapping[str, float]
    ) -> list[HostedTest]:
        """The most promising for their cost first; each further case of a test function counts for less."""
        durations = self._runs.durations
        worth = {
            test: (closeness.get(test, 0.0) + likeness.get(test.function, 0.0)) / (_OVERHEAD + durations[test])
            for test in tests
        }
        ordered = sorted(worth, key=lambda test: (-worth[test], durations[test], test))
        turns: dict[str, int] = defaultdict(int)
        ranked: list[tuple[float, int, HostedTest]] = []
        for place, test in enumerate(ordered):
            turns[test.function] += 1
            ranked.append((-worth[test] / turns[test.function], place, test))
        return [test for _, _, test in sorted(ranked)]

    def _mentions(self, names: frozenset[str]) -> set[tuple[str, int]]:
        if not names:
            return set()
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
        return {
            (module, number)
            for module, text in self._runs.sources.items()
            for number, line in enumerate(text.splitlines(), 1)
            if pattern.search(line)
        }


def read_sources(package: Path) -> dict[str, str]:
    """The text of each module of a package."""
    return {path.relative_to(package).as_posix(): path.read_text("utf-8") for path in sorted(package.rglob("*.py"))}


@lru_cache(maxsize=64)
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def _top_level(text: str, line: int) -> range:
    """The lines of the function, class or statement of a module that a line is part of."""
    for node in _tree(text).body:
        lines = _lines(node)
        if line in lines:
            return lines
    return range(line, line + 1)


def _name(text: str, line: int) -> str:
    """The names of the functions and classes that a line is part of."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return " ".join(node.name for node in ast.walk(_tree(text)) if isinstance(node, kinds) and line in _lines(node))


def _statement(text: str, line: int) -> range:
    """The lines of the innermost statement that a line is part of, without those of the statements in it."""
    found = range(line, line + 1)
    for node in ast.walk(_tree(text)):
        if isinstance(node, ast.stmt) and line in _lines(node):
            inner = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt | ast.ExceptHandler)]
            end = min((child.lineno for child in inner), default=_lines(node).stop)
            found = range(_lines(node).start, max(end, line + 1))
    return found


@lru_cache(maxsize=64)
def _later(text: str) -> frozenset[int]:
    """The lines of a module that run when something is called, and not while the module is imported."""
    found: set[int] = set()
    for node in ast.walk(_tree(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.update(range(node.body[0].lineno, _lines(node).stop))
        elif isinstance(node, ast.Lambda):
            found.add(node.lineno)
    return frozenset(found)


def _names(text: str, line: int) -> frozenset[str]:
    """The names that the statement of a module which starts in a line gives to things."""
    for node in _tree(text).body:
        if _lines(node).start == line:
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    return frozenset((name,))
                case ast.Assign(targets=targets):
                    return frozenset(target.id for target in targets if isinstance(target, ast.Name))
                case ast.AnnAssign(target=ast.Name(id=name)):
                    return frozenset((name,))
    return frozenset()


def _used(text: str, line: int) -> set[int]:
    """The lines of the functions and classes that the statement of a module which starts in a line names."""
    body = _tree(text).body
    statements = [node for node in body if _lines(node).start == line and isinstance(node, ast.Assign | ast.AnnAssign)]
    names = {inner.id for node in statements for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    defined = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in names]
    return {each for node in defined for each in _lines(node)}


def _lines(node: ast.stmt) -> range:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(each.lineno for each in decorators)])
    return range(first, (node.end_lineno or node.lineno) + 1)
