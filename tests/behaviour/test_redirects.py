"""Promise 4 on the wire: redirects, and plain http."""

import itertools
import socket

import httpx
import pytest

from behaviour.actions import answer, redirect
from behaviour.server import Server
from behaviour.support import TARGET, TOKEN, Connector, Creator, key_json
from openlayer_client.errors import APIConnectionError, InvalidRequestError, OpenlayerError, UnexpectedStatusError

CREDENTIALS = {"Authorization": f"Bearer {TOKEN}", "Cookie": "session=c-1", "X-API-Key": "k-1"}
FOLLOWING = {
    "follow_redirects": True,
    "headers": {"X-API-Key": "k-1", "X-Trace": "t-1"},
    "cookies": {"session": "c-1"},
}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_unless_asked_for(
    status: int, server: Server, other_server: Server, connect: Connector, create: Creator
) -> None:
    server.default = redirect(other_server.url + "/elsewhere", status)
    create.failure(UnexpectedStatusError, connect())
    response = create.detailed(connect())
    assert response.status_code == status
    assert response.headers["Location"] == other_server.url + "/elsewhere"
    assert other_server.connections == 0
    assert len(server.requests) == 2


def test_a_redirect_within_the_origin_carries_the_request_and_its_credentials(
    server: Server, connect: Connector, create: Creator
) -> None:
    server.will(redirect("/v1/elsewhere"))
    create(connect(**FOLLOWING))
    first, second = server.requests
    assert (second.method, second.target, second.body) == ("POST", "/v1/elsewhere", first.body)
    for name, value in CREDENTIALS.items():
        assert second.values(name) == [value]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_redirect_to_another_origin_leaves_every_credential_behind(
    host: str, server: Server, other_server: Server, connect: Connector, create: Creator
) -> None:
    # To a cookie jar, another port is the same site.
    cookie = ("Set-Cookie", "session=c-1; Path=/")
    server.will(redirect(f"http://{host}:{other_server.port}/v1/elsewhere", headers=[cookie]))
    create(connect(**FOLLOWING))
    (request,) = other_server.requests
    assert request.target == "/v1/elsewhere"
    for name, value in CREDENTIALS.items():
        assert request.values(name) == []
        assert value.encode() not in request.raw


def test_a_cookie_that_a_redirect_sets_goes_along_within_the_origin(
    server: Server, connect: Connector, create: Creator
) -> None:
    server.will(redirect("/v1/elsewhere", headers=[("Set-Cookie", "seen=s-1; Path=/")]))
    create(connect(follow_redirects=True))
    assert [request.values("Cookie") for request in server.requests] == [[], ["seen=s-1"]]


def test_an_auth_flow_of_httpx_stays_within_the_origin(
    server: Server, other_server: Server, connect: Connector, create: Creator
) -> None:
    server.will(redirect("/v1/nearby"), redirect(other_server.url + "/elsewhere"))
    create(connect(follow_redirects=True, httpx_args={"auth": httpx.BasicAuth("u", "p")}))
    sent = [request.values("Authorization") for request in (*server.requests, *other_server.requests)]
    assert sent == [["Basic dTpw"], ["Basic dTpw"], []]


def test_another_host_name_for_the_same_port_is_another_origin(
    server: Server, connect: Connector, create: Creator
) -> None:
    server.will(redirect(f"http://localhost:{server.port}/v1/elsewhere"))
    create(connect(**FOLLOWING))
    assert TOKEN.encode() in server.requests[0].raw
    assert TOKEN.encode() not in server.requests[1].raw


def test_a_credential_left_behind_stays_behind(
    server: Server, other_server: Server, connect: Connector, create: Creator
) -> None:
    server.will(redirect(other_server.url + "/elsewhere"))
    other_server.will(redirect("/v1/further"))
    create(connect(**FOLLOWING))
    assert [request.values("Authorization") for request in other_server.requests] == [[], []]


def test_https_on_the_same_host_is_another_origin(connect: Connector, create: Creator) -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.scheme == "http":
            return httpx.Response(307, headers={"Location": "https://api.example.test/v1/elsewhere"})
        return httpx.Response(201, json=key_json())

    transport = httpx.MockTransport(handler)
    client = connect(
        base_url="http://api.example.test/v1",
        allow_insecure_http=True,
        follow_redirects=True,
        httpx_args={"transport": transport},
    )
    create(client)
    assert [("Authorization" in request.headers) for request in seen] == [True, False]


