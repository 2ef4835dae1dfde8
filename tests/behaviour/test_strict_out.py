"""Promise 5: what breaks the document raises before a byte is sent."""

import json
from typing import Any
from uuid import UUID

import pytest

from behaviour.server import Server
from behaviour.support import TARGET, WORKSPACE, Connector, Creator, short
from openlayer_client.errors import InvalidRequestError
from openlayer_client.models import CreateApiKeyInWorkspaceBody

BROKEN_UUIDS = [
    *("", ".", "..", "/", "../../x", "?", "#", "%2f", "%2F..", "..%2f", "a/b"),
    *(WORKSPACE + "\n", " " + WORKSPACE, WORKSPACE + "/..", WORKSPACE + "?x", WORKSPACE + "#x"),
    *(WORKSPACE.replace("-", ""), "{" + WORKSPACE + "}", "urn:uuid:" + WORKSPACE, WORKSPACE[:-1], WORKSPACE[:-1] + "g"),
    # Digits to Python's int(), and so to uuid.UUID(), but not hexadecimal digits.
    WORKSPACE.replace("1", "١"),
    *(5, None, True, WORKSPACE.encode(), [WORKSPACE], 1.5),
]


@pytest.mark.parametrize("workspace", BROKEN_UUIDS, ids=short)
def test_a_workspace_id_that_is_no_uuid_is_refused(
    workspace: object, server: Server, connect: Connector, create: Creator
) -> None:
    client = connect()
    for form in (create, create.detailed):
        with pytest.raises(InvalidRequestError, match="workspace_id") as caught:
            form(client, workspace)
        assert isinstance(caught.value, ValueError)
    assert server.connections == 0


@pytest.mark.parametrize("workspace", [WORKSPACE, UUID(WORKSPACE), WORKSPACE.upper()], ids=["str", "UUID", "upper"])
def test_a_workspace_id_that_is_a_uuid_is_sent(
    workspace: object, server: Server, connect: Connector, create: Creator
) -> None:
    create(connect(), workspace)
    assert server.requests[0].target.lower() == TARGET


BROKEN_NAMES = ["x" * 121, "\N{KEY}" * 121, 5, True, b"x", ["x"], {"x": 1}]


@pytest.mark.parametrize("assigned_later", [False, True], ids=["given", "assigned later"])
@pytest.mark.parametrize("name", BROKEN_NAMES, ids=short)
def test_a_name_that_breaks_the_schema_is_refused(
    name: Any, assigned_later: bool, server: Server, connect: Connector, create: Creator
) -> None:
    def body() -> CreateApiKeyInWorkspaceBody:
        if not assigned_later:
            return CreateApiKeyInWorkspaceBody(name=name)
        made = CreateApiKeyInWorkspaceBody(name="fine")
        made.name = name
        return made

    with pytest.raises(InvalidRequestError, match="body") as caught:
        create(connect(), body=body())
    assert caught.value.pointer == "/name"
    assert server.connections == 0


@pytest.mark.parametrize("name", ["x" * 120, "\N{KEY}" * 120, "", "a\nb", '"\\', "\u2028"], ids=short)
def test_a_name_that_keeps_to_the_schema_is_sent(
    name: str, server: Server, connect: Connector, create: Creator
) -> None:
    create(connect(), body=CreateApiKeyInWorkspaceBody(name=name))
    (request,) = server.requests
    assert json.loads(request.body) == {"name": name}
    assert request.values("Content-Type") == ["application/json"]


@pytest.mark.parametrize("body", [None, 5, "x", ["x"], b"{}"], ids=short)
def test_a_body_of_another_type_is_refused(body: Any, server: Server, connect: Connector, create: Creator) -> None:
    error = create.failure(InvalidRequestError, connect(), body=body)
    assert "body" in str(error)
    assert error.pointer == ""
    assert server.connections == 0


CIRCLE: list[object] = []
CIRCLE.append(CIRCLE)
NOT_JSON = {
    "nan": float("nan"),
    "inf": float("inf"),
    "object": object(),
    "set": {1, 2},
    "bytes": b"x",
    "lone surrogate": "\ud800",
    "circle": CIRCLE,
    "name that is no string": {1: "x"},
}


@pytest.mark.parametrize("extra", NOT_JSON.values(), ids=NOT_JSON)
def test_an_unknown_property_that_json_cannot_hold_is_refused(
    extra: object, server: Server, connect: Connector, create: Creator
) -> None:
    body = CreateApiKeyInWorkspaceBody(name="fine")
    body.additional_properties["extra"] = extra
    error = create.failure(InvalidRequestError, connect(), body=body)
    assert "body" in str(error)
    assert server.connections == 0


def test_an_unknown_property_that_json_can_hold_is_sent(server: Server, connect: Connector, create: Creator) -> None:
    body = CreateApiKeyInWorkspaceBody(name="fine")
    body.additional_properties["extra"] = {"a": [1, None]}
    create(connect(), body=body)
    assert json.loads(server.requests[0].body) == {"name": "fine", "extra": {"a": [1, None]}}
