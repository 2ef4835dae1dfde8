"""The document side: does the contract notice every change to the document, and does a regenerated client keep it?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import documents
from mutants import children, document_operations, document_schemas, session
from mutants.hosts import contract_files, write_package
from mutants.session import Result, Session
from mutants.variant import Effect, Variant
from problems import Problem

OPERATORS = (*document_schemas.OPERATORS, *document_operations.OPERATORS)

# Every status is asked for there, whatever a schema says.
_NOT_FOR_SCHEMAS = ("test_statuses.py",)
_SCHEMA_NAMES = frozenset(operator.name for operator in document_schemas.OPERATORS)
# Whether the tests look at a feature at all shows in few examples.
_EXAMPLES = 8
_LIMIT = 300.0
_SAMPLE = ("status 200", "null allowed or not", "several parts sent")


@dataclass(frozen=True)
class Verdict:
    """What came of a variant, with what is wrong about that, if anything is."""

    variant: Variant
    fault: str | None


def variants(document: dict[str, Any]) -> list[Variant]:
    """One variant for each operator that finds a place; operators of a kind take different places in turn."""
    found = []
    for number, operator in enumerate(OPERATORS):
        if made := list(operator.variants(document)):
            found.append(made[number % len(made)])
    return found


def sample(found: Sequence[Variant]) -> list[Variant]:
    """A fixed few."""
    return [variant for variant in found if variant.operator in _SAMPLE]


def judge(found: Sequence[Variant], generated: Path, folder: Path, workers: int) -> Iterator[Verdict]:
    """Hold the client in `generated` and a regenerated one against each variant, several side by side."""
    folder.mkdir()

    def maker(number: int, variant: Variant) -> Callable[[int], children.Task[Verdict]]:
        return lambda worker: _judge(variant, generated, folder / str(number), folder / f"scratch{worker}")

    yield from children.run((maker(*each) for each in enumerate(found)), workers, _LIMIT)


def _judge(variant: Variant, generated: Path, folder: Path, scratch: Path) -> children.Task[Verdict]:
    folder.mkdir()
    document = folder / "openapi.yaml"
    document.write_text(documents.dump(variant.document), encoding="utf-8")
    files = contract_files(*(_NOT_FOR_SCHEMAS if variant.operator in _SCHEMA_NAMES else ()))
    today = yield _held(generated, document, files, scratch)
    made = yield lambda: write_package(document, folder / "generated")
    if made is not None:
        return Verdict(variant, _today(variant, today) or _refusal(variant, made))
    later = yield _held(folder / "generated", document, files, scratch)
    return Verdict(variant, _today(variant, today) or _regenerated(variant, later))


def _held(generated: Path, document: Path, files: tuple[str, ...], scratch: Path) -> children.Call:
    return lambda: session.run(Session(generated, files, openapi=document, examples=_EXAMPLES), scratch)


def _today(variant: Variant, result: Result | children.Died) -> str | None:
    failed = _failure(result)
    if variant.effect is Effect.CODE:
        return None if failed else "the client of today passes"
    return f"documentation only, but the client of today fails: {failed}" if failed else None


def _refusal(variant: Variant, problem: Problem | children.Died) -> str | None:
    if isinstance(problem, children.Died):
        return f"generating breaks off: {problem.words}"
    if not variant.refused:
        return f"generating refuses it: {problem}"
    place = problem.pointer or ""
    is_there = place and (place.startswith(variant.pointer) or variant.pointer.startswith(place))
    return None if is_there else f"the refusal does not name the place: {problem}"


def _regenerated(variant: Variant, result: Result | children.Died) -> str | None:
    if variant.refused:
        return "generating accepts it"
    failed = _failure(result)
    return f"the regenerated client fails: {failed}" if failed else None


def _failure(result: Result | children.Died) -> str | None:
    if isinstance(result, children.Died):
        return "it takes too long" if result.timed_out else result.words
    return next((f"{test}: {why}" for test, why in result.failures.items()), None)
