"""Make the smallest value that fits a schema, and give what it makes an identity of its own."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

import mock_scalars
import mock_shapes
import pointers
from mock_schemas import Schemas
from mock_shapes import Shape

_OMITTED: Any = object()
_TYPES = ("object", "array", "string", "integer", "number", "boolean", "null")

At = tuple[str, ...]


class UnmakeableError(Exception):
    """No value was found for the schema at `pointer`."""

    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer


@dataclass(frozen=True)
class ValueMaker:
    """Makes the values of one answer, whose dates are all the same moment.

    Attributes:
        schemas: The document's schemas.
        numbers: Where the whole numbers come from that are an `id`.
        now: The moment.
    """

    schemas: Schemas
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    now: datetime.datetime = field(default_factory=lambda: datetime.datetime.now(datetime.UTC))

    def make(self, pointer: str, echo: Mapping[str, Any]) -> Any:
        """The smallest value for the schema at `pointer`.

        Args:
            pointer: The schema.
            echo: Values for the properties of the outermost object, taken where they fit.

        Raises:
            UnmakeableError: None was found.
        """
        try:
            return self._first((pointer,), echo, ())
        except UnmakeableError:
            # Echoed values can fit one by one and not together.
            return self._first((pointer,), {}, ())

    def _first(self, at: At, echo: Mapping[str, Any], trail: tuple[At, ...], besides: Sequence[Any] = ()) -> Any:
        """The first candidate that fits all the schemas `at` and is none of `besides`."""
        unmakeable = UnmakeableError(next(iter(at), ""))
        if at in trail:
            raise unmakeable
        for value in self._candidates(at, echo, (*trail, at)):
            if value not in besides and self._fits(at, value):
                return value
        raise unmakeable

    def _fits(self, at: At, value: Any) -> bool:
        return all(self.schemas.accepts(pointer, value) for pointer in at)

    def _candidates(self, at: At, echo: Mapping[str, Any], trail: tuple[At, ...]) -> Iterator[Any]:
        failure = None
        for branch in mock_shapes.branches(self.schemas, at):
            try:
                yield from self._of_branch(branch, echo, trail)
            except UnmakeableError as error:
                failure = failure or error
        if failure:
            raise failure

    def _of_branch(self, branch: list[str], echo: Mapping[str, Any], trail: tuple[At, ...]) -> Iterator[Any]:
        shape = mock_shapes.shape(self.schemas, branch)
        yield from shape.stated("const")
        yield from chain(*shape.stated("enum"))
        types = _common_types(shape.schemas)
        for name in _TYPES:
            if name not in types:
                continue
            if name == "object":
                yield from self._objects(shape, {**_discriminators(self.schemas, branch), **echo}, trail)
            elif name == "array":
                yield self._array(shape, trail)
            elif name == "string":
                yield from mock_scalars.strings(shape.schemas, self.now)
            elif name in ("integer", "number"):
                yield from mock_scalars.numbers(shape.schemas, whole=name == "integer")
            else:
                yield from (False, True) if name == "boolean" else (None,)
        yield from chain(shape.stated("default"), shape.stated("example"), *shape.stated("examples"))

    def _objects(self, shape: Shape, chosen: Mapping[str, Any], trail: tuple[At, ...]) -> Iterator[dict[str, Any]]:
        made = {}
        for name in dict.fromkeys([*shape.properties, *shape.required]):
            value = self._property(name, shape, chosen, trail)
            if value is not _OMITTED:
                made[name] = value
        yield made
        fewest = max(shape.stated("minProperties"), default=0)
        others = [name for name in shape.properties if name not in made]
        surplus = [*others, *(f"key{number}" for number in range(fewest))][: max(0, fewest - len(made))]
        yield {**made, **{name: self._first(tuple(shape.property(name)), {}, trail) for name in surplus}}

    def _array(self, shape: Shape, trail: tuple[At, ...]) -> list[Any]:
        made: list[Any] = []
        for _ in range(max(shape.stated("minItems"), default=0)):
            besides = made if any(shape.stated("uniqueItems")) else []
            made.append(self._first(tuple(shape.items), {}, trail, besides))
        return made

    def _property(self, name: str, shape: Shape, chosen: Mapping[str, Any], trail: tuple[At, ...]) -> Any:
        at = tuple(shape.property(name))
        if name in chosen and self._fits(at, chosen[name]):
            return chosen[name]
        own = self._own(name, at)
        if own is not _OMITTED and self._fits(at, own):
            return own
        if name not in shape.required:
            return _OMITTED
        return None if self._fits(at, None) else self._first(at, {}, trail)

    def _own(self, name: str, at: At) -> Any:
        """What makes a created thing this one: its id, its secrets, and the dates that are not open yet."""
        schemas = [self.schemas.at(pointer) for pointer in mock_shapes.parts(self.schemas, at)]
        formats = {schema.get("format") for schema in schemas}
        if "password" in formats:
            return mock_scalars.secret(schemas)
        if name == "id":
            is_number = any("integer" in mock_shapes.types(schema) for schema in schemas)
            return next(self.numbers) if is_number else mock_scalars.BY_FORMAT["uuid"](self.now)
        for date in ("date-time", "date"):
            if date in formats and not self._fits(at, None):
                return mock_scalars.BY_FORMAT[date](self.now)
        return _OMITTED


def _discriminators(schemas: Schemas, branch: list[str]) -> dict[str, str]:
    """The properties that tell which alternative was chosen, and what they hold in this branch."""
    found = {}
    for pointer in branch:
        discriminator = schemas.at(pointer).get("discriminator")
        if discriminator is None:
            continue
        places = (f"{pointer}/oneOf", f"{pointer}/anyOf")
        chosen = [schemas.at(inner).get("$ref") for inner in branch if inner.rpartition("/")[0] in places]
        for reference in filter(None, chosen):
            names = [name for name, target in discriminator.get("mapping", {}).items() if target == reference]
            found[discriminator["propertyName"]] = names[0] if names else pointers.split(reference)[-1]
    return found


def _common_types(schemas: list[dict[str, Any]]) -> set[str]:
    named = [
        types | ({"integer"} if "number" in types else set()) for types in map(mock_shapes.types, schemas) if types
    ]
    return set.intersection(*named) if named else set(_TYPES)