def test_a_redirect_to_plain_http_elsewhere_is_not_followed(
    server: Server, connect: Connector, create: Creator, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    look_up = socket.getaddrinfo

    def recording(host: object, *arguments: object, **keywords: object) -> object:
        asked.append(host)
        return look_up(host, *arguments, **keywords)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", recording)
    server.will(redirect("http://example.invalid/v1/elsewhere"))
    with pytest.raises(OpenlayerError):
        create(connect(**FOLLOWING))
    assert len(server.requests) == 1
    assert "example.invalid" not in [str(host) for host in asked]


@pytest.mark.parametrize(("httpx_args", "hops"), [({}, 20), ({"max_redirects": 3}, 3)], ids=["default", "asked for"])
def test_an_endless_redirect_ends(
    httpx_args: dict[str, int], hops: int, server: Server, connect: Connector, create: Creator
) -> None:
    turns = itertools.cycle([redirect("/v1/there"), redirect("/v1/back")])
    server.default = lambda connection: next(turns)(connection)
    with pytest.raises(OpenlayerError):
        create(connect(**FOLLOWING, httpx_args=httpx_args))
    assert len(server.requests) == hops + 1


@pytest.mark.parametrize("location", ["https://x:99999999/", "http://\xff\xfe/", "ftp://127.0.0.1/"])
@pytest.mark.parametrize("following", [False, True], ids=["left", "followed"])
def test_an_answer_that_points_nowhere_is_still_an_answer(
    following: bool, location: str, server: Server, connect: Connector, create: Creator
) -> None:
    server.will(answer(302, b'{"secureKey": "sk-ol-test-302"}', [("Location", location)]))
    error = create.failure(UnexpectedStatusError, connect(follow_redirects=following))
    assert error.content == b'{"secureKey": "sk-ol-test-302"}'


@pytest.mark.parametrize("following", [False, True], ids=["left", "followed"])
def test_an_answer_whose_location_httpx_cannot_read_leaves_the_outcome_unknown(
    following: bool, server: Server, connect: Connector, create: Creator
) -> None:
    server.will(answer(302, b"", [("Location", "http://[::1")]))
    error = create.failure(APIConnectionError, connect(follow_redirects=following))
    assert error.outcome_unknown
    assert len(server.requests) == 1


def recorded(connect: Connector, create: Creator, **options: object) -> list[str]:
    """The URLs that a call with these options asks a transport for."""
    urls: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        urls.append(str(request.url))
        return httpx.Response(201, json=key_json())

    create(connect(httpx_args={"transport": httpx.MockTransport(handler)}, **options))
    return urls


REMOTE = [
    "http://api.example.test/v1",
    "HTTP://API.EXAMPLE.TEST/v1",
    "http://127.0.0.1.example.test/v1",
    "http://localhost.example.test/v1",
    "http://127.0.0.1@example.test/v1",
    "http://10.0.0.1/v1",
    "http://[2001:db8::1]/v1",
    "http://0.0.0.0/v1",
]


@pytest.mark.parametrize("base_url", REMOTE)
def test_plain_http_to_another_machine_is_refused(base_url: str, connect: Connector, create: Creator) -> None:
    with pytest.raises(InvalidRequestError):
        recorded(connect, create, base_url=base_url)


@pytest.mark.parametrize("base_url", [url for url in REMOTE if "@" not in url])
def test_plain_http_to_another_machine_is_used_where_it_is_allowed(
    base_url: str, connect: Connector, create: Creator
) -> None:
    (url,) = recorded(connect, create, base_url=base_url, allow_insecure_http=True)
    assert url.lower() == (base_url + TARGET.removeprefix("/v1")).lower()


@pytest.mark.parametrize(
    "base_url",
    [
        "http://127.0.0.1/v1",
        "http://127.9.9.9:81/v1",
        "http://localhost/v1",
        "http://[::1]:81/v1",
        "https://api.example.test/v1",
    ],
)
def test_plain_http_to_this_machine_and_https_are_used(base_url: str, connect: Connector, create: Creator) -> None:
    assert recorded(connect, create, base_url=base_url) == [base_url + TARGET.removeprefix("/v1")]


@pytest.mark.parametrize("base_url", ["api.example.test/v1", "ftp://127.0.0.1/v1", "http://", "https:///v1", "/v1"])
def test_a_base_url_that_is_no_http_url_is_refused(base_url: str, connect: Connector, create: Creator) -> None:
    with pytest.raises(InvalidRequestError):
        recorded(connect, create, base_url=base_url)
