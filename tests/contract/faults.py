"""Single faults: the ways in which one place of a value can break its schema, with the pointer to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from contract import pointers
from contract.judge import Judge
from contract.limits import beyond_limits
from contract.schema import Schema

Tokens = tuple[str | int, ...]

MISSING: Any = object()
BAD_TEXTS = {
    "uuid": [
        "not a UUID",
        "182bd5e56e1a4fe4a799aa6d9a6ab26e",
        "{182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e}",
        "urn:uuid:182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
        "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e\n",
    ],
    "date-time": [
        "yesterday",
        "2020-01-01",
        "2020-01-01T00:00:00",
        "2020-02-30T00:00:00Z",
        "2020-01-01T24:00:00Z",
        "2020-01-01T00:00:61Z",
        "20200101T000000Z",
        "2020-01-01T00:00:00+0100",
        "٢٠٢٠-01-01T00:00:00Z",
    ],
    "date": ["yesterday", "2020-1-1", "2020-02-30", "20200101", "2020-W01-1", "2020-01-01T00:00:00Z"],
    "byte": ["no base64!", "YQ", "YQ=="[:-1], "-_8="],
    "email": ["no at sign", "@example.com", "someone@"],
    "uri": ["no scheme", "//example.com", "https://example.com/ "],
    "hostname": ["-bad-", "two words", "a..b", "x" * 64],
    "ipv4": ["256.1.1.1", "1.2.3", "::1", "01.2.3.4"],
    "ipv6": ["1.2.3.4", ":::", "g::", "[::1]"],
}
_CONTAINERS: dict[str, type] = {"array": list, "map": dict, "model": dict}
_OTHERS = [None, True, 7, 1.5, "no such value", [], {}, [0], {"a": 0}, 10**9 + 7]


@dataclass(frozen=True)
class Fault:
    """A fault of one kind at one place.

    Attributes:
        what: The kind, such as `required` or `type`.
        tokens: The place in the value.
        substitutes: What may stand there instead, `MISSING` for nothing; each is the same fault.
        pointers: Where a client may say that the fault is.
    """

    what: str
    tokens: Tokens
    substitutes: list[Any]
    pointers: tuple[str, ...]

    def or_of_holder(self) -> "Fault":
        """The same fault, which may be told of what holds the place just as well."""
        return replace(self, pointers=(*self.pointers, pointers.join("", *self.tokens[:-1])))

    def __str__(self) -> str:
        return f"{pointers.join('', *self.tokens)} ({self.what})"


def fault(what: str, tokens: Tokens, substitutes: list[Any]) -> Fault:
    """A fault that is where it stands."""
    return Fault(what, tokens, substitutes, (pointers.join("", *tokens),))


def put(value: Any, tokens: Tokens, substitute: Any) -> Any:
    """A copy of `value` with `substitute` at `tokens`."""
    if not tokens:
        return substitute
    copy: Any = value.copy()
    first, *rest = tokens
    if rest:
        copy[first] = put(copy[first], tuple(rest), substitute)
    elif substitute is MISSING:
        del copy[first]
    else:
        copy[first] = substitute
    return copy


class Place(NamedTuple):
    """A place of a value.

    Attributes:
        discriminator: The property by which a union chose the place's schema.
        chooses: Whether the place is such a property itself.
    """

    schema: Schema
    value: Any
    tokens: Tokens
    discriminator: str = ""
    chooses: bool = False

    def required(self) -> list[str]:
        """The properties that must be there."""
        is_model = self.schema.kind == "model" and self.value is not None
        return [one.name for one in self.schema.properties.values() if one.required] if is_model else []

    def fault(self, what: str, substitutes: list[Any], *name: str) -> Fault:
        """A fault of this place, or of a property of it."""
        found = fault(what, (*self.tokens, *name), substitutes)
        # A union without its discriminator has no variant, and a surplus property is as much its object's fault.
        is_shared = self.discriminator in name or what == "additionalProperties" if name else self.chooses
        return found.or_of_holder() if is_shared else found


def places(judge: Judge, schema: Schema, value: Any, tokens: Tokens = (), chooses: bool = False) -> Iterator[Place]:
    """Every place of `value` in which a fault is a fault of that place.

    A union that tries its variants is one place. One with a discriminator stands for the variant that it chose.
    """
    discriminator = ""
    if schema.kind == "union" and (variant := schema.discriminated and judge.variant(schema, value)):
        discriminator = schema.raw["discriminator"]["propertyName"]
        schema = variant.or_null if schema.nullable else variant
    yield Place(schema, value, tokens, discriminator, chooses)
    if schema.kind == "array" and value:
        yield from places(judge, schema.items, value[-1], (*tokens, len(value) - 1))
    if schema.kind == "map" and value:
        name = min(value)
        yield from places(judge, schema.additional, value[name], (*tokens, name))
    if schema.kind == "model" and value is not None:
        for name, inner in value.items():
            found = schema.properties[name].schema if name in schema.properties else schema.additional
            yield from places(judge, found, inner, (*tokens, name), name == discriminator)


def answer_faults(judge: Judge, schema: Schema, value: Any) -> Iterator[Fault]:
    """The faults of which an answer must be free."""
    for place in places(judge, schema, value):
        kind = place.schema.kind
        if place.discriminator:
            yield place.fault("discriminator", ["no such variant"], place.discriminator)
        if kind == "any":
            continue
        wrong = [
            one for one in _OTHERS if not judge.reads(place.schema, one) and type(one) is not _CONTAINERS.get(kind)
        ]
        if None in wrong:
            yield place.fault("null", [None])
        # Another value of the right type is a fault of an enum or a const only; a text is one of formats, too.
        of_type = [one for one in wrong if one is not None and type(one) is type(place.value)]
        if of_type and kind in ("enum", "const"):
            yield place.fault("enum", of_type)
        yield place.fault("type", [one for one in wrong if one is not None and one not in of_type])
        texts = [one for one in BAD_TEXTS.get(place.schema.format or "", []) if not judge.reads(place.schema, one)]
        if texts:
            yield place.fault("format", texts)
        for name in place.required():
            yield place.fault("required", [MISSING], name)


def limit_faults(judge: Judge, schema: Schema, value: Any) -> Iterator[Fault]:
    """The limits that an argument must keep, each broken by itself, as far as `value` has places for them."""
    for place in places(judge, schema, value):
        for what, substitute in beyond_limits(place.schema, place.value):
            if not judge.accepts(place.schema, substitute):
                yield place.fault(what, [substitute])
        if place.schema.kind == "model" and place.schema.is_closed and place.value is not None:
            yield place.fault("additionalProperties", [1], "surplus")
