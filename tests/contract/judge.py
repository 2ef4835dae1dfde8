"""Judges JSON values by the document itself, through jsonschema, strictly or as leniently as an answer is read."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from openapi_schema_validator import OAS30Validator, OAS31Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from contract import formats
from contract.grammar import COMPONENT_SCHEMA, Node, rebuild
from contract.schema import Schema

_HOME = "urn:document"
_LIMITS = (
    "maxLength minLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf "
    "maxItems minItems uniqueItems maxProperties minProperties"
).split()
_PLAIN = Draft202012Validator.VALIDATORS


class Judge:
    """Judges values against the schemas of one effective document."""

    def __init__(self, document: dict[str, Any]) -> None:
        contents = rebuild(document, _with_absolute_reference)
        self._registry: Any = Registry().with_resource(_HOME, DRAFT202012.create_resource(contents))
        base: Any = OAS30Validator if document["openapi"].startswith("3.0") else OAS31Validator
        types = base.TYPE_CHECKER.redefine("integer", _is_integer).redefine("number", _is_number)
        strict = {"required": _PLAIN["required"], "allOf": _PLAIN["allOf"], "oneOf": _one_of, "anyOf": _any_of}
        lenient = {**strict, "oneOf": _any_of, "additionalProperties": _further, **dict.fromkeys(_LIMITS, _nothing)}
        self._classes = {
            is_lenient: _extend(base, keywords, type_checker=types)
            for is_lenient, keywords in ((False, strict), (True, lenient))
        }
        self._validator = cache(self._make_validator)

    def accepts(self, schema: Schema, value: Any) -> bool:
        """Whether the document allows `value`."""
        return self._is_valid(schema, value, lenient=False)

    def reads(self, schema: Schema, value: Any) -> bool:
        """Whether `value` is good enough in an answer: types, formats, enums, `required` and null, but no limits."""
        return self._is_valid(schema, value, lenient=True)

    def variant(self, schema: Schema, value: Any) -> Schema | None:
        """The variant of a union that `value` is: the one its discriminator names, else the first that fits."""
        if schema.discriminated:
            key = value.get(schema.raw["discriminator"]["propertyName"]) if isinstance(value, Mapping) else None
            return schema.discriminated.get(key) if isinstance(key, str) else None
        return next((variant for variant in schema.variants if self.reads(variant, value)), None)

    def _is_valid(self, schema: Schema, value: Any, lenient: bool) -> bool:
        if value is None or schema.kind in ("any", "null"):
            return schema.allows_null and (value is None or schema.kind == "any")
        found: bool = self._validator(schema, lenient).is_valid(value)
        return found

    def _make_validator(self, schema: Schema, lenient: bool) -> Any:
        judged = {"allOf": [{"$ref": f"{_HOME}#{schema.pointer}"}]}
        if isinstance(schema.raw.get("type"), str):
            # Of a union of plain types, this is one.
            judged["allOf"].append({"type": schema.raw["type"]})
        return self._classes[lenient](judged, registry=self._registry, format_checker=_CHECKER)


_extend: Any = validators.extend


def _with_absolute_reference(node: Node) -> dict[str, Any]:
    reference = node.value.get("$ref", "")
    return {**node.value, "$ref": _HOME + reference} if reference.startswith("#") else node.value


def _is_integer(checker: Any, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(checker: Any, value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _nothing(validator: Any, limit: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    return iter(())


def _further(validator: Any, limit: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    # A server may grow: properties that the document forbids are let through, mistyped ones are not.
    if limit is not False:
        yield from _PLAIN["additionalProperties"](validator, limit, value, schema)


def _one_of(validator: Any, members: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    yield from _alternatives("oneOf", validator, members, value, schema)


def _any_of(validator: Any, members: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    yield from _alternatives("anyOf", validator, members, value, schema)


def _alternatives(keyword: str, validator: Any, members: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    discriminator = schema.get("discriminator")
    if discriminator is None or not isinstance(value, dict):
        yield from _PLAIN[keyword](validator, members, value, schema)
        return
    name = value.get(discriminator["propertyName"])
    target = discriminator.get("mapping", {}).get(name, f"{COMPONENT_SCHEMA}{name}")
    reference = _HOME + (target if target.startswith("#") else COMPONENT_SCHEMA + target)
    if reference in {member.get("$ref") for member in members} or reference in _nested(members):
        yield from validator.descend(value, {"$ref": reference})
    else:
        yield ValidationError(f"{name!r} names no variant")


def _nested(members: Any) -> set[str]:
    """The variants of a union that stands, with others, in a union again."""
    inner = [one for member in members for key in ("oneOf", "anyOf") for one in member.get(key, [])]
    return {member.get("$ref") for member in inner}


_CHECKER = FormatChecker(formats=())
for _name in (*formats.STRINGS, *formats.BITS):
    _CHECKER.checks(_name)(lambda value, name=_name: formats.conforms(value, name))
