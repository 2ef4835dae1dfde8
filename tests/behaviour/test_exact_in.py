"""Promise 6: an answer is checked exactly, and a fault is pointed at."""

import gzip
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from behaviour.actions import JSON_HEADERS, answer, head, raw
from behaviour.server import Action, Server
from behaviour.support import SECRET, Connector, Creator, created, key_json, short
from openlayer_client.errors import APIResponseValidationError, InvalidRequestError
from openlayer_client.models import ApiKey
from openlayer_client.types import UNSET

BROKEN_BODIES = {
    "HTML": b"<html>sk-ol</html>",
    "empty": b"",
    "white space": b" \r\n",
    "null": b"null",
    "array": b"[]",
    "array of keys": json.dumps([key_json()]).encode(),
    "string": b'"sk-ol"',
    "number": b"5",
    "true": b"true",
    "cut off": json.dumps(key_json()).encode()[:-1],
    "two documents": json.dumps(key_json()).encode() * 2,
    "NaN": json.dumps(key_json(extra=float("nan"))).encode(),
    "Infinity": json.dumps(key_json(extra=float("-inf"))).encode(),
    "no UTF-8": b'{"id": "\xff"}',
    "too deep": b"[" * 200_000,
    "endless number": b'{"extra": ' + b"1" * 5000 + b"}",
}


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_success_that_is_no_object_keeps_its_content_and_points_at_the_root(
    body: bytes, server: Server, connect: Connector, create: Creator
) -> None:
    server.default = answer(201, body)
    client = connect()
    for form in (create, create.detailed):
        with pytest.raises(APIResponseValidationError) as caught:
            form(client)
        assert caught.value.pointer == ""
        assert caught.value.content == body


def test_a_success_of_html_says_so_in_its_content_type_and_is_still_checked(
    server: Server, connect: Connector, create: Creator
) -> None:
    server.will(answer(201, b"<p>", [("Content-Type", "text/html")]))
    assert create.failure(APIResponseValidationError, connect()).content == b"<p>"


BROKEN_PROPERTIES: list[tuple[str, dict[str, Any]]] = [
    *((f"/{name}", {name: ...}) for name in ("id", "dateCreated", "dateUpdated", "dateLastUsed", "secureKey")),
    *((f"/{name}", {name: None}) for name in ("id", "dateCreated", "dateUpdated", "secureKey")),
    *(
        ("/id", {"id": value})
        for value in (5, "", "x", key_json()["id"].replace("-", ""), "{" + key_json()["id"] + "}")
    ),
    *(("/name", {"name": value}) for value in (5, True, ["x"], {"a": 1})),
    *(("/secureKey", {"secureKey": value}) for value in (5, False, [SECRET], {"value": SECRET})),
    ("/id", {"id": 5, "dateCreated": 5, "secureKey": 5}),
]


@pytest.mark.parametrize(("pointer", "changes"), BROKEN_PROPERTIES, ids=short)
def test_a_property_that_breaks_the_schema_is_pointed_at(
    pointer: str, changes: dict[str, Any], server: Server, connect: Connector, create: Creator
) -> None:
    server.will(created(**changes))
    error = create.failure(APIResponseValidationError, connect())
    assert error.pointer == pointer
    assert pointer in str(error)
    assert error.content == json.dumps(key_json(**changes)).encode()


def test_the_same_answer_without_a_fault_is_read(connect: Connector, create: Creator) -> None:
    key = create(connect())
    assert key.id == UUID(key_json()["id"])
    assert key.name == "My API Key"
    assert key.date_created == datetime(2024, 3, 22, 11, 31, 1, 185000, UTC)
    assert key.date_updated == datetime(2024, 3, 22, 11, 31, 2, tzinfo=UTC)
    assert key.date_last_used is None
    assert key.secure_key == SECRET


BODY = json.dumps(key_json()).encode()
CHUNKS = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (BODY[:50], BODY[50:], b""))


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(answer(201, gzip.compress(BODY), (*JSON_HEADERS, ("Content-Encoding", "gzip"))), id="gzip"),
        pytest.param(raw(head(201, [("Transfer-Encoding", "chunked")]) + CHUNKS), id="chunks"),
        pytest.param(raw(head(201, [("Connection", "close")]) + BODY), id="until the end of the connection"),
        pytest.param(raw(head(103, []) + head(201, [("Content-Length", str(len(BODY)))]) + BODY), id="early hints"),
    ],
)
def test_an_answer_is_read_however_it_is_carried(
    action: Action, server: Server, connect: Connector, create: Creator
) -> None:
    server.default = action
    assert create(connect()).secure_key == SECRET
    assert create.detailed(connect()).content == BODY


