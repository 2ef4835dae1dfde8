"""Schemas of strings whose format makes them values of another type."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from attrs import frozen

from .. import _formats
from .faults import SchemaFault


class _Formatted:
    """A string whose format makes it a value of another type."""

    name: str
    type: type
    parse: Callable[[str], Any]
    write: Callable[[Any], str]

    def decode(self, data: Any) -> Any:
        if not isinstance(data, str):
            raise SchemaFault(f"expected a string of format {self.name}")
        try:
            return type(self).parse(data)
        except ValueError:
            raise SchemaFault(f"expected format {self.name}") from None

    def encode(self, value: Any, *, strict: bool) -> str:
        # A datetime is a date too, and would lose its time.
        if not isinstance(value, self.type) or (
            self.type is datetime.date and isinstance(value, datetime.datetime)
        ):
            raise SchemaFault(f"expected a {self.type.__name__} (format {self.name})")
        try:
            return type(self).write(value)
        except ValueError:
            raise SchemaFault(f"cannot be written as format {self.name}") from None


class Uuid(_Formatted):
    """`format: uuid`. Text that is a UUID is sent as it stands."""

    name = "uuid"
    type = UUID
    parse = staticmethod(_formats.parse_uuid)
    write = staticmethod(str)

    def encode(self, value: Any, *, strict: bool) -> str:
        if isinstance(value, str):
            if not _formats.is_uuid(value):
                raise SchemaFault("expected format uuid")
            return value
        return super().encode(value, strict=strict)


class DateTime(_Formatted):
    """`format: date-time`, RFC 3339."""

    name = "date-time"
    type = datetime.datetime
    parse = staticmethod(_formats.parse_date_time)
    write = staticmethod(_formats.format_date_time)


class Date(_Formatted):
    """`format: date`, RFC 3339."""

    name = "date"
    type = datetime.date
    parse = staticmethod(_formats.parse_date)
    write = staticmethod(datetime.date.isoformat)


class Base64(_Formatted):
    """`format: byte`."""

    name = "byte"
    type = bytes
    parse = staticmethod(_formats.parse_base64)
    write = staticmethod(_formats.format_base64)


@frozen
class Binary:
    """A whole body or answer of raw bytes."""

    def decode(self, data: Any) -> bytes:
        if not isinstance(data, bytes):
            raise SchemaFault("expected bytes")
        return data

    def encode(self, value: Any, *, strict: bool) -> bytes:
        return self.decode(value)
