"""Promise 4: no error, nor what it is chained to, shows a secret; not even with the locals of every frame."""

import json
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from behaviour.actions import answer, close, cut_short, drip, garbage, raw, redirect, reset, stall
from behaviour.server import Action, Server
from behaviour.support import SECRET, TOKEN, Connector, Creator, json_answer, key_json
from openlayer_client import Client
from openlayer_client.errors import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    InternalServerError,
    InvalidRequestError,
    OpenlayerError,
    RateLimitError,
    UnexpectedStatusError,
)
from openlayer_client.models import ApiKey, CreateApiKeyInWorkspaceBody

TESTS = str(Path(__file__).parent)
ANSWERED_HEADER, ANSWERED_BODY = "mark-answered-header", "mark-answered-body"
SENT_HEADER, SENT_COOKIE = "mark-sent-header", "mark-sent-cookie"
MARKS = [TOKEN, SECRET, ANSWERED_HEADER, ANSWERED_BODY, SENT_HEADER, SENT_COOKIE]

HEADER = ("X-Answered", ANSWERED_HEADER)
BODY = json.dumps({"note": ANSWERED_BODY, "secureKey": SECRET}).encode()
JSON = (("Content-Type", "application/json"), HEADER)

ANSWERS = [
    pytest.param(answer(500, BODY, JSON), InternalServerError, id="500"),
    pytest.param(answer(429, BODY, JSON), RateLimitError, id="429"),
    pytest.param(answer(418, BODY, JSON), APIStatusError, id="418"),
    pytest.param(answer(200, BODY, JSON), UnexpectedStatusError, id="200"),
    pytest.param(redirect("/v1/" + ANSWERED_BODY, headers=[HEADER]), UnexpectedStatusError, id="307"),
    pytest.param(answer(201, BODY, JSON), APIResponseValidationError, id="missing property"),
    pytest.param(json_answer(201, key_json(id=5), HEADER), APIResponseValidationError, id="wrong type"),
    pytest.param(
        json_answer(201, key_json(dateCreated=ANSWERED_BODY), HEADER), APIResponseValidationError, id="wrong format"
    ),
    pytest.param(json_answer(201, [SECRET], HEADER), APIResponseValidationError, id="array"),
    pytest.param(answer(201, BODY[:-1], JSON), APIResponseValidationError, id="no JSON"),
    pytest.param(answer(201, b"\xff" + BODY, JSON), APIResponseValidationError, id="no UTF-8"),
    pytest.param(
        answer(201, BODY, (*JSON, ("Content-Encoding", "gzip"))), APIConnectionError, id="no gzip, as announced"
    ),
    pytest.param(reset, APIConnectionError, id="reset"),
    pytest.param(close, APIConnectionError, id="close"),
    pytest.param(cut_short(201, BODY * 2), APIConnectionError, id="cut short"),
    pytest.param(garbage(ANSWERED_BODY), APIConnectionError, id="garbage"),
    pytest.param(
        raw(f"HTTP/1.1 201 Created\r\n{ANSWERED_HEADER}\r\n\r\n".encode()), APIConnectionError, id="garbage header"
    ),
    pytest.param(stall, APITimeoutError, id="stall"),
    pytest.param(drip(201, BODY, pieces=10, pause=0.05), APITimeoutError, id="drip"),
]


