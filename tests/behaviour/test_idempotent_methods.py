"""Promise 1, the other half: methods that may be repeated are repeated, and nobody need ask what they did."""

import json
from typing import Any

import httpx
import pytest

from behaviour.actions import answer, close, cut_short, reset, stall
from behaviour.server import Action, Server
from behaviour.support import Connector, Driver, Naps, OtherPackage, json_answer

THING = {"name": "n"}
WITH_BODY = ["put_thing", "patch_thing"]
SUCCESS = {"delete_thing": answer(204)}

READ_FAILURES = [
    pytest.param(reset, id="reset"),
    pytest.param(close, id="close without answer"),
    pytest.param(cut_short(200, json.dumps(THING).encode()), id="cut short"),
    pytest.param(stall, id="stall"),
]
REPEATED_STATUSES = [pytest.param(answer(status), id=str(status)) for status in (408, 429, 500, 502, 503, 504)]
FINAL_STATUSES = [pytest.param(answer(status), id=str(status)) for status in (400, 404, 409, 501, 505, 599)]


def send(name: str, verbs: OtherPackage, driver: Driver, client: Any) -> Any:
    body = {"body": verbs["models"].Thing(name="n")} if name in WITH_BODY else {}
    return driver.call(verbs[f"api.{name}"], "t1", client=client, **body)


def impatient(connect: Connector) -> Any:
    return connect(timeout=httpx.Timeout(10, read=0.15))


@pytest.mark.parametrize("action", READ_FAILURES + REPEATED_STATUSES)
@pytest.mark.parametrize("name", ["get_thing", "put_thing", "delete_thing"])
def test_an_idempotent_request_is_sent_again(
    name: str, action: Action, verbs: OtherPackage, server: Server, connect: Connector, driver: Driver, naps: Naps
) -> None:
    server.will(action, SUCCESS.get(name, json_answer(200, THING)))
    send(name, verbs, driver, impatient(connect))
    first, second = server.requests
    assert first.raw == second.raw
    assert len(naps) == 1


@pytest.mark.parametrize("action", [case for case in READ_FAILURES + REPEATED_STATUSES if case.id != "429"])
def test_a_patch_is_sent_once(
    action: Action, verbs: OtherPackage, server: Server, connect: Connector, driver: Driver, naps: Naps
) -> None:
    server.will(action)
    with pytest.raises(verbs["errors"].OpenlayerError):
        send("patch_thing", verbs, driver, impatient(connect))
    assert len(server.requests) == 1
    assert naps == []


@pytest.mark.parametrize("action", FINAL_STATUSES)
def test_a_final_status_is_not_asked_for_again(
    action: Action, verbs: OtherPackage, server: Server, connect: Connector, driver: Driver, naps: Naps
) -> None:
    server.will(action)
    with pytest.raises(verbs["errors"].APIStatusError):
        send("get_thing", verbs, driver, connect())
    assert len(server.requests) == 1
    assert naps == []


@pytest.mark.parametrize(("name", "unknown"), [("get_thing", False), ("delete_thing", False), ("patch_thing", True)])
@pytest.mark.parametrize("action", READ_FAILURES)
def test_the_outcome_is_unknown_only_where_repeating_would_matter(
    name: str,
    unknown: bool,
    action: Action,
    verbs: OtherPackage,
    server: Server,
    connect: Connector,
    driver: Driver,
) -> None:
    server.will(action)
    client = connect(timeout=httpx.Timeout(10, read=0.15), max_retries=0)
    with pytest.raises(verbs["errors"].APIConnectionError) as caught:
        send(name, verbs, driver, client)
    assert caught.value.outcome_unknown is unknown
