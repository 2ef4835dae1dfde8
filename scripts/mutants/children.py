"""Work in forked children: each starts with all that this process has imported, and leaves nothing behind."""

import gc
import importlib
import os
import pickle
import selectors
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, TypeVar

V = TypeVar("V")
Call = Callable[[], Any]
# Asks for calls, each in a child of its own, is told what each gives (or `Died`), and comes to a value.
Task = Generator[Call, Any, V]


@dataclass(frozen=True)
class Died:
    """A child gave nothing back: it took too long, or ended with these words."""

    timed_out: bool
    words: str = ""


def warm(modules: Iterable[str]) -> None:
    """Import modules for all children to come. The order counts: a package comes before what it is made of."""
    with warnings.catch_warnings():
        # Modules that tests import may warn of what the tests will not do here.
        warnings.simplefilter("ignore")
        for name in modules:
            # Some packages make modules at run time, which cannot be imported.
            with suppress(ImportError):
                importlib.import_module(name)


def run(makers: Iterable[Callable[[int], Task[V]]], workers: int, limit: float) -> Iterator[V]:
    """Carry out tasks side by side; give what each comes to, in the order in which they end.

    Args:
        makers: Each makes a task for the worker of that number.
        workers: How many tasks are under way together.
        limit: Seconds after which a child is killed.
    """
    # A child that looks for garbage would look at, and copy, everything that is here already.
    gc.collect()
    gc.freeze()
    waiting = iter(makers)
    free = list(range(workers))
    running: set[_Child[V]] = set()
    try:
        while True:
            while free and (maker := next(waiting, None)) is not None:
                task = maker(worker := free.pop())
                running.add(_Child(worker, task, next(task), limit))
            if not running:
                return
            for child in _ended(running):
                running.remove(child)
                try:
                    running.add(_Child(child.worker, child.task, child.task.send(child.reply()), limit))
                except StopIteration as stop:
                    free.append(child.worker)
                    yield stop.value
    finally:
        for child in running:
            child.kill()


def call(function: Call, limit: float) -> Any:
    """What a function gives in a child, or `Died`."""

    def task(worker: int) -> Task[Any]:
        return (yield function)

    return next(run([task], 1, limit))


class _Child(Generic[V]):
    """A process that carries out one call of a task."""

    def __init__(self, worker: int, task: Task[V], call: Call, limit: float) -> None:
        self.worker = worker
        self.task = task
        self.deadline = time.monotonic() + limit
        self._said = b""
        self.reading, writing = os.pipe()
        sys.stdout.flush()
        self._pid = os.fork()
        if self._pid == 0:
            _carry_out(call, writing)
        os.close(writing)

    def listen(self) -> bool:
        """Take in what the child says; whether it has ended."""
        said = os.read(self.reading, 1 << 20)
        self._said += said
        return not said

    def reply(self) -> Any:
        """What the call gave, or `Died`."""
        is_late = time.monotonic() > self.deadline
        status = self.kill()
        if self._said and not is_late:
            return pickle.loads(self._said)  # noqa: S301 (from a child of this process)
        timed_out = is_late or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM)
        return Died(timed_out, f"exit status {os.waitstatus_to_exitcode(status)}")

    def kill(self) -> int:
        """End the child, and whatever it started; its exit status."""
        os.close(self.reading)
        # The group is there as long as the child has not been waited for, once the child has made it.
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        return os.waitpid(self._pid, 0)[1]


def _ended(running: Iterable[_Child[V]]) -> list[_Child[V]]:
    """Wait for a child to say something or to be late; those that have ended, or are late."""
    with selectors.DefaultSelector() as selector:
        for child in running:
            selector.register(child.reading, selectors.EVENT_READ, child)
        patience = min(child.deadline for child in running) - time.monotonic()
        heard = [key.data for key, _ in selector.select(max(patience, 0.0))]
    done = [child for child in heard if child.listen()]
    return done + [child for child in running if child not in heard and child.deadline < time.monotonic()]


def _carry_out(call: Call, writing: int) -> NoReturn:
    try:
        os.setpgid(0, 0)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        try:
            said = call()
        except BaseException:
            said = Died(timed_out=False, words=traceback.format_exc())
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(said, pipe)
    finally:
        # No handler of this process is the child's to run.
        os._exit(0)
