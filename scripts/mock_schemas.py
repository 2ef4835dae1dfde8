"""Hold values against the schemas of one document, through openapi-core."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, cast

from jsonschema.exceptions import ValidationError, best_match
from jsonschema_path import SchemaPath
from openapi_core.validation.schemas import (
    oas30_read_schema_validators_factory,
    oas30_write_schema_validators_factory,
    oas31_schema_validators_factory,
)

import mock_formats
import pointers
import references

Side = Literal["request", "answer"]
_MOST_FAULTS = 20

# What a value must be, by keyword; `{}` is the keyword's own value.
_DEMANDS = {
    "type": "must be of type {}",
    "format": "must be of format {}",
    "enum": "must be one of {}",
    "const": "must be {}",
    "minLength": "must have a length of at least {}",
    "maxLength": "must have a length of at most {}",
    "pattern": "must match the pattern {}",
    "minItems": "must have a number of items of at least {}",
    "maxItems": "must have a number of items of at most {}",
    "uniqueItems": "must not hold the same item twice",
    "minProperties": "must have a number of properties of at least {}",
    "maxProperties": "must have a number of properties of at most {}",
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "exclusiveMinimum": "must be more than {}",
    "exclusiveMaximum": "must be less than {}",
    "multipleOf": "must be a multiple of {}",
    "additionalProperties": "has a property that is not documented",
    "oneOf": "must fit exactly one of the alternatives",
    "anyOf": "must fit one of the alternatives",
}


@dataclass(frozen=True)
class Fault:
    """Why a value breaks its schema: the place inside the value, and what the schema demands there."""

    pointer: str
    detail: str


class Schemas:
    """The schemas of an effective document, each named by its JSON pointer."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = references.rebuild(document, lambda node, _: _with_full_mapping(document, node))
        is_30 = document["openapi"].startswith("3.0.")
        factories = {
            "request": oas30_write_schema_validators_factory if is_30 else oas31_schema_validators_factory,
            "answer": oas30_read_schema_validators_factory if is_30 else oas31_schema_validators_factory,
        }
        root = SchemaPath.from_dict(self.document)
        self._validators = {
            side: factory.create(root, root, extra_format_validators=mock_formats.CHECKS).validator
            for side, factory in factories.items()
        }

    def at(self, pointer: str) -> dict[str, Any]:
        """The schema at `pointer`; the `true` and `false` of OpenAPI 3.1 written as objects."""
        schema = pointers.resolve(self.document, pointer)
        if isinstance(schema, bool):
            return {} if schema else {"not": {}}
        found: dict[str, Any] = schema
        return found

    def accepts(self, pointer: str, value: Any, side: Side = "answer") -> bool:
        """Whether `value` fits the schema at `pointer`."""
        return next(self._errors(pointer, value, side), None) is None

    def faults(self, pointer: str, value: Any, side: Side = "request") -> list[Fault]:
        """What is wrong with `value`, in words that never quote a part of it."""
        errors = islice(self._errors(pointer, value, side), _MOST_FAULTS)
        # One cause can make several errors: each missing property names all of them, a null breaks `type` twice.
        return list(dict.fromkeys(_fault(error) for error in errors))

    def _errors(self, pointer: str, value: Any, side: Side) -> Iterator[ValidationError]:
        validator = self._validators[side].evolve(schema=self.at(pointer))
        errors: Iterator[ValidationError] = validator.iter_errors(value)
        return errors


def _fault(error: ValidationError) -> Fault:
    deepest = best_match([error]) or error
    keyword, demanded = str(deepest.validator), cast(Any, deepest.validator_value)
    if keyword == "required":
        missing = [json.dumps(name) for name in demanded if name not in cast(Any, deepest.instance)]
        detail = f"lacks {' and '.join(missing)}"
    elif keyword in _DEMANDS:
        exclusive = f"exclusive{keyword[0].upper()}{keyword[1:]}"
        is_exclusive = isinstance(deepest.schema, dict) and deepest.schema.get(exclusive) is True
        shown = demanded if isinstance(demanded, str) else json.dumps(demanded)
        detail = _DEMANDS[exclusive if is_exclusive else keyword].format(shown)
    else:
        detail = f"breaks the schema's {keyword}"
    return Fault(pointers.join("", *deepest.absolute_path), detail)


def _with_full_mapping(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """`node` with the component names in its discriminator written as the `$ref`s that openapi-core expects."""
    discriminator = node.get("discriminator")
    if not isinstance(discriminator, dict) or "mapping" not in discriminator:
        return node
    names = document.get("components", {}).get("schemas", {})
    mapping = {
        value: pointers.join("#", "components", "schemas", name) if name in names else name
        for value, name in discriminator["mapping"].items()
    }
    return {**node, "discriminator": {**discriminator, "mapping": mapping}}