def test_constraints_and_unknown_properties_are_let_through(
    server: Server, connect: Connector, create: Creator
) -> None:
    server.will(created(name="n" * 121, secureKey="s" * 999, scopes=["read"], owner={"id": None}))
    key = create(connect())
    assert key.name == "n" * 121
    assert key.secure_key == "s" * 999
    assert key.additional_properties == {"scopes": ["read"], "owner": {"id": None}}


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


RFC_3339 = [
    ("2024-03-22T11:31:01Z", utc(2024, 3, 22, 11, 31, 1)),
    ("2024-03-22t11:31:01z", utc(2024, 3, 22, 11, 31, 1)),
    ("2024-03-22T11:31:01.1Z", utc(2024, 3, 22, 11, 31, 1, 100_000)),
    ("2024-03-22T11:31:01.123456Z", utc(2024, 3, 22, 11, 31, 1, 123_456)),
    ("2024-03-22T11:31:01.1234560009Z", utc(2024, 3, 22, 11, 31, 1, 123_456)),
    ("2024-03-22T11:31:01." + "0" * 60 + "Z", utc(2024, 3, 22, 11, 31, 1)),
    ("2024-03-22T11:31:01+00:00", utc(2024, 3, 22, 11, 31, 1)),
    ("2024-03-22T11:31:01-00:00", utc(2024, 3, 22, 11, 31, 1)),
    ("2024-03-22T17:01:01+05:30", utc(2024, 3, 22, 11, 31, 1)),
    ("2024-03-21T11:32:01-23:59", utc(2024, 3, 22, 11, 31, 1)),
    ("2024-02-29T00:00:00Z", utc(2024, 2, 29)),
    ("2016-12-31T23:59:60Z", utc(2017, 1, 1)),
    ("2016-12-31T18:59:60-05:00", utc(2017, 1, 1)),
    ("9999-12-31T23:59:59.999999Z", utc(9999, 12, 31, 23, 59, 59, 999_999)),
    ("0001-01-01T00:00:00+23:59", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23, minutes=59)))),
]


@pytest.mark.parametrize(("text", "moment"), RFC_3339)
def test_a_date_time_is_rfc_3339(
    text: str, moment: datetime, server: Server, connect: Connector, create: Creator
) -> None:
    server.will(created(dateLastUsed=text))
    read = create(connect()).date_last_used
    assert read == moment
    assert isinstance(read, datetime)
    assert read.utcoffset() is not None


NOT_RFC_3339 = [
    *("yesterday", "", "2024-03-22", "11:31:01Z", "2024-03-22T11:31:01", "2024-03-22T11:31Z", "2024-03-22T11Z"),
    *("2024-03-22 11:31:01Z", "20240322T113101Z", "2024-W12-5T11:31:01Z", "2024-082T11:31:01Z", "24-03-22T11:31:01Z"),
    *("2024-13-22T11:31:01Z", "2023-02-29T11:31:01Z", "2024-03-00T11:31:01Z", "2024-03-22T24:00:00Z"),
    *("2024-03-22T11:60:01Z", "2024-03-22T11:31:61Z", "2024-03-22T11:31:01.Z", "2024-03-22T11:31:01,5Z"),
    *("2024-03-22T11:31:01+0530", "2024-03-22T11:31:01+05", "2024-03-22T11:31:01+24:00", "2024-03-22T11:31:01+05:60"),
    *("2024-03-22T11:31:01Z\n", " 2024-03-22T11:31:01Z", "2024-03-22T11:31:01 Z", "2024-03-22T11:31:01UTC"),
    *("２０２４-03-22T11:31:01Z", "+2024-03-22T11:31:01Z", "-2024-03-22T11:31:01Z", "0000-01-01T00:00:00Z"),
    # A leap second there is read as the next second, and Python has none after this.
    "9999-12-31T23:59:60Z",
    *(1711107061, 1711107061.5, True, ["2024-03-22T11:31:01Z"]),
]


@pytest.mark.parametrize("value", NOT_RFC_3339, ids=short)
def test_anything_else_is_no_date_time(value: Any, server: Server, connect: Connector, create: Creator) -> None:
    server.will(created(dateLastUsed=value))
    error = create.failure(APIResponseValidationError, connect())
    assert error.pointer == "/dateLastUsed"


BROKEN_BY_HAND = [
    ("/id", key_json(id=...)),
    ("/secureKey", key_json(secureKey=5)),
    *(("", value) for value in (None, 5, "id", [], [("id", 5)])),
]


@pytest.mark.parametrize(("pointer", "document"), BROKEN_BY_HAND, ids=short)
def test_reading_a_document_by_hand_checks_it_as_well(pointer: str, document: Any) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        ApiKey.from_dict(document)
    assert caught.value.pointer == pointer


def test_reading_a_document_by_hand_leaves_out_what_is_left_out() -> None:
    assert ApiKey.from_dict(key_json(name=...)).name is UNSET
