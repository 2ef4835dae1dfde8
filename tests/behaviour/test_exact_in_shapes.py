"""Promise 6 for every shape of an answer."""

import contextlib
import datetime as dt
from typing import Any

import pytest

from behaviour.server import Server
from behaviour.support import Connector, Driver, OtherPackage, json_answer, short


def get_shape(changes: dict[str, Any], shapes: OtherPackage, server: Server, connect: Connector, driver: Driver) -> Any:
    server.will(json_answer(200, {"kind": "k"} | changes))
    return driver.call(shapes["api.get_shape"], client=connect())


BROKEN = [
    ("/kind", {"kind": None}),
    ("/colour", {"colour": "blue"}),
    ("/colour", {"colour": None}),
    ("/level", {"level": 3}),
    ("/level", {"level": "1"}),
    ("/level", {"level": True}),
    ("/count", {"count": True}),
    ("/count", {"count": 1.0}),
    ("/count", {"count": "1"}),
    ("/size", {"size": "1"}),
    ("/size", {"size": True}),
    ("/flag", {"flag": 1}),
    ("/flag", {"flag": "true"}),
    ("/day", {"day": "2024-02-30"}),
    ("/day", {"day": "20240229"}),
    ("/day", {"day": "2024-02-29T00:00:00Z"}),
    ("/mail", {"mail": "nobody"}),
    ("/blob", {"blob": "*"}),
    ("/secret", {"secret": 5}),
    ("/point", {"point": None}),
    ("/point", {"point": [1]}),
    ("/point/x", {"point": {}}),
    ("/point/x", {"point": {"x": "1"}}),
    ("/point/label", {"point": {"x": 1, "label": 5}}),
    ("/points", {"points": {"x": 1}}),
    ("/points/0", {"points": [None]}),
    ("/points/1/x", {"points": [{"x": 1}, {"x": None}]}),
    ("/grid/0", {"grid": [1]}),
    ("/grid/1/2", {"grid": [[], [1, 2, "3"]]}),
    ("/labels", {"labels": []}),
    ("/labels/a", {"labels": {"a": None}}),
    ("/labels/~0~1", {"labels": {"~/": 5}}),
    ("/pointsByName/p~1q/x", {"pointsByName": {"p/q": {}}}),
    ("/choice", {"choice": "neither"}),
    ("/choice", {"choice": {"y": 1}}),
    ("/choice", {"choice": None}),
    ("/either", {"either": "text"}),
    ("/either", {"either": [1]}),
    ("/a~1b~0c", {"a/b~c": 5}),
    ("/maybePoint/x", {"maybePoint": {}}),
    ("/maybeColour", {"maybeColour": "green"}),
    ("/maybeNumbers/1", {"maybeNumbers": [None, "1"]}),
    ("/maybeLabels/a", {"maybeLabels": {"a": 5}}),
    ("/maybeDay", {"maybeDay": "soon"}),
    ("/maybeChoice", {"maybeChoice": "text"}),
]


@pytest.mark.parametrize(("pointer", "changes"), BROKEN, ids=short)
def test_a_fault_is_pointed_at(
    pointer: str,
    changes: dict[str, Any],
    shapes: OtherPackage,
    server: Server,
    connect: Connector,
    driver: Driver,
) -> None:
    with pytest.raises(shapes["errors"].APIResponseValidationError) as caught:
        get_shape(changes, shapes, server, connect, driver)
    assert caught.value.pointer == pointer


GOOD: list[tuple[str, dict[str, Any], Any]] = [
    ("level", {"level": 1}, 1),
    ("colour", {"colour": "red"}, "red"),
    ("count", {"count": 11}, 11),
    ("size", {"size": 1}, 1.0),
    ("size", {"size": -1.5e300}, -1.5e300),
    ("flag", {"flag": False}, False),
    ("day", {"day": "2024-02-29"}, dt.date(2024, 2, 29)),
    ("mail", {"mail": "a@example.test"}, "a@example.test"),
    ("blob", {"blob": "AP8="}, b"\0\xff"),
    ("secret", {"secret": "xx"}, "xx"),
    ("grid", {"grid": [[], [1]]}, [[], [1]]),
    ("labels", {"labels": {"~/": "x"}}, {"~/": "x"}),
    ("choice", {"choice": True}, True),
    ("either", {"either": 5}, 5),
    ("either", {"either": ["x"]}, ["x"]),
    ("maybe_point", {"maybePoint": None}, None),
    ("maybe_colour", {"maybeColour": None}, None),
    ("maybe_colour", {"maybeColour": "red"}, "red"),
    ("maybe_numbers", {"maybeNumbers": None}, None),
    ("maybe_numbers", {"maybeNumbers": [None, 1]}, [None, 1]),
    ("maybe_labels", {"maybeLabels": {"a": None}}, {"a": None}),
    ("maybe_day", {"maybeDay": None}, None),
    ("maybe_day", {"maybeDay": "2024-02-29"}, dt.date(2024, 2, 29)),
    ("maybe_choice", {"maybeChoice": None}, None),
    ("maybe_choice", {"maybeChoice": True}, True),
]


@pytest.mark.parametrize(("name", "changes", "value"), GOOD, ids=short)
def test_what_keeps_to_the_schema_is_read(
    name: str,
    changes: dict[str, Any],
    value: Any,
    shapes: OtherPackage,
    server: Server,
    connect: Connector,
    driver: Driver,
) -> None:
    shape = get_shape(changes, shapes, server, connect, driver)
    assert getattr(shape, name) == value
    assert shape.to_dict() == {"kind": "k"} | changes


def test_a_number_that_no_float_can_hold_ends_in_no_error_of_pythons_own(
    shapes: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    # Read or refused: the document decides neither.
    with contextlib.suppress(shapes["errors"].APIResponseValidationError):
        get_shape({"size": 10**309}, shapes, server, connect, driver)
    with contextlib.suppress(shapes["errors"].InvalidRequestError, shapes["errors"].APIStatusError):
        driver.call(shapes["api.send_shape"], client=connect(), body=shapes["models"].Shape(kind="k", size=10**309))


def test_nested_objects_are_models(shapes: OtherPackage, server: Server, connect: Connector, driver: Driver) -> None:
    point = {"x": 1.5, "label": None, "more": 1}
    changes = {"point": point, "points": [point], "pointsByName": {"p": point}, "maybePoint": point}
    shape = get_shape(changes, shapes, server, connect, driver)
    read = shapes["models"].Point.from_dict(point)
    assert shape.point == shape.points[0] == shape.points_by_name["p"] == shape.maybe_point == read
    assert read.additional_properties == {"more": 1}


@pytest.mark.parametrize(
    ("document", "kind"), [({"x": 1}, "Point"), ({"radius": 1}, "Circle"), ({"x": 1, "radius": 1}, "Point")], ids=short
)
def test_the_first_variant_that_fits_is_taken(
    document: dict[str, Any],
    kind: str,
    shapes: OtherPackage,
    server: Server,
    connect: Connector,
    driver: Driver,
) -> None:
    shape = get_shape({"choice": document}, shapes, server, connect, driver)
    assert type(shape.choice) is getattr(shapes["models"], kind)
