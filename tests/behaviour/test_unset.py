"""Promise 7: omitted, null and value are three things, both ways."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from behaviour.server import Server
from behaviour.support import Connector, Creator, created, key_json
from openlayer_client.models import ApiKey, CreateApiKeyInWorkspaceBody
from openlayer_client.types import UNSET, Unset


def pickled(protocol: int) -> Callable[[Any], Any]:
    return lambda value: pickle.loads(pickle.dumps(value, protocol))


COPIES: dict[str, Callable[[Any], Any]] = {
    "itself": lambda value: value,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {protocol}": pickled(protocol) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)},
}
copies = pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
three = pytest.mark.parametrize(
    ("value", "document"),
    [(UNSET, {}), (None, {"name": None}), ("", {"name": ""}), ("n", {"name": "n"})],
    ids=["omitted", "null", "empty", "value"],
)


@copies
@three
def test_a_property_is_sent_as_it_was_given(
    value: Any,
    document: dict[str, Any],
    copied: Callable[[Any], Any],
    server: Server,
    connect: Connector,
    create: Creator,
) -> None:
    create(connect(), body=copied(CreateApiKeyInWorkspaceBody(name=value)))
    (request,) = server.requests
    assert json.loads(request.body) == document
    assert request.values("Content-Type") == ["application/json"]


@three
def test_a_property_is_read_as_it_was_answered(
    value: Any, document: dict[str, Any], server: Server, connect: Connector, create: Creator
) -> None:
    server.will(created(**({"name": ...} | document)))
    key = create(connect())
    assert key.name is value or key.name == value
    assert isinstance(key.name, Unset) is (document == {})


@copies
@three
def test_a_model_survives_copying(value: Any, document: dict[str, Any], copied: Callable[[Any], Any]) -> None:
    written = key_json(**({"name": ...} | document), extra=[1])
    key = ApiKey.from_dict(written)
    twin = copied(key)
    assert twin == key
    assert type(twin) is ApiKey
    assert twin.to_dict() == key.to_dict()
    assert ("name" in twin.to_dict()) is ("name" in written)
    assert twin.name is value or twin.name == value


@copies
def test_unset_is_one_object(copied: Callable[[Any], Any]) -> None:
    assert copied(UNSET) is UNSET
    assert copied([UNSET])[0] is UNSET
    assert not UNSET


def test_a_deep_copy_shares_nothing_with_its_model() -> None:
    key = ApiKey.from_dict(key_json(extra=[1]))
    twin = copy.deepcopy(key)
    twin.additional_properties["extra"].append(2)
    assert key.additional_properties == {"extra": [1]}


@pytest.mark.parametrize("arguments", [{}, {"body": UNSET}], ids=["left out", "UNSET"])
def test_an_omitted_body_sends_no_body_and_no_content_type(
    arguments: dict[str, Any], server: Server, connect: Connector, create: Creator
) -> None:
    create(connect(), **arguments)
    (request,) = server.requests
    assert request.body == b""
    assert request.values("Content-Type") == []
    assert request.values("Transfer-Encoding") == []
    assert request.values("Content-Length") in ([], ["0"])


def test_an_empty_body_is_not_an_omitted_one(server: Server, connect: Connector, create: Creator) -> None:
    create(connect(), body=CreateApiKeyInWorkspaceBody())
    (request,) = server.requests
    assert request.body == b"{}"
    assert request.values("Content-Type") == ["application/json"]
