"""Features that a document may lack: a check that meets none of them has checked nothing, and says so."""

from collections.abc import Callable

from contract.document import Document
from contract.operations import LOCATIONS, Operation, Parameter
from contract.schema import Schema


def absences(document: Document) -> list[str]:
    """What the document has none of."""
    return [feature for feature, is_there in _FEATURES.items() if not is_there(document)]


def _operation(check: Callable[[Operation], bool]) -> Callable[[Document], bool]:
    return lambda document: any(check(operation) for operation in document.operations)


def _parameter(check: Callable[[Parameter], bool]) -> Callable[[Document], bool]:
    return _operation(lambda operation: any(check(parameter) for parameter in operation.parameters))


def _parameter_in(location: str) -> Callable[[Document], bool]:
    return _operation(lambda operation: bool(operation.at(location)))


def _property(check: Callable[[Schema], bool]) -> Callable[[Document], bool]:
    return lambda document: any(check(found.schema) for model in document.models for found in model.properties.values())


_FEATURES: dict[str, Callable[[Document], bool]] = {
    **{f"{location} parameter": _parameter_in(location) for location in LOCATIONS},
    "array parameter": _parameter(lambda parameter: parameter.schema.kind == "array"),
    "object parameter": _parameter(lambda parameter: parameter.style == "deepObject"),
    "JSON parameter": _parameter(lambda parameter: parameter.style == "json"),
    "optional body": _operation(lambda one: one.body is not None and not one.body.required),
    "required body": _operation(lambda one: one.body is not None and one.body.required),
    "body of several content types": _operation(lambda one: one.body is not None and len(one.body.media) > 1),
    "operation with an optional credential": _operation(lambda one: one.credential == "optional"),
    "operation without a credential": _operation(lambda one: one.credential == "none"),
    "success without content": _operation(lambda one: any(answer.media is None for answer in one.successes)),
    "range of statuses": _operation(lambda one: any(answer.status.endswith("XX") for answer in one.answers)),
    "default answer": _operation(lambda one: any(answer.status == "default" for answer in one.answers)),
    "nullable property": _property(lambda schema: schema.nullable),
    "union": _property(lambda schema: schema.kind == "union"),
    "array": _property(lambda schema: schema.kind == "array"),
    "map": _property(lambda schema: schema.kind == "map"),
}
