"""Schemas of single values that stay what they are in JSON: strings, numbers, booleans, null, choices."""

import math
import re
from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import frozen

from .. import _formats
from .faults import SchemaFault


@frozen
class Null:
    """A schema that accepts null only."""

    def decode(self, data: Any) -> None:
        if data is not None:
            raise SchemaFault("expected null")

    def encode(self, value: Any, *, strict: bool) -> None:
        self.decode(value)


@frozen
class Boolean:
    """`type: boolean`."""

    def decode(self, data: Any) -> bool:
        if data is not True and data is not False:
            raise SchemaFault("expected a boolean")
        return data

    def encode(self, value: Any, *, strict: bool) -> bool:
        return self.decode(value)


@frozen
class String:
    """`type: string`, with the formats whose values stay text."""

    min_length: int = 0
    max_length: float = math.inf
    pattern: str | None = None
    format: str | None = None

    def decode(self, data: Any) -> str:
        if not isinstance(data, str):
            raise SchemaFault("expected a string")
        if self.format is not None and not _formats.CHECKS[self.format](data):
            raise SchemaFault(f"expected format {self.format}")
        return data

    def encode(self, value: Any, *, strict: bool) -> str:
        text = self.decode(value)
        if strict:
            if len(text) > self.max_length:
                raise SchemaFault(f"is longer than {self.max_length} characters (maxLength)")
            if len(text) < self.min_length:
                raise SchemaFault(f"is shorter than {self.min_length} characters (minLength)")
            if self.pattern is not None and re.search(self.pattern, text) is None:
                raise SchemaFault(f"does not match {self.pattern} (pattern)")
        return text


@frozen
class Number:
    """`type: number`."""

    minimum: float = -math.inf
    maximum: float = math.inf
    exclusive_minimum: float = -math.inf
    exclusive_maximum: float = math.inf
    multiple_of: float | None = None

    def decode(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float):
            raise SchemaFault("expected a number")
        if isinstance(data, float) and not math.isfinite(data):
            raise SchemaFault("expected a finite number")
        return data

    def encode(self, value: Any, *, strict: bool) -> float:
        number = self.decode(value)
        if strict:
            _check_bounds(self, number)
        return number


@frozen
class Integer:
    """`type: integer`; `bits` is the size of `format: int32` or `int64`."""

    minimum: float = -math.inf
    maximum: float = math.inf
    exclusive_minimum: float = -math.inf
    exclusive_maximum: float = math.inf
    multiple_of: float | None = None
    bits: int | None = None

    def decode(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            raise SchemaFault("expected an integer")
        if self.bits is not None and not -(1 << self.bits - 1) <= data < 1 << self.bits - 1:
            raise SchemaFault(f"expected format int{self.bits}")
        return data

    def encode(self, value: Any, *, strict: bool) -> int:
        number = self.decode(value)
        if strict:
            _check_bounds(self, number)
        return number


@frozen
class Constant:
    """`const`."""

    value: str | int | bool

    def decode(self, data: Any) -> Any:
        if type(data) is not type(self.value) or data != self.value:
            raise SchemaFault(f"expected {self.value!r} (const)")
        return data

    def encode(self, value: Any, *, strict: bool) -> Any:
        return self.decode(value)


@frozen
class Choice:
    """`enum`, as an enumeration class."""

    enumeration: type[Enum]

    def decode(self, data: Any) -> Enum:
        if isinstance(data, str | int) and not isinstance(data, bool):
            try:
                return self.enumeration(data)
            except ValueError:
                pass
        raise SchemaFault(
            "expected one of " + ", ".join(repr(member.value) for member in self.enumeration) + " (enum)"
        )

    def encode(self, value: Any, *, strict: bool) -> str | int:
        found: str | int = self.decode(value).value
        return found


def _check_bounds(limits: Number | Integer, number: float) -> None:
    if number < limits.minimum:
        raise SchemaFault(f"is less than {limits.minimum} (minimum)")
    if number > limits.maximum:
        raise SchemaFault(f"is more than {limits.maximum} (maximum)")
    if number <= limits.exclusive_minimum:
        raise SchemaFault(f"is not more than {limits.exclusive_minimum} (exclusiveMinimum)")
    if number >= limits.exclusive_maximum:
        raise SchemaFault(f"is not less than {limits.exclusive_maximum} (exclusiveMaximum)")
    if limits.multiple_of is not None and not _is_multiple(number, limits.multiple_of):
        raise SchemaFault(f"is no multiple of {limits.multiple_of} (multipleOf)")


def _is_multiple(number: float, step: float) -> bool:
    # Binary fractions would make 0.3 no multiple of 0.1.
    return Fraction(str(number)) % Fraction(str(step)) == 0
