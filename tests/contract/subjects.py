"""What the tests are run for each of, by the name of a test's argument."""

from collections.abc import Callable
from typing import Any, NamedTuple

from contract.document import Document
from contract.operations import Answer, Operation, Parameter
from contract.schema import Schema
from contract.statuses import statuses

Documented = tuple[Operation, Answer]


class Subject(NamedTuple):
    """A kind of thing in a document: what it is called, and those that there are by their test ids."""

    called: str
    found: Callable[[Document], dict[str, Any]]


def _operations(check: Callable[[Operation], bool]) -> Callable[[Document], dict[str, Any]]:
    return lambda document: {operation.id: operation for operation in document.operations if check(operation)}


def _parameters(check: Callable[[Parameter], bool]) -> Callable[[Document], dict[str, Any]]:
    return lambda document: {
        f"{operation.id}-{parameter}": (operation, parameter)
        for operation in document.operations
        for parameter in operation.parameters
        if check(parameter)
    }


def _answers(check: Callable[[Operation, Answer], bool]) -> Callable[[Document], dict[str, Any]]:
    return lambda document: {
        f"{operation.id}-{answer}": (operation, answer)
        for operation in document.operations
        for answer in operation.answers
        if statuses(operation, answer) and check(operation, answer)
    }


def _schemas(kind: str, check: Callable[[Schema], bool]) -> Callable[[Document], dict[str, Any]]:
    return lambda document: {
        schema.class_name: schema for schema in document.classes if schema.kind == kind and check(schema)
    }


def _is_json(answer: Answer) -> bool:
    return answer.media is not None and answer.media.form == "json"


SUBJECTS = {
    "operation": Subject("operation", _operations(lambda operation: True)),
    "operation_with_body": Subject("body", _operations(lambda operation: operation.body is not None)),
    "operation_with_options": Subject(
        "optional parameter", _operations(lambda operation: any(not one.required for one in operation.parameters))
    ),
    "operation_for_either": Subject(
        "operation that takes a credential", _operations(lambda operation: operation.credential != "none")
    ),
    "operation_behind_credential": Subject(
        "operation that asks for a credential", _operations(lambda operation: operation.credential == "required")
    ),
    "parameter": Subject("parameter", _parameters(lambda parameter: True)),
    "parameter_with_default": Subject(
        "parameter with a default", _parameters(lambda parameter: "default" in parameter.schema.raw)
    ),
    "answer": Subject("answer", _answers(lambda operation, answer: True)),
    "json_success": Subject(
        "success with JSON",
        _answers(lambda operation, answer: _is_json(answer) and operation.is_success(statuses(operation, answer)[0])),
    ),
    "json_error": Subject(
        "error with JSON",
        _answers(
            lambda operation, answer: _is_json(answer) and not operation.is_success(statuses(operation, answer)[-1])
        ),
    ),
    "model": Subject("object with properties", _schemas("model", lambda schema: True)),
    "model_with_secret": Subject(
        "secret", _schemas("model", lambda schema: any(one.schema.is_secret for one in schema.properties.values()))
    ),
    "enumeration": Subject("enum", _schemas("enum", lambda schema: True)),
}
