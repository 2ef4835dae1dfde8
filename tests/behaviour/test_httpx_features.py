"""What httpx can do, it still can: hooks, cookies, auth flows, redirects, mounts, proxies."""

from collections.abc import Generator
from typing import Any

import httpx
import pytest

from behaviour.actions import answer, redirect
from behaviour.server import Request, Server
from behaviour.support import TARGET, TOKEN, Connector, Creator, Driver, Naps, json_answer, key_json
from openlayer_client.errors import AuthenticationError


def cookies(request: Request) -> dict[str, str]:
    pairs = [pair.split("=") for value in request.values("Cookie") for pair in value.split("; ")]
    assert len(dict(pairs)) == len(pairs), "a cookie was sent twice"
    return dict(pairs)


def test_event_hooks_see_every_attempt(server: Server, driver: Driver, connect: Connector, create: Creator) -> None:
    requests: list[str] = []
    responses: list[int] = []
    hooks = {
        "request": [driver.hook(lambda request: requests.append(request.method))],
        "response": [driver.hook(lambda response: responses.append(response.status_code))],
    }
    server.will(answer(429))
    create(connect(httpx_args={"event_hooks": hooks}))
    assert requests == ["POST", "POST"]
    assert responses == [429, 201]


def test_a_request_hook_may_add_a_header(server: Server, driver: Driver, connect: Connector, create: Creator) -> None:
    def sign(request: httpx.Request) -> None:
        request.headers["X-Signed"] = "s-1"

    create(connect(httpx_args={"event_hooks": {"request": [driver.hook(sign)]}}))
    assert server.requests[0].values("X-Signed") == ["s-1"]


def test_a_response_hook_may_read_the_answer(driver: Driver, connect: Connector, create: Creator) -> None:
    seen: list[bytes] = []

    def read(response: httpx.Response) -> None:
        seen.append(response.read())

    async def read_async(response: httpx.Response) -> None:
        seen.append(await response.aread())

    hook = read_async if driver.name == "asyncio" else read
    key = create(connect(httpx_args={"event_hooks": {"response": [hook]}}))
    assert key.secure_key.encode() in seen[0]


def test_an_error_of_a_hook_reaches_the_caller_as_it_is(
    server: Server, driver: Driver, connect: Connector, create: Creator, naps: Naps
) -> None:
    def refuse(request: httpx.Request) -> None:
        raise LookupError("the hook's own")

    with pytest.raises(LookupError, match="the hook's own"):
        create(connect(httpx_args={"event_hooks": {"request": [driver.hook(refuse)]}}))
    assert server.requests == []
    assert naps == []


@pytest.mark.parametrize("own", [{}, {"own": "o-1"}], ids=["alone", "beside the client's own"])
def test_a_cookie_that_the_server_sets_comes_back(
    own: dict[str, str], server: Server, connect: Connector, create: Creator
) -> None:
    server.will(json_answer(201, key_json(), ("Set-Cookie", "session=s-1; Path=/")))
    client = connect(cookies=own)
    create(client)
    create(client)
    assert [cookies(request) for request in server.requests] == [own, own | {"session": "s-1"}]


class Challenge(httpx.Auth):
    """Answers a 401 once, with proof."""

    def __init__(self, reads_bodies: bool = False) -> None:
        self.requires_request_body = self.requires_response_body = reads_bodies

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        response = yield request
        if response.status_code == 401:
            request.headers["X-Proof"] = response.headers["X-Challenge"]
            yield request


CHALLENGE = answer(401, headers=[("X-Challenge", "c-1")])


@pytest.mark.parametrize("reads_bodies", [False, True])
def test_an_auth_flow_may_answer_a_challenge(
    reads_bodies: bool, server: Server, connect: Connector, create: Creator
) -> None:
    server.will(CHALLENGE)
    create(connect(httpx_args={"auth": Challenge(reads_bodies)}))
    first, second = server.requests
    assert first.values("X-Proof") == []
    assert second.values("X-Proof") == ["c-1"]
    assert second.values("Authorization") == [f"Bearer {TOKEN}"]
    assert second.body == first.body


def test_without_an_auth_flow_a_challenge_is_an_error(server: Server, connect: Connector, create: Creator) -> None:
    server.will(CHALLENGE)
    create.failure(AuthenticationError, connect())


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_is_followed_where_it_is_asked_for(
    status: int, server: Server, connect: Connector, create: Creator
) -> None:
    server.will(redirect("/v1/moved", status))
    create(connect(follow_redirects=True))
    assert [(request.method, request.target) for request in server.requests] == [
        ("POST", TARGET),
        ("POST", "/v1/moved"),
    ]


def transport(driver: Driver, **options: Any) -> Any:
    return httpx.AsyncHTTPTransport(**options) if driver.name == "asyncio" else httpx.HTTPTransport(**options)


def test_a_mount_takes_the_requests_of_its_pattern(
    server: Server, other_server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    proxy = transport(driver, proxy=f"http://127.0.0.1:{other_server.port}")
    create(connect(httpx_args={"mounts": {"http://127.0.0.1": proxy}}))
    assert server.connections == 0
    assert other_server.requests[0].target == f"http://127.0.0.1:{server.port}{TARGET}"


def test_a_mount_leaves_other_requests_alone(
    server: Server, other_server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    proxy = transport(driver, proxy=f"http://127.0.0.1:{other_server.port}")
    create(connect(httpx_args={"mounts": {"https://": proxy}}))
    assert other_server.connections == 0
    assert server.requests[0].target == TARGET


@pytest.mark.parametrize("source", ["environment", "httpx_args"])
def test_a_proxy_is_used_again_for_every_attempt(
    source: str,
    server: Server,
    other_server: Server,
    connect: Connector,
    create: Creator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = f"http://127.0.0.1:{other_server.port}"
    if source == "environment":
        monkeypatch.setenv("HTTP_PROXY", address)
    other_server.will(answer(429))
    create(connect(httpx_args={} if source == "environment" else {"proxy": address}))
    assert server.connections == 0
    assert [request.target for request in other_server.requests] == [f"http://127.0.0.1:{server.port}{TARGET}"] * 2


@pytest.mark.parametrize(
    ("variables", "httpx_args"),
    [({"NO_PROXY": "127.0.0.1"}, {}), ({}, {"trust_env": False})],
    ids=["NO_PROXY", "trust_env=False"],
)
def test_a_proxy_of_the_environment_can_be_passed_by(
    variables: dict[str, str],
    httpx_args: dict[str, Any],
    server: Server,
    other_server: Server,
    connect: Connector,
    create: Creator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in ({"HTTP_PROXY": f"http://127.0.0.1:{other_server.port}"} | variables).items():
        monkeypatch.setenv(name, value)
    create(connect(httpx_args=httpx_args))
    assert other_server.connections == 0
    assert server.requests[0].target == TARGET


def test_a_lent_pool_keeps_its_hooks_cookies_and_auth(
    server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    seen: list[int] = []
    pool = driver.pool(
        auth=Challenge(),
        cookies={"pool": "p-1"},
        event_hooks={"response": [driver.hook(lambda response: seen.append(response.status_code))]},
    )
    client = connect(cookies={"own": "o-1"})
    driver.lend(client, pool)
    server.will(CHALLENGE, answer(429))
    create(client)
    assert seen == [401, 429, 201]
    assert server.requests[1].values("X-Proof") == ["c-1"]
    assert cookies(server.requests[0]) == {"own": "o-1", "pool": "p-1"}
    driver.close_pool(pool)
