"""What changed in the published document, by operation and component."""

from dataclasses import dataclass
from typing import Any, Literal

from deepdiff import DeepDiff

from normalise import METHODS

Sign = Literal["+", "-", "~"]
_SIGNS: dict[str, Sign] = {
    "dictionary_item_added": "+",
    "iterable_item_added": "+",
    "dictionary_item_removed": "-",
    "iterable_item_removed": "-",
}
_KINDS = {
    "headers": "header",
    "parameters": "parameter",
    "requestBodies": "request body",
    "responses": "response",
    "schemas": "schema",
    "securitySchemes": "security scheme",
}


@dataclass(frozen=True)
class DocumentChange:
    """One difference between two documents.

    Attributes:
        group: The operation (`POST /keys`), the component (`schema ApiKey`), or `document` for the rest.
        sign: `+` added, `-` removed, `~` changed.
        place: Where within the group, '' for the whole.
        old: The value before, None where there was none.
        new: The value after, None where there is none.
    """

    group: str
    sign: Sign
    place: str
    old: Any
    new: Any


def between(old: dict[str, Any], new: dict[str, Any]) -> list[DocumentChange]:
    """Every difference between two documents, group by group in their order."""
    before, after = _groups(old), _groups(new)
    order = {group: index for index, group in enumerate({**before, **after})}
    found = []
    for kind, items in DeepDiff(before, after, view="tree", threshold_to_diff_deeper=0).items():
        sign = _SIGNS.get(kind, "~")
        for item in items:
            group, *tokens = item.path(output_format="list")
            place = ".".join(map(str, tokens))
            old_value = None if sign == "+" else _plain(item.t1)
            new_value = None if sign == "-" else _plain(item.t2)
            found.append(DocumentChange(group, sign, place, old_value, new_value))
    return sorted(found, key=lambda change: (order[change.group], change.place))


def _groups(document: dict[str, Any]) -> dict[str, Any]:
    groups: dict[str, Any] = {"document": {}}
    for key, value in document.items():
        if key == "paths" and isinstance(value, dict):
            for path, item in value.items():
                groups |= _path_groups(path, item)
        elif key == "components" and isinstance(value, dict):
            for section, components in value.items():
                kind = _KINDS.get(section, section)
                named = components if isinstance(components, dict) else {"": components}
                groups |= {f"{kind} {name}".strip(): component for name, component in named.items()}
        else:
            groups["document"][key] = value
    return {group: _by_name(value) for group, value in groups.items()}


def _path_groups(path: str, item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        return {path: item}
    shared = {key: value for key, value in item.items() if key not in METHODS}
    operations = {f"{method.upper()} {path}": item[method] for method in METHODS if method in item}
    return ({path: shared} if shared else {}) | operations


class _Unordered(dict[str, Any]):
    """A list whose order means nothing, by the names of its members: an insertion is one change, not many."""


def _by_name(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _by_name(inner, name) for name, inner in value.items()}
    if not isinstance(value, list):
        return value
    names: list[str] = []
    if key in ("required", "enum"):
        names = [str(inner) for inner in value]
    elif key == "parameters" and all(isinstance(inner, dict) for inner in value):
        names = [str(inner.get("$ref", inner.get("name"))).rpartition("/")[2] for inner in value]
    if value and len(set(names)) == len(value):
        return _Unordered(zip(names, (_by_name(inner) for inner in value), strict=True))
    return [_by_name(inner) for inner in value]


def _plain(value: Any) -> Any:
    if isinstance(value, _Unordered):
        return [_plain(inner) for inner in value.values()]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
