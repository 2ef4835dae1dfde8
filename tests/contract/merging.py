"""One schema from several: what the members of an `allOf` say together."""

from typing import Any

from contract import pointers
from contract.grammar import NotUnderstood

ANNOTATIONS = frozenset(
    "title description default example examples deprecated readOnly writeOnly externalDocs $comment".split()
)


def constraints(raw: dict[str, Any], *without: str) -> dict[str, Any]:
    """The keywords that say something about values."""
    return {key: value for key, value in raw.items() if key not in {*ANNOTATIONS, *without} and key[:2] != "x-"}


def merge(left: dict[str, Any], right: dict[str, Any], pointer: str) -> dict[str, Any]:
    """What both say; of a property that both describe, the right one (see `Schema.properties`)."""
    merged = dict(left)
    for key, value in right.items():
        if key == "required":
            merged[key] = [*left.get(key, []), *(name for name in value if name not in left.get(key, []))]
        elif key == "properties":
            merged[key] = {**left.get(key, {}), **value}
        elif key in left and left[key] != value and key not in ANNOTATIONS:
            raise NotUnderstood(pointers.join(pointer, key), f"members of allOf disagree: {left[key]} and {value}")
        else:
            merged[key] = value
    return merged
