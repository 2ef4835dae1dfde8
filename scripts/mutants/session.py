"""One run of pytest in this process, which is a child made for it."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import coverage
import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "openlayer_client"

# Seconds that a test may take beside ten times what it took before, or where nobody knows; and collecting all tests.
_PATIENCE = 3.0
_PATIENCE_FACTOR = 10
_UNKNOWN = 60.0
_COLLECTION = 30.0

# From a module of the package, and a line of it, to the tests that run it.
Lines = dict[tuple[str, int], set[str]]


@dataclass(frozen=True)
class Session:
    """What to run, and against which package.

    Attributes:
        generated: The folder that holds the package under test.
        paths: The files and folders to collect tests from.
        tests: The tests to run, in this order; None for all.
        openapi: The document to hold the package against; None for its own.
        others: Folders of packages that tests use besides, by the name of the document that they are made from.
        durations: Seconds that the tests took before.
        measured: The folder whose modules are measured, if any.
        examples: How many examples a property is tried with at most, if not as many as the tests say.
        go_on: Whether to go on after the first failure.
    """

    generated: Path
    paths: tuple[str, ...]
    tests: tuple[str, ...] | None = None
    openapi: Path | None = None
    others: Mapping[str, Path] = field(default_factory=dict)
    durations: Mapping[str, float] = field(default_factory=dict)
    measured: Path | None = None
    examples: int | None = None
    go_on: bool = False


@dataclass
class Result:
    """What came of a session.

    Attributes:
        code: pytest's exit code.
        failures: The tests that failed (or files that could not be collected), and why.
        durations: Seconds that each test took.
        lines: The tests that run each line; `''` among them for lines that run while a module is imported.
        modules: Every module that was imported in the end.
    """

    code: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    durations: dict[str, float] = field(default_factory=dict)
    lines: Lines = field(default_factory=dict)
    modules: list[str] = field(default_factory=list)


def run(session: Session, scratch: Path) -> Result:
    """Carry out a session; `scratch` is a folder for the tests' own files."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(ROOT)
    watch = _Watch(session)
    arguments = [
        *("-p", "_hypothesis_pytestplugin", "--hypothesis-seed=0", "-p", "no:cacheprovider", "--quiet"),
        # The warm modules are there before pytest could rewrite their assertions; they have none.
        *("-W", "ignore:Module already imported", f"--basetemp={scratch}", f"--generated={session.generated}"),
        *(() if session.openapi is None else (f"--openapi={session.openapi}",)),
        *(() if session.go_on else ("--exitfirst",)),
    ]
    result = watch.result
    result.code = int(pytest.main([*arguments, *session.paths], plugins=[watch]))
    if session.measured is not None:
        result.lines = watch.lines(session.measured)
    result.modules = list(sys.modules)
    return result


class _Watch:
    """A plugin that picks and times tests, and keeps what comes of them."""

    def __init__(self, session: Session) -> None:
        self.result = Result()
        self._session = session
        self._coverage: coverage.Coverage | None = None
        if session.measured is not None:
            self._coverage = coverage.Coverage(
                data_file=None, config_file=False, messages=False, include=[f"{session.measured}/*"]
            )
            self._coverage.start()

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        # A shorter counterexample, or a second one, would fail no better.
        quick: dict[str, Any] = {"phases": [Phase.generate], "report_multiple_bugs": False, "database": None}
        if self._session.examples is not None:
            quick["max_examples"] = self._session.examples
        settings.register_profile("mutants", **quick)
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> Any:
        """Packages from other documents are made once, not in every session."""
        if fixturedef.argname != "other_packages" or not self._session.others:
            return None
        from behaviour.support import OtherPackage

        made = {name: OtherPackage(folder, "") for name, folder in self._session.others.items()}
        fixturedef.cached_result = (made, None, None)
        return made

    def pytest_collection(self) -> None:
        _alarm(_COLLECTION)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.result.failures[report.nodeid] = _why(report)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self._session.tests is not None:
            by_id = {item.nodeid: item for item in items}
            items[:] = [by_id[test] for test in self._session.tests if test in by_id]

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        before = self._session.durations.get(item.nodeid)
        _alarm(_UNKNOWN if before is None else _PATIENCE + _PATIENCE_FACTOR * before)
        if self._coverage is not None:
            self._coverage.switch_context(item.nodeid)
        started = time.perf_counter()
        try:
            return (yield)
        finally:
            self.result.durations[item.nodeid] = time.perf_counter() - started
            _alarm(0.0)
            if self._coverage is not None:
                self._coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.result.failures.setdefault(report.nodeid, _why(report))

    def lines(self, folder: Path) -> Lines:
        """The tests that ran each line of every package inside `folder`."""
        assert self._coverage is not None
        self._coverage.stop()
        data = self._coverage.get_data()
        found: Lines = {}
        for file in data.measured_files():
            module = file.rpartition(f"/{PACKAGE}/")[2]
            for line, tests in data.contexts_by_lineno(file).items():
                found.setdefault((module, line), set()).update(tests)
        return found


def _alarm(seconds: float) -> None:
    """End this process after some seconds, whatever it is stuck in; never after 0."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _why(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The first line of what was raised."""
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else report.longreprtext.strip().rpartition("\n")[2]
    return " ".join(text.partition("\n")[0].split())
