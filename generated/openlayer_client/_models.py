"""The base of every model."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs

from . import _schemas
from .errors import InvalidRequestError
from .types import Unset


class Model:
    """An object of the document. Compares by value; its repr shows no secret.

    `attrs.asdict` and `to_dict` give every value, secrets included.
    """

    __slots__ = ()

    SCHEMA: ClassVar[_schemas.Object]
    additional_properties: dict[str, Any]

    if TYPE_CHECKING:
        # What attrs adds to every subclass.
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]

        def __init__(self, **values: Any) -> None: ...

    def to_dict(self) -> dict[str, Any]:
        """This object as JSON data, secrets included.

        Raises:
            InvalidRequestError: An attribute holds what its type does not allow.
        """
        try:
            return self.SCHEMA.encode(self, strict=False)
        except _schemas.SchemaFault as fault:
            error = _invalid(type(self), fault)
        raise error

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Make an object from JSON data.

        Raises:
            InvalidRequestError: The data breaks the schema; `pointer` says where.
        """
        try:
            return cls.SCHEMA.decode(cls, dict(src_dict) if _schemas.is_mapping(src_dict) else src_dict)
        except _schemas.SchemaFault as fault:
            error = _invalid(cls, fault)
        # The caller's data would be among the locals that a traceback can show.
        del src_dict
        raise error

    # Written out, for pytest looks into the attributes of classes whose comparison attrs made, and shows them.
    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in attrs.fields_dict(type(self)))

    __hash__ = None  # type: ignore[assignment]  # mutable


def hidden(value: object) -> str:
    """How a secret shows in a repr."""
    return repr(value) if value is None or isinstance(value, Unset) else "***"


def names_only(values: Mapping[str, Any]) -> str:
    """How additional properties show in a repr: nothing tells which of them are secrets."""
    return "{" + ", ".join(f"{name!r}: …" for name in values) + "}"


def _invalid(model: type[Model], fault: _schemas.SchemaFault) -> InvalidRequestError:
    return InvalidRequestError(f"{model.__name__}{fault.pointer}: {fault.problem}", pointer=fault.pointer)
