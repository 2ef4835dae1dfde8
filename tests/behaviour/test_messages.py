"""What errors and reprs say, word for word: they are all that a log keeps of a call."""

import itertools
import logging
import re
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from behaviour.actions import answer, garbage, stall
from behaviour.server import Action, Server
from behaviour.support import SECRET, TARGET, Connector, Creator, Driver, OtherPackage, created, key_json
from openlayer_client import AuthenticatedClient, Client
from openlayer_client.errors import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    InvalidRequestError,
)
from openlayer_client.models import ApiKey, CreateApiKeyInWorkspaceBody
from openlayer_client.types import UNSET


@pytest.mark.parametrize(("status", "said"), [(402, "402 Payment Required"), (499, "499"), (418, "418 I'm a Teapot")])
def test_a_status_is_named_with_its_reason_if_it_has_one(
    status: int, said: str, server: Server, connect: Connector, create: Creator
) -> None:
    server.default = answer(status)
    assert str(create.failure(APIStatusError, connect())) == f"POST {TARGET}: the server answered {said}"


def test_an_answer_that_breaks_the_document_is_named_with_its_place(
    server: Server, connect: Connector, create: Creator
) -> None:
    server.default = created(id=5)
    error = create.failure(APIResponseValidationError, connect())
    assert str(error) == f"POST {TARGET}: the answer 201 breaks the document at '/id': expected a string of format uuid"
    assert (error.status_code, error.pointer) == (201, "/id")
    assert error.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("action", "kind", "said"),
    [
        (garbage(), APIConnectionError, "got no usable answer (RemoteProtocolError); the server may have acted"),
        (stall, APITimeoutError, "ran out of time (ReadTimeout); the server may have acted"),
    ],
    ids=["garbage", "stall"],
)
def test_a_lost_answer_is_named_with_what_it_means(
    action: Action, kind: Any, said: str, server: Server, connect: Connector, create: Creator
) -> None:
    server.default = action
    error = create.failure(kind, connect(timeout=0.2))
    assert str(error) == f"POST {TARGET}: {said}"
    assert (error.request_method, error.request_path) == ("POST", TARGET)


def test_a_refused_connection_says_that_nothing_was_sent(
    deaf_server: Server, connect: Connector, create: Creator
) -> None:
    error = create.failure(APIConnectionError, connect(base_url=deaf_server.url))
    path = str(error.request_path)
    assert path.endswith("/api-keys")
    assert str(error) == f"POST {path}: got no usable answer (ConnectError); nothing was sent"


def test_a_lost_answer_to_a_request_without_effect_says_so(
    verbs: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    server.default = garbage()
    with pytest.raises(verbs["errors"].APIConnectionError) as caught:
        driver.call(verbs["api.get_thing"], "t", client=connect())
    assert str(caught.value).endswith(": got no usable answer (RemoteProtocolError); it may be repeated without harm")


def test_a_body_that_breaks_the_document_is_named_with_its_model() -> None:
    with pytest.raises(InvalidRequestError) as caught:
        CreateApiKeyInWorkspaceBody.from_dict({"name": 5})
    assert str(caught.value) == "CreateApiKeyInWorkspaceBody/name: expected a string"


def test_the_log_tells_milliseconds(
    server: Server, connect: Connector, create: Creator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="openlayer_client")
    server.default = answer(402, after=0.2)
    create.failure(APIStatusError, connect())
    (line,) = [record.getMessage() for record in caplog.records if record.name == "openlayer_client"]
    found = re.fullmatch(rf"POST {TARGET}: 402 in (\d+\.\d) ms \(attempt 1\)", line)
    assert found
    assert 200 <= float(found[1]) < 5000


def test_the_log_counts_in_milliseconds(
    server: Server,
    connect: Connector,
    create: Creator,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG, logger="openlayer_client")
    # Every look at the clock finds it a second later; there is one when an attempt starts, and one for the log.
    clock = itertools.count(0.0, 1.0)
    monkeypatch.setattr("openlayer_client._exchange.time", SimpleNamespace(monotonic=lambda: next(clock)))
    server.default = answer(402, body=b"")
    create.failure(APIStatusError, connect(timeout=None))
    assert "402 in 1000.0 ms" in caplog.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "expected JSON"),
        (b"null", "expected an object"),
        (b"NaN", "expected JSON"),
        (b"\xff", "expected UTF-8 text"),
    ],
)
def test_a_body_that_is_no_json_is_told_so(
    content: bytes, said: str, server: Server, connect: Connector, create: Creator
) -> None:
    server.default = answer(201, content)
    assert str(create.failure(APIResponseValidationError, connect())).endswith(f"the document at '': {said}")


def test_a_client_shows_where_it_talks_to() -> None:
    client = AuthenticatedClient("t", base_url="https://a.example/v1/")
    assert repr(client) == "AuthenticatedClient(base_url='https://a.example/v1')"
    assert repr(object.__new__(Client)) == "Client()"


@pytest.mark.parametrize(("value", "shown"), [(SECRET, "***"), (None, "None"), (UNSET, "UNSET")], ids=str)
def test_a_secret_that_is_not_there_shows_that_it_is_not(value: Any, shown: str) -> None:
    key = ApiKey.from_dict(key_json())
    key.secure_key = value
    assert f"secure_key={shown}, " in repr(key)


def test_a_key_shows_stars_for_its_secret_and_only_the_names_of_what_is_unknown() -> None:
    shown = repr(ApiKey.from_dict(key_json(later="hidden", more="too")))
    assert "secure_key=***, " in shown
    assert shown.endswith("additional_properties={'later': …, 'more': …})")
    assert SECRET not in shown


def test_any_mapping_makes_a_model_and_nothing_else_equals_one() -> None:
    key = ApiKey.from_dict(MappingProxyType(key_json()))
    assert key == ApiKey.from_dict(key_json())
    assert (key == 5) is False
    assert (key == ApiKey.from_dict(key_json(name="another"))) is False


def test_own_cookies_replace_those_of_the_pool_by_name(server: Server, connect: Connector, create: Creator) -> None:
    client = connect(cookies={"a": "own"})
    pool = create.driver.pool(cookies={"a": "pool", "b": "pool"})
    try:
        create.driver.lend(client, pool)
        create(client)
    finally:
        create.driver.close_pool(pool)
    assert server.requests[0].values("Cookie") == ["b=pool; a=own"]
