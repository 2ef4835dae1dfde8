"""Promise 5 for every shape of a body."""

import datetime as dt
import json
from typing import Any

import pytest

from behaviour.actions import answer
from behaviour.server import Server
from behaviour.support import Connector, Driver, OtherPackage, json_answer, short

BROKEN_SHAPES = [
    ("/kind", {"kind": 5}),
    ("/colour", {"colour": "blue"}),
    ("/count", {"count": 11}),
    ("/size", {"size": float("nan")}),
    ("/mail", {"mail": "nobody"}),
    ("/secret", {"secret": "xx"}),
    ("/point/x", {"point": {"x": -1}}),
    ("/points", {"points": [{"x": 0}] * 3}),
    ("/points/1/x", {"points": [{"x": 0}, {"x": -1}]}),
    ("/grid/1/0", {"grid": [[1], [True]]}),
    ("/labels/a~1b", {"labels": {"a/b": 5}}),
    ("/pointsByName/p/x", {"points_by_name": {"p": {"x": -1}}}),
    ("/maybePoint/x", {"maybe_point": {"x": -1}}),
    ("/maybeNumbers/1", {"maybe_numbers": [None, "1"]}),
    ("/choice", {"choice": "neither"}),
]


def shape(package: OtherPackage, changes: dict[str, Any]) -> Any:
    """A Shape with these attributes; `{"x": …}` stands for a Point."""
    models = package["models"]

    def read(value: Any) -> Any:
        if isinstance(value, list):
            return [read(item) for item in value]
        if isinstance(value, dict):
            return models.Point(**value) if "x" in value else {key: read(item) for key, item in value.items()}
        return value

    made = models.Shape(kind="k")
    for name, value in changes.items():
        setattr(made, name, read(value))
    return made


@pytest.mark.parametrize(("pointer", "changes"), BROKEN_SHAPES, ids=short)
def test_a_nested_fault_in_a_body_is_pointed_at(
    pointer: str,
    changes: dict[str, Any],
    shapes: OtherPackage,
    server: Server,
    connect: Connector,
    driver: Driver,
) -> None:
    with pytest.raises(shapes["errors"].InvalidRequestError, match="body") as caught:
        driver.call(shapes["api.send_shape"], client=connect(), body=shape(shapes, changes))
    assert caught.value.pointer == pointer
    assert server.connections == 0


GOOD_SHAPES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"colour": "red"}, {"colour": "red"}),
    ({"count": 10, "size": 2}, {"count": 10, "size": 2}),
    ({"day": dt.date(2024, 2, 29), "blob": b"\0\xff"}, {"day": "2024-02-29", "blob": "AP8="}),
    ({"secret": "sk-ol-test-out"}, {"secret": "sk-ol-test-out"}),
    ({"points": [{"x": 0}, {"x": 1, "label": None}]}, {"points": [{"x": 0}, {"x": 1, "label": None}]}),
    ({"labels": {"a/b": "c"}, "grid": [[], [1]]}, {"labels": {"a/b": "c"}, "grid": [[], [1]]}),
    ({"points_by_name": {"p": {"x": 1}}}, {"pointsByName": {"p": {"x": 1}}}),
    ({"choice": {"x": 1}, "either": ["a"]}, {"choice": {"x": 1}, "either": ["a"]}),
    ({"maybe_point": None, "maybe_numbers": [None, 1]}, {"maybePoint": None, "maybeNumbers": [None, 1]}),
]


@pytest.mark.parametrize(("changes", "sent"), GOOD_SHAPES, ids=short)
def test_a_nested_body_that_keeps_to_its_schema_is_sent(
    changes: dict[str, Any],
    sent: dict[str, Any],
    shapes: OtherPackage,
    server: Server,
    connect: Connector,
    driver: Driver,
) -> None:
    server.default = answer(204)
    body = shape(shapes, changes)
    if "colour" in changes:
        body.colour = shapes["models"].Colour(changes["colour"])
    driver.call(shapes["api.send_shape"], client=connect(), body=body)
    assert json.loads(server.requests[0].body) == {"kind": "k"} | sent


def test_an_answer_can_be_sent_back_as_it_came(
    shapes: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    document = {"kind": "k", "colour": "red", "points": [{"x": 1.5, "more": [1]}], "later": {"a": None}, "a/b~c": "x"}
    server.will(json_answer(200, document), answer(204))
    client = connect("Client", token=...)
    driver.call(shapes["api.send_shape"], client=client, body=driver.call(shapes["api.get_shape"], client=client))
    assert json.loads(server.requests[1].body) == document
