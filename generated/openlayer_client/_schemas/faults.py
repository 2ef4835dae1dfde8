"""A value that breaks its schema, and where."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeGuard, cast


class SchemaFault(Exception):
    """A value breaks its schema. The problem never quotes the value.

    Attributes:
        problem: What is expected instead, to be read after "is not" or alone.
    """

    def __init__(self, problem: str, *tokens: str | int) -> None:
        super().__init__(problem)
        self.problem = problem
        self._tokens: list[str | int] = list(tokens)

    def within(self, token: str | int) -> "SchemaFault":
        """The same fault, seen from the object or array that holds the value under `token`."""
        self._tokens.insert(0, token)
        return self

    @property
    def pointer(self) -> str:
        """JSON pointer of the fault, '' for the whole."""
        return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in self._tokens)


def is_array(data: object) -> TypeGuard[list[Any]]:
    """Whether data is a JSON array."""
    return isinstance(data, list)


def is_object(data: object) -> TypeGuard[dict[str, Any]]:
    """Whether data is a JSON object."""
    return isinstance(data, dict)


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    """Whether a value can be written as an array."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value can be written as an object."""
    return isinstance(value, Mapping) and all(
        isinstance(name, str) for name in cast("Mapping[object, object]", value)
    )


def each(values: Sequence[Any], convert: Callable[[Any], Any]) -> list[Any]:
    """Convert each item; a fault tells its index."""
    return [inside(index, convert, value) for index, value in enumerate(values)]


def inside(token: str | int, convert: Callable[[Any], Any], value: Any) -> Any:
    """Convert what stands under `token`; a fault tells so."""
    try:
        return convert(value)
    except SchemaFault as fault:
        raise fault.within(token)