def chained(error: BaseException | None) -> Iterator[BaseException]:
    """The error and everything that is reachable from it, suppressed contexts too."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        if (one := waiting.pop()) and one not in seen:
            seen.append(one)
            waiting += [one.__cause__, one.__context__]
    yield from seen


def shown(error: BaseException) -> str:
    """All that a crash report could print, but for the frames of these tests."""
    parts = []
    for one in chained(error):
        report = traceback.TracebackException.from_exception(one, capture_locals=True)
        frames = [frame for frame in report.stack if not frame.filename.startswith(TESTS)]
        report.stack = traceback.StackSummary.from_list(frames)
        parts += [*report.format(chain=False), repr(one), str(one), repr(one.args), *getattr(one, "__notes__", [])]
    return "\n".join(parts)


@pytest.mark.parametrize(("action", "kind"), ANSWERS)
def test_the_report_of_a_failed_call_shows_nothing_secret(
    action: Action, kind: type[OpenlayerError], server: Server, connect: Connector, create: Creator
) -> None:
    server.default = action
    slow = kind is APITimeoutError
    client = connect(
        headers={"X-Sent": SENT_HEADER}, cookies={"sent": SENT_COOKIE}, timeout=0.15 if slow else 10, max_retries=1
    )
    error = create.failure(kind, client)
    report = shown(error)
    assert "openlayer_client" in report
    assert [mark for mark in MARKS if mark in report] == []


def test_the_report_of_an_endless_redirect_shows_nothing_secret(
    server: Server, connect: Connector, create: Creator
) -> None:
    # Each hop leads one segment deeper, so that no two are the same.
    server.default = redirect(f"{ANSWERED_BODY}/x", headers=[HEADER])
    client = connect(follow_redirects=True, headers={"X-Sent": SENT_HEADER})
    with pytest.raises(OpenlayerError) as caught:
        create(client)
    report = shown(caught.value)
    assert [mark for mark in MARKS if mark in report] == []


def broken_body() -> CreateApiKeyInWorkspaceBody:
    body = CreateApiKeyInWorkspaceBody(name="n" * 121)
    body.additional_properties["secureKey"] = SECRET
    return body


def broken_key() -> ApiKey:
    key = ApiKey.from_dict(key_json())
    key.secure_key = [SECRET]  # type: ignore[assignment]
    return key


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda connect, create: create(connect(token=TOKEN + "\n")), id="token"),
        pytest.param(lambda connect, create: create(connect(token=lambda: TOKEN + "\n")), id="token callable"),
        pytest.param(lambda connect, create: create(connect(headers={"X": SENT_HEADER + "\n"})), id="header"),
        pytest.param(lambda connect, create: create(connect(headers={"X": SENT_HEADER}), "not-a-uuid"), id="argument"),
        pytest.param(lambda connect, create: connect().with_headers({"X": SENT_HEADER + "\n"}), id="later header"),
        pytest.param(lambda connect, create: connect().with_cookies({"X": SENT_COOKIE + "\n"}), id="later cookie"),
        pytest.param(lambda connect, create: Client(headers={"X": SENT_HEADER + "\n"}), id="header without token"),
        pytest.param(lambda connect, create: Client(cookies={"X": SENT_COOKIE + "\n"}), id="cookie without token"),
        pytest.param(lambda connect, create: create(connect(), body=broken_body()), id="body"),
        pytest.param(lambda connect, create: create(connect(), body=ApiKey.from_dict(key_json())), id="other model"),
        pytest.param(lambda connect, create: ApiKey.from_dict(key_json(id=5)), id="from_dict"),
        pytest.param(lambda connect, create: ApiKey.from_dict(cast(Any, [SECRET])), id="from_dict of an array"),
        pytest.param(lambda connect, create: broken_key().to_dict(), id="to_dict"),
        pytest.param(
            lambda connect, create: create(connect(base_url=f"http://user:{TOKEN}@example.test/v1")), id="base URL"
        ),
    ],
)
def test_the_report_of_a_refused_request_shows_nothing_secret(make: Any, connect: Connector, create: Creator) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        make(connect, create)
    report = shown(caught.value)
    assert "openlayer_client" in report
    assert [mark for mark in MARKS if mark in report] == []


def test_the_report_of_a_refused_connection_shows_nothing_secret(
    deaf_server: Server, connect: Connector, create: Creator
) -> None:
    client = connect(base_url=deaf_server.url, headers={"X-Sent": SENT_HEADER})
    report = shown(create.failure(APIConnectionError, client))
    assert [mark for mark in MARKS if mark in report] == []


def test_the_report_would_show_a_secret_that_is_there() -> None:
    """The control: without it, a report that sees no locals at all would pass for a clean one."""
    try:
        json.loads(f'["{ANSWERED_BODY}" oops]')
    except json.JSONDecodeError as error:
        assert ANSWERED_BODY in shown(error)
