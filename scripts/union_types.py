"""Python types for schemas that may have several shapes: `oneOf` and `anyOf`, with and without a discriminator."""

from typing import TYPE_CHECKING, Any

import keywords
import pointers
from python_type import PythonType, nullable, union

if TYPE_CHECKING:
    from python_types import Types

_NULLS: tuple[dict[str, Any], ...] = ({"type": "null"}, {"enum": [None]})
_OBJECTS = ("_schemas.Reference", "_schemas.Map", "_schemas.Discriminated", "_schemas.Nullable", "_schemas.Union")


def of_union(types: "Types", schema: dict[str, Any], pointer: str, name: str) -> PythonType:
    """The type of a schema with `oneOf` or `anyOf`.

    Raises:
        Problem: It says something that the client could not keep.
    """
    keyword = "oneOf" if "oneOf" in schema else "anyOf"
    if others := keywords.constraints(schema, keyword, "discriminator", "type"):
        remedy = f"move it into the members of {keyword}"
        raise types.problem(pointer, f"{others[0]} beside {keyword} is not supported", remedy)
    listed = [
        (member, pointers.join(pointer, keyword, index))
        for index, member in enumerate(schema[keyword])
        if not _is_null(member)
    ]
    or_null = len(listed) < len(schema[keyword]) or "null" in schema.get("type", ())
    if not listed:
        return PythonType("None", "_schemas.Null()")
    if len(listed) == 1 and "discriminator" not in schema:
        only = types.of(*listed[0], name)
        _check_type_beside(types, schema, pointer, [only])
        return nullable(only, or_null)
    variants = [types.of(member, place, f"{name}Type{index}") for index, (member, place) in enumerate(listed)]
    _check_type_beside(types, schema, pointer, variants)
    joined = union(variants)
    if "discriminator" in schema:
        joined = _discriminated(types, schema, pointer, [member for member, _ in listed], variants)
    return nullable(joined, or_null)


def _check_type_beside(types: "Types", schema: dict[str, Any], pointer: str, variants: list[PythonType]) -> None:
    declared = schema.get("type", ())
    kinds = {declared} if isinstance(declared, str) else set(declared)
    if kinds - {"null"} and not (
        kinds <= {"object", "null"} and all(variant.schema.startswith(_OBJECTS) for variant in variants)
    ):
        raise types.problem(pointer, "type beside oneOf or anyOf is not supported", "move it into the members")


def _discriminated(
    types: "Types", schema: dict[str, Any], pointer: str, members: list[Any], variants: list[PythonType]
) -> PythonType:
    place = pointers.join(pointer, "discriminator")
    named: dict[str, str] = {}
    for member, variant in zip(members, variants, strict=True):
        if not isinstance(member, dict) or "$ref" not in member:
            raise types.problem(place, "a variant is not a component", "make each variant a component")
        named[member["$ref"]] = variant.schema
    chosen = {pointers.split(reference[1:])[-1]: expression for reference, expression in named.items()}
    for value, reference in schema["discriminator"].get("mapping", {}).items():
        full = reference if reference.startswith("#/") else f"#/components/schemas/{reference}"
        if full not in named:
            raise types.problem(pointers.join(place, "mapping", value), "names no variant of this union")
        chosen[value] = named[full]
    name = schema["discriminator"]["propertyName"]
    body = ", ".join(f"{value!r}: {expression}" for value, expression in chosen.items())
    return union(variants, f"_schemas.Discriminated({name!r}, {{{body}}})")


def _is_null(member: Any) -> bool:
    if not isinstance(member, dict):
        return False
    plain = {key: value for key, value in member.items() if key not in ("nullable", "description", "title")}
    return plain in _NULLS or plain == {"type": "null", "enum": [None]}
