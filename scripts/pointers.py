"""JSON pointers (RFC 6901) into a document of plain dicts and lists."""

from collections.abc import Iterator
from typing import Any


def join(pointer: str, *tokens: str | int) -> str:
    """Append unescaped `tokens` to `pointer`."""
    return pointer + "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def split(pointer: str) -> list[str]:
    """The unescaped tokens of `pointer`."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def resolve(document: Any, pointer: str) -> Any:
    """The value that `pointer` names.

    Raises:
        LookupError: Nothing stands there.
    """
    value = document
    for token in split(pointer):
        if isinstance(value, dict):
            value = value[token]
        elif isinstance(value, list) and token.isascii() and token.isdecimal():
            value = value[int(token)]
        else:
            raise KeyError(token)
    return value


def walk(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a document with its pointer, parents first."""
    yield pointer, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, join(pointer, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, join(pointer, index))
