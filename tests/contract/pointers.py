"""JSON pointers (RFC 6901)."""

from typing import Any


def join(pointer: str, *tokens: str | int) -> str:
    """`pointer` with `tokens` appended, escaped."""
    return pointer + "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def split(pointer: str) -> list[str]:
    """The tokens of `pointer`, unescaped."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def resolve(document: Any, pointer: str) -> Any:
    """The value that `pointer` names; a `LookupError` where nothing stands."""
    found = document
    for token in split(pointer):
        found = found[int(token)] if isinstance(found, list) else found[token]
    return found
