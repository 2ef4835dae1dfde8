"""What a value that breaks its schema is told, word for word, and which of several faults."""

import datetime
from enum import IntEnum, StrEnum
from typing import Any, ClassVar

import pytest
from attrs import define, field

from openlayer_client import _formats
from openlayer_client._models import Model
from openlayer_client._schemas import (
    Array,
    Base64,
    Boolean,
    Choice,
    Constant,
    Date,
    DateTime,
    Discriminated,
    Integer,
    Map,
    Object,
    Property,
    Reference,
    Schema,
    SchemaFault,
    String,
    Union,
    Uuid,
)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Level(IntEnum):
    LOW = 1


@define(eq=False)
class Leaf(Model):
    kind: str
    size: Any = 1
    additional_properties: dict[str, Any] = field(init=False, factory=dict)
    SCHEMA: ClassVar[Object] = Object(
        Property("kind", "kind", String(), required=True),
        Property("size", "size", Array(Integer(maximum=9))),
        max_properties=2,
    )


@define(eq=False)
class Twig(Leaf):
    SCHEMA: ClassVar[Object] = Object(
        Property("kind", "kind", String(max_length=4), required=True), Property("size", "size", Integer(maximum=9))
    )


LEAF, TWIG = Reference(lambda: Leaf), Reference(lambda: Twig)
NAIVE = datetime.datetime(2026, 2, 28, 12)


@pytest.mark.parametrize(
    ("schema", "data", "said"),
    [
        (Constant("a"), "b", "expected 'a' (const)"),
        (Choice(Colour), "green", "expected one of 'red', 'blue' (enum)"),
        (Choice(Level), 1.0, "expected one of 1 (enum)"),
        (Choice(Level), True, "expected one of 1 (enum)"),
        (DateTime(), 5, "expected a string of format date-time"),
        (DateTime(), "x", "expected format date-time"),
        (Date(), "x", "expected format date"),
        (Base64(), "x", "expected format byte"),
        (Uuid(), "x", "expected format uuid"),
        (
            Union(Integer(), Array(Boolean())),
            [5],
            "fits none of 2 variants: expected an integer; /0 expected a boolean",
        ),
        (Discriminated("kind", {"a": LEAF, "b": TWIG}), {"kind": "c"}, "expected one of 'a', 'b'"),
    ],
)
def test_a_reader_says_what_it_expects(schema: Schema, data: Any, said: str) -> None:
    with pytest.raises(SchemaFault) as caught:
        schema.decode(data)
    assert caught.value.problem == said


@pytest.mark.parametrize(
    ("schema", "value", "said"),
    [
        (DateTime(), NAIVE, "cannot be written as format date-time"),
        (DateTime(), "x", "expected a datetime (format date-time)"),
        (Date(), NAIVE, "expected a date (format date)"),
        (Base64(), "x", "expected a bytes (format byte)"),
        (LEAF, 5, "expected Leaf"),
    ],
)
def test_a_writer_says_what_it_expects(schema: Schema, value: Any, said: str) -> None:
    with pytest.raises(SchemaFault) as caught:
        schema.encode(value, strict=True)
    assert caught.value.problem == said


@pytest.mark.parametrize(
    ("value", "said", "pointer"),
    [
        # It is a Leaf too, and fails deeper as what it was meant to be.
        (Twig("leaf", [10]), "is more than 9 (maximum)", "/size/0"),
        # Neither is nearer, so that the first is told.
        (Twig("twigs", 5), "expected an array", "/size"),
        (Leaf("leaf", [10]), "is more than 9 (maximum)", "/size/0"),
        (Leaf("twig", [1]), "expected Twig", ""),
        (5, "expected Leaf", ""),
    ],
)
def test_of_several_variants_the_fault_of_the_nearest_is_told(value: Any, said: str, pointer: str) -> None:
    schema = Discriminated("kind", {"leaf": LEAF, "twig": TWIG})
    with pytest.raises(SchemaFault) as caught:
        schema.encode(value, strict=True)
    assert (caught.value.problem, caught.value.pointer) == (said, pointer)


def test_a_value_of_the_one_class_that_names_another_variant_is_refused() -> None:
    schema = Discriminated("kind", {"leaf": LEAF, "other": LEAF})
    assert schema.encode(Leaf("other", []), strict=True) == {"kind": "other", "size": []}
    with pytest.raises(SchemaFault) as caught:
        Discriminated("kind", {"leaf": LEAF, "twig": _Same(LEAF)}).encode(Leaf("twig", []), strict=True)
    assert (caught.value.problem, caught.value.pointer) == ("names another variant", "/kind")


class _Same:
    """A schema that reads and writes as another does, and writes the other's name."""

    def __init__(self, inner: Schema) -> None:
        self._inner = inner

    def decode(self, data: Any) -> Any:
        return self._inner.decode(data)

    def encode(self, value: Any, *, strict: bool) -> Any:
        return {**self._inner.encode(value, strict=strict), "kind": "leaf"}


def test_only_a_strict_writer_counts_properties() -> None:
    leaf = Leaf.from_dict({"kind": "a", "size": [], "more": 1})
    assert leaf.to_dict() == {"kind": "a", "size": [], "more": 1}
    few = Map(Integer(), max_properties=1)
    assert few.encode({"a": 1, "b": 2}, strict=False) == {"a": 1, "b": 2}
    for schema, value in ((LEAF, leaf), (few, {"a": 1, "b": 2})):
        with pytest.raises(SchemaFault, match="more than"):
            schema.encode(value, strict=True)


@pytest.mark.parametrize("tail", ["}", "x", "\n"], ids=ascii)
def test_a_uuid_is_read_whole(tail: str) -> None:
    text = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"
    assert str(_formats.parse_uuid(text)) == text
    with pytest.raises(ValueError):
        _formats.parse_uuid(text + tail)


@pytest.mark.parametrize("place", ["{}@b", "a{}@b", "a@{}", "a@b{}"])
def test_a_mailbox_holds_neither_white_space_nor_control_characters(place: str) -> None:
    left = {chr(code) for code in range(0x80) if _formats.is_email(place.format(chr(code)))}
    assert left == {chr(code) for code in range(0x21, 0x80)} - {"@"}


def test_a_uri_needs_no_path_and_a_host_name_has_253_characters() -> None:
    assert _formats.is_uri("https://a.example")
    longest = ".".join(["a" * 63] * 3 + ["a" * 61])
    assert len(longest) == 253
    assert _formats.is_hostname(longest)
    assert not _formats.is_hostname(longest + "a")


def test_a_schema_fault_is_told_by_its_place() -> None:
    assert SchemaFault("p", "a", 1).within("b/c").pointer == "/b~1c/a/1"
