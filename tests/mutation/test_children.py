"""Work in children: what they give, that they are killed, and that they leave nothing behind."""

import os
import signal
import subprocess
import time

import pytest

from mutants import children
from mutants.children import Died

# One that forks while tests run in threads is warned of deadlocks; these children do next to nothing.
pytestmark = pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")


def test_a_child_gives_what_its_call_gives() -> None:
    assert children.call(lambda: {"pid": os.getpid() == os.getppid(), "large": "x" * 200_000}, 10) == {
        "pid": False,
        "large": "x" * 200_000,
    }


def test_what_a_call_raises_is_told() -> None:
    died = children.call(lambda: int("none"), 10)
    assert isinstance(died, Died)
    assert not died.timed_out
    assert "ValueError" in died.words


def test_a_child_that_hangs_is_killed() -> None:
    started = time.monotonic()
    assert children.call(lambda: time.sleep(60), 0.2) == Died(timed_out=True, words="exit status -9")
    assert time.monotonic() - started < 10


def test_a_child_that_its_own_alarm_ends_has_timed_out() -> None:
    def hang() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        time.sleep(60)

    died = children.call(hang, 30)
    assert isinstance(died, Died)
    assert died.timed_out


def test_what_a_child_starts_ends_with_it() -> None:
    started = children.call(lambda: subprocess.Popen(["sleep", "60"]).pid, 10)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(started, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("it is still there")


def test_tasks_run_side_by_side_and_step_by_step() -> None:
    def maker(number: int) -> children.Task[tuple[int, int]]:
        first = yield lambda: number * 10
        second = yield lambda: first + 1
        return number, second

    made = [lambda worker, number=number: maker(number) for number in range(5)]
    assert sorted(children.run(made, 2, 10)) == [(number, number * 10 + 1) for number in range(5)]


def test_no_more_tasks_than_workers_are_under_way() -> None:
    busy: set[int] = set()
    most = 0

    def task(worker: int) -> children.Task[None]:
        nonlocal most
        assert worker not in busy
        busy.add(worker)
        most = max(most, len(busy))
        yield lambda: time.sleep(0.02)
        busy.remove(worker)

    list(children.run([task] * 6, 2, 10))
    assert most == 2
