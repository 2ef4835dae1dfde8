"""Where mutants are tried: copies of the packages for each worker, and what a run of all tests shows."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mutants import children, hosts, session
from mutants.hosts import BEHAVIOUR, CONTRACT, contract_files
from mutants.selection import HostedTest, Runs, read_sources
from mutants.session import PACKAGE, ROOT, Result, Session
from problems import Problem

LIMIT = 600.0
# It asks type checkers, which take long and look at what no mutant changes.
_LEFT_OUT = "test_typing.py"
# Hypothesis imports it when a property fails, which here is the rule.
_ON_FAILURE = "hypothesis.extra._patching"
# Every child imports these for itself: they are the package, or import it.
_NOT_SHARED = (PACKAGE, "behaviour", "contract", "conftest", "tests", "__main__", "__mp_main__")


def warm(paths: tuple[str, ...]) -> None:
    """Import what the tests in some folders import, so that no child has to.

    Raises:
        Problem: The tests cannot be collected.
    """
    collected = Session(ROOT / "generated", paths, tests=())
    result = children.call(lambda: session.run(collected, Path(tempfile.gettempdir()) / "none"), LIMIT)
    if isinstance(result, children.Died) or result.failures:
        raise Problem("tests", f"cannot be collected: {result}", "mend them first")
    _share([*result.modules, _ON_FAILURE])


def _share(modules: Iterable[str]) -> None:
    children.warm(name for name in modules if name.partition(".")[0] not in _NOT_SHARED)


class Bench:
    """Copies of the hosts, one for each worker.

    Args:
        generated: The folder that holds the package under test.
        folder: A new folder for the copies.
        workers: How many work side by side.
        alone: Whether the package under test is the only host.
    """

    def __init__(self, generated: Path, folder: Path, workers: int, *, alone: bool = False) -> None:
        self.folder = folder
        self.workers = workers
        self._made = hosts.make(generated, folder / "hosts", workers, alone=alone)
        self.copies = [self._made.copied_to(folder / f"worker{number}") for number in range(workers)]

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names of the hosts, that of the package under test first."""
        return self._made.names

    @property
    def main(self) -> str:
        """The name of the package under test."""
        return self.hosts[0]

    @property
    def package(self) -> Path:
        """The package under test, as it is."""
        return self._made.folder / self.main / PACKAGE

    def run(self, worker: int, tests: Sequence[HostedTest], durations: Mapping[HostedTest, float]) -> children.Call:
        """A call that runs tests, all of one host, until one fails."""
        ids = tuple(test.id for test in tests)
        paths = tuple(dict.fromkeys(test.file for test in tests))
        known = {test.id: durations[test] for test in tests if test in durations}
        return self._call(worker, self._session(worker, tests[0].host, paths, tests=ids, durations=known))

    def contract(self, worker: int) -> children.Call:
        """A call that holds the package under test against its own document, until a test fails."""
        return self._call(worker, self._session(worker, self.main, contract_files()))

    def measure(self) -> Runs:
        """Run every test against the packages as they are.

        Raises:
            Problem: A test fails.
        """
        files = [(host, path.relative_to(ROOT).as_posix()) for host, path in self._files()]
        # The longest first, so that no worker is left with it in the end.
        files.sort(key=lambda each: -(ROOT / each[1]).stat().st_size)
        durations: dict[HostedTest, float] = {}
        modules: dict[str, None] = {}
        lines: dict[tuple[str, int], set[HostedTest]] = defaultdict(set)
        imported: set[tuple[str, int]] = set()
        for host, result in children.run((self._measuring(*each) for each in files), self.workers, LIMIT):
            modules.update(dict.fromkeys(result.modules))
            durations.update({HostedTest(host, test): seconds for test, seconds in result.durations.items()})
            for place, tests in result.lines.items():
                lines[place].update(HostedTest(host, test) for test in tests if test)
                if "" in tests:
                    imported.add(place)
        _share(modules)
        frozen = {place: frozenset(tests) for place, tests in lines.items()}
        return Runs(durations, frozen, frozenset(imported), read_sources(self.package))

    def _measuring(self, host: str, file: str) -> Callable[[int], children.Task[tuple[str, Result]]]:
        return lambda worker: self._measure(worker, host, file)

    def _measure(self, worker: int, host: str, file: str) -> children.Task[tuple[str, Result]]:
        measured = self.copies[worker].folder
        result = yield self._call(worker, self._session(worker, host, (file,), measured=measured, go_on=True))
        if isinstance(result, children.Died):
            raise Problem(file, f"cannot be run: {result.words}")
        for test, why in result.failures.items():
            raise Problem(test, f"fails with the package as it is ({host}): {why}", "mend it first")
        return host, result

    def _session(self, worker: int, host: str, paths: Iterable[str], **more: Any) -> Session:
        copy = self.copies[worker]
        others = {name: copy.folder / name for name in copy.others}
        return Session(copy.folder / host, tuple(paths), others=others, **more)

    def _call(self, worker: int, wanted: Session) -> children.Call:
        scratch = self.folder / f"scratch{worker}"
        return lambda: session.run(wanted, scratch)

    def _files(self) -> Iterable[tuple[str, Path]]:
        for host in (name for name in self.hosts if name not in self._made.others):
            for suite in (CONTRACT, BEHAVIOUR) if host == self.main else (CONTRACT,):
                for path in sorted((ROOT / suite).glob("test_*.py")):
                    if path.name != _LEFT_OUT:
                        yield host, path
