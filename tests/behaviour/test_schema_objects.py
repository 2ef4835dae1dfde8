"""Schema objects that today's document does not need, each with a value that fits and one that does not."""

from enum import StrEnum
from typing import Any, ClassVar, cast

import pytest
from attrs import define, field

from openlayer_client import _schemas
from openlayer_client._models import Model
from openlayer_client._schemas import (
    Anything,
    Array,
    Base64,
    Binary,
    Boolean,
    Choice,
    Constant,
    Discriminated,
    Integer,
    Map,
    Null,
    Number,
    Object,
    Property,
    Reference,
    SchemaFault,
    String,
    Union,
)
from openlayer_client.errors import InvalidRequestError
from openlayer_client.types import UNSET


class Colour(StrEnum):
    RED = "red"


@define(eq=False)
class Cat(Model):
    """A model with no room for unknown properties."""

    kind: str
    additional_properties: dict[str, Any] = field(init=False, factory=dict)
    SCHEMA: ClassVar[Object] = Object(Property("kind", "kind", String(), required=True), closed=True)


@define(eq=False)
class Dog(Model):
    """A model of the same shape that tells itself apart by its kind."""

    kind: str
    age: int = 0
    additional_properties: dict[str, Any] = field(init=False, factory=dict)
    SCHEMA: ClassVar[Object] = Object(
        Property("kind", "kind", String(), required=True), Property("age", "age", Integer(minimum=1)), max_properties=3
    )


CAT, DOG = Reference(lambda: Cat), Reference(lambda: Dog)
PET = Discriminated("kind", {"cat": CAT, "dog": DOG})


@pytest.mark.parametrize(
    ("schema", "fits", "breaks"),
    [
        (Anything(), {"a": [1, None, "x", True, 1.5]}, float("nan")),
        (Anything(), [], object()),
        (Anything(), {}, {1: 2}),
        (Null(), None, 0),
        (Boolean(), False, 0),
        (String(pattern="^a\\Z"), "a", "b"),
        (String(min_length=1), "a", ""),
        (String(format="email"), "a@b", "a"),
        (Base64(), b"a", "YQ=="),
        (Binary(), b"a", "a"),
        (Number(exclusive_maximum=2), 1, 2),
        (Number(exclusive_minimum=2), 3, 2),
        (Number(maximum=2), 2, 3),
        (Number(multiple_of=0.1), 0.3, 0.35),
        (Integer(multiple_of=3), 6, 7),
        (Integer(bits=32), 2**31 - 1, 2**31),
        (Integer(bits=32), -(2**31), -(2**31) - 1),
        (Constant(1), 1, True),
        (Constant("a"), "a", "b"),
        (Choice(Colour), Colour.RED, "blue"),
        (Choice(Colour), "red", ["red"]),
        (Array(Integer(), min_items=1), [1], []),
        (Array(Integer(), max_items=1), (1,), [1, 2]),
        (Array(Anything(), unique_items=True), [1, True, 0, False], [1, 1]),
        (Array(Integer()), [], "ab"),
        (Map(Integer(), min_properties=1), {"a": 1}, {}),
        (Map(Integer(), max_properties=1), {"a": 1}, {"a": 1, "b": 2}),
        (Map(Integer()), {}, {1: 2}),
        (Union(Integer(), Boolean()), True, "a"),
        (PET, Cat("cat"), Cat("dog")),
        (PET, Dog("dog", 1), Dog("horse", 1)),
        (PET, Dog("dog", 2), 5),
    ],
)
def test_a_strict_writer_takes_what_fits_and_refuses_what_does_not(
    schema: _schemas.Schema, fits: Any, breaks: Any
) -> None:
    schema.encode(fits, strict=True)
    with pytest.raises(SchemaFault):
        schema.encode(breaks, strict=True)


@pytest.mark.parametrize(
    ("schema", "fits", "breaks", "pointer"),
    [
        (Anything(), {"a": 1}, None, None),
        (Null(), None, 0, ""),
        (Binary(), b"a", "a", ""),
        (Base64(), "YQ==", "Y", ""),
        (Map(Integer()), {"a": 1}, {"a/b": "c"}, "/a~1b"),
        (Map(Integer()), {}, [], ""),
        (Array(Array(Integer())), [[1]], [[1], [2, "x"]], "/1/1"),
        (Array(Integer()), [], {}, ""),
        (Number(), 1, True, ""),
        (Number(), 1.5, "1.5", ""),
        (Number(), 0, float("inf"), ""),
        (Constant(True), True, 1, ""),
        (PET, {"kind": "cat"}, {"kind": "horse"}, "/kind"),
        (PET, {"kind": "dog", "age": 1}, {"kind": "dog", "age": "x"}, "/age"),
        (PET, {"kind": "dog"}, "dog", ""),
        (PET, {"kind": "dog"}, {}, "/kind"),
        (Union(CAT, Integer()), 1, [], ""),
    ],
)
def test_a_reader_points_at_the_first_fault(
    schema: _schemas.Schema, fits: Any, breaks: Any, pointer: str | None
) -> None:
    schema.decode(fits)
    if pointer is not None:
        with pytest.raises(SchemaFault) as caught:
            schema.decode(breaks)
        assert caught.value.pointer == pointer


def test_only_a_strict_writer_minds_limits() -> None:
    assert Number(maximum=2).encode(3, strict=False) == 3
    with pytest.raises(SchemaFault, match="is more than 2"):
        Number(maximum=2).encode(3, strict=True)


def test_a_body_is_refused_for_what_is_wrong_with_the_variant_that_was_meant() -> None:
    with pytest.raises(SchemaFault) as caught:
        PET.encode(Dog("dog", 0), strict=True)
    assert caught.value.pointer == "/age"


def test_unknown_properties_are_kept_and_a_closed_schema_refuses_them_on_the_way_out() -> None:
    cat = Cat.from_dict({"kind": "cat", "age": 3})
    assert cat.additional_properties == {"age": 3}
    assert cat.to_dict() == {"kind": "cat", "age": 3}
    with pytest.raises(SchemaFault) as caught:
        CAT.encode(cat, strict=True)
    assert caught.value.pointer == "/age"
    DOG.encode(Dog.from_dict({"kind": "dog", "age": 3, "name": "x"}), strict=True)


def test_too_many_properties_in_all_are_refused() -> None:
    dog = Dog.from_dict({"kind": "dog", "age": 3, "name": "x", "owner": "y"})
    with pytest.raises(SchemaFault, match="more than 3 properties"):
        DOG.encode(dog, strict=True)


def test_a_property_cannot_stand_among_the_additional_ones_too() -> None:
    dog = Dog("dog", 1)
    dog.additional_properties["age"] = 2
    with pytest.raises(InvalidRequestError, match="additional properties") as caught:
        dog.to_dict()
    assert caught.value.pointer == "/age"


def test_a_required_property_that_was_left_out_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="required and missing") as caught:
        Cat(cast(Any, UNSET)).to_dict()
    assert caught.value.pointer == "/kind"
    assert Dog("dog", cast(Any, UNSET)).to_dict() == {"kind": "dog"}


def test_models_compare_by_value_and_only_with_their_own_kind() -> None:
    assert Cat("cat") == Cat("cat")
    assert Cat("cat") != Cat("dog")
    assert Cat("cat") != Dog("cat")
    assert Cat("cat") != "cat"


def test_references_are_equal_where_they_name_one_model() -> None:
    assert Reference(lambda: Cat) == CAT
    assert CAT != DOG
    assert CAT != "Cat"
