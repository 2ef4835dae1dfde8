"""Values that models and operations share."""

from collections.abc import Mapping
from enum import Enum
from typing import Final, Generic, Literal, TypeVar

from attrs import field, frozen

T = TypeVar("T")


class Unset(Enum):
    """The type of `UNSET`. An enumeration, so that copies and pickles are the very same object."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""Stands for a property or an argument that was left out, which is not the same as null (`None`)."""


@frozen(eq=False)
class Response(Generic[T]):
    """An answer of any status, as the `_detailed` functions return it.

    Only the status and the parsed value show in its repr: headers and content may hold secrets.

    Attributes:
        status_code: The HTTP status, as the server sent it.
        headers: The headers; names in any case.
        content: The body, decoded from its content encoding and otherwise as the server sent it.
        parsed: What a documented success says, else None.
    """

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    parsed: T | None


__all__ = ["UNSET", "Response", "Unset"]
