"""The parts of a request that no argument carries: its length, its credential, the first fault of several."""

from typing import Any

import httpx
import pytest

from openlayer_client import AuthenticatedClient, Client
from openlayer_client._answers import Answer
from openlayer_client._operations import Arguments, Operation
from openlayer_client._parameters import Parameter
from openlayer_client._requests import Body, Prepared
from openlayer_client._schemas import Array, Boolean, Date, Integer, Map, Null, String
from openlayer_client.errors import InvalidRequestError
from openlayer_client.types import UNSET

URL = "https://api.example.test/v1"


def sent(operation: Operation[None], client: Any = None, /, **arguments: Any) -> httpx.Request:
    """The request of a call."""
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    with httpx.Client(transport=httpx.MockTransport(handler)) as pool, client or Client(base_url=URL) as entered:
        entered.set_httpx_client(pool)
        operation.sync(entered, Arguments(**arguments))
    return seen[0]


def operation(method: str, path: str = "/things", **options: Any) -> Operation[None]:
    return Operation(method, path, answers={"204": Answer("none", Null())}, **options)


JSON = Body("application/json", Map(Integer()))
FORM = Body("application/x-www-form-urlencoded", Map(String()), form=True)


@pytest.mark.parametrize("method", ["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"])
def test_a_method_that_means_a_body_says_that_there_is_none(method: str) -> None:
    expected = ["0"] if method in ("PATCH", "POST", "PUT") else []
    assert sent(operation(method)).headers.get_list("Content-Length") == expected


@pytest.mark.parametrize("method", ["GET", "DELETE", "PATCH", "POST", "PUT"])
def test_a_body_has_its_length_whatever_the_method(method: str) -> None:
    request = sent(operation(method, bodies=(JSON,)), body={"a": 1})
    assert (request.headers.get_list("Content-Length"), request.read()) == (["7"], b'{"a":1}')


def test_the_token_replaces_an_authorization_of_the_callers_own() -> None:
    own = {"Authorization": "Basic own"}
    with_token = sent(operation("GET"), AuthenticatedClient("a-token", base_url=URL, headers=own))
    assert with_token.headers.get_list("Authorization") == ["Bearer a-token"]
    without = sent(operation("GET"), Client(base_url=URL, headers=own))
    assert without.headers.get_list("Authorization") == ["Basic own"]


@pytest.mark.parametrize(
    ("schema", "value", "path"),
    [(Integer(), 7, b"/v1/things/7"), (Boolean(), True, b"/v1/things/true"), (String(), "a/b", b"/v1/things/a%2Fb")],
)
def test_a_path_takes_every_single_value(schema: Any, value: Any, path: bytes) -> None:
    parameter = Parameter("id", "id_", schema, required=True)
    request = sent(operation("GET", "/things/{id}", parameters={"path": (parameter,)}), id_=value)
    assert request.url.raw_path == path


@pytest.mark.parametrize(
    ("body", "said", "pointer"),
    [
        ({"a": [1]}, "body/a: expected an integer", "/a"),
        ("x", "body: expected an object", ""),
        ({"a/b": 1.5}, "body/a~1b: expected an integer", "/a~1b"),
    ],
)
def test_a_body_of_two_types_is_refused_for_what_the_first_says(body: Any, said: str, pointer: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        sent(operation("POST", bodies=(JSON, FORM)), body=body)
    assert (str(caught.value), caught.value.pointer) == (said, pointer)


def test_a_body_that_holds_itself_is_refused_for_what_the_first_type_says() -> None:
    body: dict[str, Any] = {}
    body["a"] = body
    nested = Body("application/json", _Nested())
    with pytest.raises(InvalidRequestError) as caught:
        sent(operation("POST", bodies=(JSON, nested)), body=body)
    assert str(caught.value) == "body/a: expected an integer"
    with pytest.raises(InvalidRequestError) as caught:
        sent(operation("POST", bodies=(nested, nested)), body=body)
    assert str(caught.value) == "body: is nested too deeply"


class _Nested:
    """A schema of maps in maps, without end."""

    def decode(self, data: Any) -> Any:
        return Map(self).decode(data)

    def encode(self, value: Any, *, strict: bool) -> Any:
        return Map(self).encode(value, strict=strict)


def test_an_argument_is_refused_with_its_name_and_the_place_inside_it() -> None:
    parameter = Parameter("days", "days", Array(Date()), "form")
    with pytest.raises(InvalidRequestError) as caught:
        sent(operation("GET", parameters={"query": (parameter,)}), days=["x"])
    assert str(caught.value) == "days/0: expected a date (format date)"
    assert caught.value.pointer == "/0"


def test_a_refused_argument_leads_nowhere() -> None:
    parameter = Parameter("day", "day", Date(), "form")
    with pytest.raises(InvalidRequestError) as caught:
        sent(operation("GET", parameters={"query": (parameter,)}), day="a-secret")
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_cookies_of_the_client_are_sent_beside_those_of_the_operation() -> None:
    parameter = Parameter("b", "b", String(max_length=1), "form")
    client = Client(base_url=URL, cookies={"a": "1", "b": "2"})
    call = operation("GET", parameters={"cookie": (parameter,)})
    assert sent(call, client, b="3").headers["Cookie"] == "a=1; b=3"
    assert sent(operation("GET"), Client(base_url=URL, cookies={"a": "1"})).headers["Cookie"] == "a=1"
    assert sent(call, b=UNSET).headers.get_list("Cookie") == []
    with pytest.raises(InvalidRequestError, match=r"^b: is longer than 1 characters"):
        sent(call, b="33")


def test_what_is_prepared_shows_no_cookie_and_arguments_show_their_names() -> None:
    assert "c00kie" not in repr(Prepared("GET", "/", {"a": "c00kie"}, lambda: httpx.Request("GET", URL)))
    assert repr(Arguments(a=1, b="secret")) == "Arguments(a, b)"
