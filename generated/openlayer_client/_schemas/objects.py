"""Schemas of objects that are classes: their properties, and references to them."""

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from ..types import UNSET
from .containers import Anything, Schema, check_count
from .faults import SchemaFault, inside, is_object

if TYPE_CHECKING:
    from .._models import Model

M = TypeVar("M", bound="Model")


@frozen
class Property:
    """One property: its name in JSON, its attribute in Python, its schema."""

    name: str
    attribute: str
    schema: Schema
    required: bool = False


class Object:
    """`type: object` with properties.

    Unknown properties are read into `additional_properties`, also where the schema is `closed` to them; a strict
    writer refuses them there.
    """

    def __init__(
        self,
        *properties: Property,
        additional: Schema = Anything(),  # noqa: B008 (immutable)
        closed: bool = False,
        min_properties: int = 0,
        max_properties: float = math.inf,
    ) -> None:
        self._properties = properties
        # Reading is what every call waits for, so the attributes are looked up once.
        self._readers = [
            (each.name, each.attribute, each.schema.decode, each.required) for each in properties
        ]
        self._names = frozenset(each.name for each in properties)
        self._additional = additional
        self._closed = closed
        self._min_properties = min_properties
        self._max_properties = max_properties

    def decode(self, model: type[M], data: Any) -> M:
        """Read JSON data into an instance of `model`. Raises `SchemaFault`."""
        if not is_object(data):
            raise SchemaFault("expected an object")
        values: dict[str, Any] = {}
        for name, attribute, decode, required in self._readers:
            if name in data:
                values[attribute] = inside(name, decode, data[name])
            elif required:
                raise SchemaFault("is required and missing", name)
        made = model(**values)
        for name in data:
            if name not in self._names:
                made.additional_properties[name] = inside(name, self._additional.decode, data[name])
        return made

    def encode(self, value: "Model", *, strict: bool) -> dict[str, Any]:
        """Write an instance as JSON data. Raises `SchemaFault`."""
        data: dict[str, Any] = {}
        for each in self._properties:
            found = getattr(value, each.attribute)
            if found is not UNSET:
                data[each.name] = inside(each.name, partial(each.schema.encode, strict=strict), found)
            elif each.required:
                raise SchemaFault("is required and missing", each.name)
        additional = value.additional_properties
        if additional:
            if strict and self._closed:
                raise SchemaFault("is not allowed (additionalProperties)", next(iter(additional)))
            for name, found in additional.items():
                if name in self._names:
                    raise SchemaFault("stands among the additional properties too", name)
                data[name] = inside(name, partial(self._additional.encode, strict=strict), found)
        if strict:
            check_count(len(data), self._min_properties, self._max_properties)
        return data


class Reference:
    """A model. Named late, because models may refer to each other in a circle."""

    def __init__(self, model: Callable[[], type["Model"]]) -> None:
        self._model = model

    def decode(self, data: Any) -> Any:
        model = self._model()
        return model.SCHEMA.decode(model, data)

    def encode(self, value: Any, *, strict: bool) -> dict[str, Any]:
        model = self._model()
        if not isinstance(value, model):
            raise SchemaFault(f"expected {model.__name__}")
        return model.SCHEMA.encode(value, strict=strict)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and other._model() is self._model()

    __hash__ = None  # type: ignore[assignment]  # equal by a class that may not be there yet
