"""The code side: does some test tell every mutant of the package from the original?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pytest import ExitCode

from mutants import children
from mutants.bench import LIMIT, Bench
from mutants.equivalents import Entry
from mutants.mutant import Mutant
from mutants.selection import HostedTest, Selection
from problems import Problem

# How many tests, the likeliest first, are run together before the next, more expensive lot.
_LOTS = (12, 100, 400)
# How many are tried on a mutant that is listed as equivalent.
_LISTED = 100
_SAMPLE = 12
# How many of all mutants are tried where nobody asks for all: what two cores get through in some minutes.
_SPREAD = 1400
# The modules whose mutants the contract tests tell without the behaviour tests.
_TOLD_BY_CONTRACT = "api/"
_CONTROL = "this module is a control"


class Run(NamedTuple):
    """Some tests in a child, all against the package of one host."""

    host: str
    call: children.Call


# The runs that a worker tries on a mutant, until one of them tells it.
Plan = Callable[[Mutant, int], Iterator[Run]]


@dataclass(frozen=True)
class Verdict:
    """What came of a mutant.

    Attributes:
        killed: Whether a test told it from the original.
        timed_out: Whether that was because it took too long.
        reason: Why the test failed.
    """

    mutant: Mutant
    killed: bool
    timed_out: bool = False
    reason: str = ""


def sample(mutants: Sequence[Mutant]) -> list[Mutant]:
    """A fixed few, spread over the operations."""
    found = [mutant for mutant in mutants if mutant.module.startswith(_TOLD_BY_CONTRACT)]
    return found[:: max(1, len(found) // _SAMPLE)][:_SAMPLE]


def spread(mutants: Sequence[Mutant], count: int = _SPREAD) -> list[Mutant]:
    """A fixed part of the mutants: of each operator its share, at least one, evenly over the modules."""
    by_operator: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_operator[mutant.operator].append(mutant)
    chosen: set[Mutant] = set()
    for found in by_operator.values():
        wanted = min(len(found), max(1, round(len(found) * count / len(mutants))))
        chosen.update(found[index * len(found) // wanted] for index in range(wanted))
    return [mutant for mutant in mutants if mutant in chosen]


def contract_only(bench: Bench) -> Plan:
    """Try the contract tests, all of them."""

    def plan(mutant: Mutant, worker: int) -> Iterator[Run]:
        yield Run(bench.main, bench.contract(worker))

    return plan


def closest_first(bench: Bench, selection: Selection, listed: Sequence[Entry]) -> Plan:
    """Try the likeliest tests, then more, then all; of one that is listed as equivalent, the likeliest only."""

    def plan(mutant: Mutant, worker: int) -> Iterator[Run]:
        tests = selection.tests(mutant)
        if any(entry.is_for(mutant) for entry in listed):
            tests = tests[:_LISTED]
        for start, end in pairwise([0, *_LOTS, len(tests)]):
            for host in dict.fromkeys(test.host for test in tests[start:end]):
                lot = [test for test in tests[start:end] if test.host == host]
                yield Run(host, bench.run(worker, lot, selection.durations))

    return plan


def forget(mutant: Mutant, test: HostedTest) -> None:
    """Nobody need know which test told a mutant."""


def judge(
    mutants: Sequence[Mutant], bench: Bench, plan: Plan, told: Callable[[Mutant, HostedTest], None] = forget
) -> Iterator[Verdict]:
    """Try each mutant, several side by side; `told` hears of each test that tells one."""

    def maker(mutant: Mutant) -> Callable[[int], children.Task[Verdict]]:
        return lambda worker: _judge(mutant, worker, bench, plan, told)

    yield from children.run(map(maker, mutants), bench.workers, LIMIT)


def control(bench: Bench, plan: Plan) -> None:
    """Make sure that mutants are really loaded: by one that says so when it is imported.

    Raises:
        Problem: They are not.
    """
    text = (bench.package / "__init__.py").read_text(encoding="utf-8")
    broken = Mutant("control", "__init__.py", text, f"{text}\nraise RuntimeError({_CONTROL!r})\n")
    verdict = next(judge([broken], bench, plan))
    if _CONTROL not in verdict.reason:
        raise Problem("mutants", f"are not what the tests import ({verdict.reason or 'nothing fails'})")


def _judge(
    mutant: Mutant, worker: int, bench: Bench, plan: Plan, told: Callable[[Mutant, HostedTest], None]
) -> children.Task[Verdict]:
    with bench.copies[worker].changed(mutant) as changed:
        for run in plan(mutant, worker):
            # Tests of the package under test look into the others too; those of the others, into themselves only.
            if run.host not in changed and run.host != bench.main:
                continue
            result = yield run.call
            if isinstance(result, children.Died):
                return Verdict(mutant, killed=True, timed_out=result.timed_out, reason=result.words)
            for failed, reason in result.failures.items():
                told(mutant, HostedTest(run.host, failed))
                return Verdict(mutant, killed=True, reason=reason)
            if result.code not in (ExitCode.OK, ExitCode.NO_TESTS_COLLECTED):
                raise Problem(mutant.module, f"pytest ends with {result.code}: {mutant}", "mend the tests")
    return Verdict(mutant, killed=False)
