"""Merge `allOf` (and constraints beside a `$ref`) into one schema that says the same."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import keywords
import pointers
import references
from problems import Problem

_REMEDY = "write the merged schema with an action in the overlay"


@dataclass
class MergedSchema:
    """One schema made of several; `places` tells where each property was described."""

    schema: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def merge_all_of(document: dict[str, Any], schema: dict[str, Any], pointer: str, where: Path | str) -> MergedSchema:
    """Merge the members of `schema`, nested ones and its own keywords.

    Raises:
        Problem: Two members disagree, or one is itself a choice (`oneOf`, `anyOf`).
    """
    merged = MergedSchema()
    _add(merged, document, schema, pointer, where, ())
    merged.schema.update({key: value for key, value in schema.items() if key in ("title", "description")})
    return merged


def _add(
    merged: MergedSchema,
    document: dict[str, Any],
    schema: Any,
    pointer: str,
    where: Path | str,
    trail: tuple[str, ...],
) -> None:
    if schema is True:
        return
    if not isinstance(schema, dict):
        raise Problem(where, "the schema accepts nothing", _REMEDY, pointer)
    keywords.refuse_unknown(schema, keywords.SCHEMA, "schema", pointer, where)
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            raise Problem(where, f"{choice} inside allOf is not supported", _REMEDY, pointers.join(pointer, choice))
    if reference := schema.get("$ref"):
        if reference in trail:
            raise Problem(where, "allOf includes itself", _REMEDY, pointer)
        _add(merged, document, references.target(document, reference), reference[1:], where, (*trail, reference))
    for index, member in enumerate(schema.get("allOf", [])):
        _add(merged, document, member, pointers.join(pointer, "allOf", index), where, trail)
    for key, value in schema.items():
        if key == "properties":
            _add_properties(merged, value, pointer, where)
        elif key == "required":
            known = merged.schema.setdefault("required", [])
            known.extend(name for name in value if name not in known)
        # A base's discriminator tells its users which schema to take, and here one has been taken.
        elif key in ("$ref", "allOf", "discriminator") or key in keywords.NOTES or key.startswith("x-"):
            continue
        elif merged.schema.setdefault(key, value) != value:
            raise Problem(where, f"members of allOf disagree on {key}", _REMEDY, pointers.join(pointer, key))


def _add_properties(merged: MergedSchema, properties: dict[str, Any], pointer: str, where: Path | str) -> None:
    known = merged.schema.setdefault("properties", {})
    for name, schema in properties.items():
        place = pointers.join(pointer, "properties", name)
        if known.setdefault(name, schema) != schema:
            raise Problem(where, f"members of allOf disagree on the property {name}", _REMEDY, place)
        merged.places.setdefault(name, place)
