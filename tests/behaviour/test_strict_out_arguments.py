"""Promise 5 for every kind of argument."""

import datetime as dt
from urllib.parse import unquote
from uuid import UUID

import pytest

from behaviour.actions import answer
from behaviour.server import Server
from behaviour.support import Connector, Driver, OtherPackage, short


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_argument_that_no_encoding_can_save_is_refused(
    value: str, verbs: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    with pytest.raises(verbs["errors"].InvalidRequestError, match="thing_id"):
        driver.call(verbs["api.delete_thing"], value, client=connect())
    assert server.connections == 0


@pytest.mark.parametrize(
    "value", ["a/b", "../x", "?", "#", "%2f", "%", "a b", "é", "...", ";", "a\\b", "\n", ":", "@", "+", "%2e%2e", "//"]
)
def test_any_other_path_argument_stays_one_segment(
    value: str, verbs: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    server.default = answer(204)
    driver.call(verbs["api.delete_thing"], value, client=connect())
    version, collection, segment = server.requests[0].target.removeprefix("/").split("/")
    assert (version, collection) == ("v1", "things")
    assert "?" not in segment
    assert "#" not in segment
    assert unquote(segment) == value


UUIDS = ["00000000-0000-0000-0000-00000000000" + digit for digit in "123"]
BROKEN_ARGUMENTS: dict[str, list[object]] = {
    "code": ["a", "abcde", "AB", "ab\n", 5],
    "limit": [0, 101, True, 1.5, 1.0, "5", None],
    "ratio": [0, -1, 0.3, float("nan"), float("inf"), True, "0.5"],
    "order": ["left", "", 1, None],
    "label": ["x", "xxxxx", 5, None],
    "since": ["2024-01-01T00:00:00Z", dt.datetime(2024, 1, 1), dt.date(2024, 1, 1), 5],
    "loud": [1, "true", None],
    "ids": [UUIDS, [UUIDS[0], UUIDS[0]], ["x"], UUIDS[0], None],
}


@pytest.mark.parametrize(
    ("name", "value"), [pytest.param(n, v, id=f"{n} {v!r:.20}") for n, vs in BROKEN_ARGUMENTS.items() for v in vs]
)
def test_an_argument_that_breaks_its_schema_is_refused_by_name(
    name: str, value: object, verbs: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    with pytest.raises(verbs["errors"].InvalidRequestError, match=name):
        driver.call(verbs["api.search"], client=connect(), **({"code": "abc"} | {name: value}))
    assert server.connections == 0


GOOD_ARGUMENTS = [
    ("code", "abcd", ""),
    ("limit", 1, "?limit=1"),
    ("limit", 100, "?limit=100"),
    ("ratio", 0.5, "?ratio=0.5"),
    ("ratio", 2, "?ratio=2"),
    ("ratio", 1e300, "?ratio=1e%2B300"),
    ("label", "é&=", "?label=%C3%A9%26%3D"),
    ("since", dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "?since=2024-01-01T00%3A00%3A00%2B00%3A00"),
    ("loud", True, "?loud=true"),
    ("ids", [UUID(UUIDS[0]), UUIDS[1]], f"?ids={UUIDS[0]}&ids={UUIDS[1]}"),
]


@pytest.mark.parametrize(("name", "value", "query"), GOOD_ARGUMENTS, ids=short)
def test_an_argument_that_keeps_to_its_schema_is_sent(
    name: str,
    value: object,
    query: str,
    verbs: OtherPackage,
    server: Server,
    connect: Connector,
    driver: Driver,
) -> None:
    server.default = answer(204)
    arguments = {"code": "abc"} | {name: value}
    driver.call(verbs["api.search"], client=connect(), **arguments)
    target = server.requests[0].target
    # `Z` and `+00:00` are one offset; a colon may stand in a query as it is.
    assert target.replace(":", "%3A").replace("Z", "%2B00%3A00") == f"/v1/searches/{arguments['code']}{query}"
