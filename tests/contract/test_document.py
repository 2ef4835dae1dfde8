"""The effective document is the vendored one, changed by the overlay and by the rules of normalising, and no more."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from oas_patch import apply_overlay

from contract import pointers
from contract.effective import effective, operations
from contract.loading import document_path, load

_REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def generated(pytestconfig: pytest.Config) -> dict[str, Any]:
    path = document_path(pytestconfig).resolve()
    if path != _REPOSITORY / "generated" / "openapi.yaml":
        pytest.skip(f"nothing to check: {path} is not made from the vendored document")
    return load(path)


@pytest.fixture
def corrected() -> dict[str, Any]:
    """The vendored document with the overlay applied."""
    actions = load(_REPOSITORY / "openapi.overlay.yaml")["actions"]
    document: dict[str, Any] = apply_overlay(load(_REPOSITORY / "openapi.yaml"), {"actions": copy.deepcopy(actions)})
    return document


def test_the_document_changes_by_the_overlay_and_the_rules_only(
    generated: dict[str, Any], corrected: dict[str, Any]
) -> None:
    expected = _with_operation_ids(effective(corrected), generated)
    found = list(_differences(expected, generated))
    assert not found, "\n".join(found)


def test_operations_without_a_name_get_one_each(generated: dict[str, Any], corrected: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(generated)]
    assert len(set(names)) == len(names) == len(list(operations(corrected)))


def _with_operation_ids(document: dict[str, Any], generated: dict[str, Any]) -> dict[str, Any]:
    """`document` with names for its nameless operations: the rules say that they get one, not which."""
    given = {(path, method): operation["operationId"] for path, method, operation in operations(generated)}
    for path, method, operation in operations(document):
        operation.setdefault("operationId", given.get((path, method)))
    return document


def _differences(expected: Any, actual: Any, pointer: str = "") -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in {**expected, **actual}:
            place = pointers.join(pointer, key)
            if key not in actual:
                yield f"{place} is missing, the rules give {expected[key]!r}"
            elif key not in expected:
                yield f"{place} is {actual[key]!r}, the rules give nothing"
            else:
                yield from _differences(expected[key], actual[key], place)
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for index, (left, right) in enumerate(zip(expected, actual, strict=True)):
            yield from _differences(left, right, pointers.join(pointer, index))
    elif expected != actual or type(expected) is not type(actual):
        yield f"{pointer} is {actual!r}, the rules give {expected!r}"
