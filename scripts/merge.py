"""Join the documents of several pages into one: paths side by side, equal components shared."""

import json
from collections.abc import Mapping
from typing import Any

import pointers
from normalise import METHODS
from problems import Problem

_JOINED = ("paths", "components", "tags")
_REMEDY = "ask the publisher which one holds, save the other page, mend it there and name the file"
_MISSING = object()


def merge(pages: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """One document out of those of `pages`, by the pages' names and in their order.

    Raises:
        Problem: Two pages hold the same operation, or differ in something that they share.
    """
    first, *others = pages
    for other in others:
        for key in [key for key in {**pages[first], **pages[other]} if key not in _JOINED]:
            values = pages[first].get(key, _MISSING), pages[other].get(key, _MISSING)
            _require_same(first, other, pointers.join("", key), *values)
    merged = {key: value for key, value in pages[first].items() if key not in _JOINED}
    tags = {page: _tags(document, page) for page, document in pages.items()}
    if any(tags.values()):
        merged["tags"] = list(_join(tags, "/tags").values())
    merged["paths"] = _join_paths({page: _mapping(document, page, "paths") for page, document in pages.items()})
    components = {page: _mapping(document, page, "components") for page, document in pages.items()}
    if any(components.values()):
        merged["components"] = {
            section: _join(
                {page: _mapping(held, page, "components", section) for page, held in components.items()},
                pointers.join("/components", section),
            )
            for section in dict.fromkeys(section for held in components.values() for section in held)
        }
    return merged


def _join_paths(pages: dict[str, dict[str, Any]]) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for path in dict.fromkeys(path for paths in pages.values() for path in paths):
        pointer = pointers.join("/paths", path)
        items = {page: _mapping(paths, page, "paths", path) for page, paths in pages.items() if path in paths}
        first, *others = items
        owners = dict.fromkeys(items[first], first)
        joined[path] = dict(items[first])
        for other in others:
            for key in {**joined[path], **items[other]}:
                place = pointers.join(pointer, key)
                if key not in METHODS:
                    _require_same(first, other, place, items[first].get(key, _MISSING), items[other].get(key, _MISSING))
                elif key in items[other] and key in owners:
                    what = f"holds {key.upper()} {path}, and so does {owners[key]}"
                    raise Problem(other, what, "name one page an operation", place)
                elif key in items[other]:
                    owners[key] = other
                    joined[path][key] = items[other][key]
    return joined


def _join(pages: dict[str, dict[str, Any]], pointer: str) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    owners: dict[str, str] = {}
    for page, entries in pages.items():
        for name, value in entries.items():
            if name in joined:
                _require_same(owners[name], page, pointers.join(pointer, name), joined[name], value)
            else:
                joined[name], owners[name] = value, page
    return joined


def _require_same(first: str, other: str, pointer: str, left: Any, right: Any) -> None:
    if difference := _first_difference(left, right, pointer):
        place, there, here = difference
        raise Problem(other, f"holds {_show(here)} where {first} holds {_show(there)}", _REMEDY, place)


def _first_difference(left: Any, right: Any, pointer: str) -> tuple[str, Any, Any] | None:
    """Where two values differ first and what stands there; JSON tells true from 1, which Python does not."""
    if isinstance(left, dict) and isinstance(right, dict):
        pairs = [(key, left.get(key, _MISSING), right.get(key, _MISSING)) for key in {**left, **right}]
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        pairs = [(str(index), *both) for index, both in enumerate(zip(left, right, strict=True))]
    else:
        return None if left == right and type(left) is type(right) else (pointer, left, right)
    differences = (_first_difference(a, b, pointers.join(pointer, key)) for key, a, b in pairs)
    return next((difference for difference in differences if difference), None)


def _show(value: Any, limit: int = 60) -> str:
    text = "nothing" if value is _MISSING else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _mapping(holder: dict[str, Any], page: str, *tokens: str) -> dict[str, Any]:
    value = holder.get(tokens[-1], {})
    if not isinstance(value, dict):
        raise Problem(page, "is not a mapping", "save the page, mend it and name the file", pointers.join("", *tokens))
    return value


def _tags(document: dict[str, Any], page: str) -> dict[str, Any]:
    tags = document.get("tags", [])
    if not isinstance(tags, list) or not all(
        isinstance(tag, dict) and isinstance(tag.get("name"), str) for tag in tags
    ):
        raise Problem(page, "is not a list of named tags", "save the page, mend it and name the file", "/tags")
    return {tag["name"]: tag for tag in tags}
