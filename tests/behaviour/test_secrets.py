"""Promise 4: neither the token nor a password property shows where values are printed."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from behaviour.actions import answer, reset
from behaviour.server import Server
from behaviour.support import SECRET, TOKEN, Connector, Creator, OtherPackage, key_json, short
from openlayer_client import AuthenticatedClient, models
from openlayer_client.errors import InvalidRequestError
from openlayer_client.models import ApiKey

RENDERINGS = {
    "repr": repr,
    "str": str,
    "f-string": lambda value: f"{value}",
    "f-string with !r": lambda value: f"{value!r}",
    "%r": lambda value: "%r" % (value,),  # noqa: UP031
    "in a container": lambda value: repr({"x": [value]}),
}


@pytest.mark.parametrize("rendering", RENDERINGS.values(), ids=RENDERINGS)
def test_a_printed_key_shows_its_name_and_not_its_secret(rendering: Any) -> None:
    key = ApiKey.from_dict(key_json())
    assert key.secure_key == SECRET
    assert "My API Key" in rendering(key)
    assert "***" in rendering(key)
    assert SECRET not in rendering(key)


@pytest.mark.parametrize("rendering", RENDERINGS.values(), ids=RENDERINGS)
def test_a_printed_response_shows_its_status_and_no_secret(rendering: Any, connect: Connector, create: Creator) -> None:
    response = create.detailed(connect())
    assert SECRET.encode() in response.content
    assert "201" in rendering(response)
    assert SECRET not in rendering(response)


@pytest.mark.parametrize("rendering", RENDERINGS.values(), ids=RENDERINGS)
def test_a_printed_client_shows_no_token(rendering: Any, connect: Connector, create: Creator) -> None:
    client = connect()
    create(client)
    for each in (client, client.with_headers({"X-Trace": "1"}), client.with_cookies({"a": "b"})):
        assert TOKEN not in rendering(each)


def test_secrets_are_told_by_their_format_and_not_by_their_name(shapes: OtherPackage) -> None:
    shown = repr(shapes["models"].Shape.from_dict({"kind": "token", "secret": SECRET, "password": "plain"}))
    assert "token" in shown
    assert SECRET not in shown


def test_attrs_asdict_and_to_dict_reveal_the_secret() -> None:
    key = ApiKey.from_dict(key_json())
    assert attrs.asdict(key)["secure_key"] == SECRET
    assert key.to_dict()["secureKey"] == SECRET


def test_no_model_leaves_its_comparison_to_attrs() -> None:
    # pytest would look into the attributes of such a one, and show them.
    found = [value for value in vars(models).values() if isinstance(value, type) and attrs.has(value)]
    assert ApiKey in found
    assert [model for model in found if "__eq__" in vars(model)] == []


def test_keys_differ_by_their_secret_too() -> None:
    assert ApiKey.from_dict(key_json()) == ApiKey.from_dict(key_json())
    assert ApiKey.from_dict(key_json()) != ApiKey.from_dict(key_json(secureKey="sk-ol-test-other"))


def test_a_failed_assertion_in_pytest_shows_no_secret(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    (tmp_path / "test_failing.py").write_text(
        "import json\n"
        "from openlayer_client.models import ApiKey\n"
        "def test_equal():\n"
        "    one, two = (ApiKey.from_dict(json.load(open(name))) for name in ('one.json', 'two.json'))\n"
        "    assert [one] == [two]\n"
        "def test_same():\n"
        "    one, two = (ApiKey.from_dict(json.load(open(name))) for name in ('one.json', 'two.json'))\n"
        "    assert one == two, one\n"
    )
    (tmp_path / "one.json").write_text(json.dumps(key_json()))
    (tmp_path / "two.json").write_text(json.dumps(key_json(secureKey="sk-ol-test-other")))
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-vv",
            "--showlocals",
            "-p",
            "no:cacheprovider",
            "--rootdir=.",
            "-c",
            os.devnull,
        ],
        env=os.environ | {"PYTHONPATH": str(pytestconfig.getoption("generated").resolve())},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 failed" in run.stdout
    assert "My API Key" in run.stdout
    assert SECRET not in run.stdout
    assert "sk-ol-test-other" not in run.stdout


def test_logs_at_debug_show_neither_token_nor_secret(
    server: Server, connect: Connector, create: Creator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.will(answer(429), answer(201, b'{"secureKey": "' + SECRET.encode() + b'"}'), reset)
    for _ in range(4):
        try:
            create(connect(headers={"X-Trace": "1"}))
        except Exception:
            logging.getLogger(__name__).exception("a call failed")
    assert {"openlayer_client", "httpx", "httpcore.http11"} <= {record.name for record in caplog.records}
    assert TOKEN not in caplog.text
    assert SECRET not in caplog.text


def test_a_callers_mappings_are_never_written_to(server: Server, connect: Connector, create: Creator) -> None:
    headers, cookies = {"X-Trace": "1"}, {"flavour": "oat"}
    httpx_args: dict[str, Any] = {"event_hooks": {"request": []}}
    client = connect(headers=headers, cookies=cookies, httpx_args=httpx_args)
    create(client)
    create(client.with_headers(headers).with_cookies(cookies))
    assert headers == {"X-Trace": "1"}
    assert cookies == {"flavour": "oat"}
    assert httpx_args == {"event_hooks": {"request": []}}
    assert server.requests[0].values("X-Trace") == ["1"]


BAD_TOKENS = [
    *("sk-ol-test-\n", "sk-ol-test-\r\n", "\nsk-ol-test-", " sk-ol-test-", "sk-ol- test-", "sk-ol-test-\t"),
    *("sk-ol-\0test-", "sk-ol-\x7ftest-", "sk-ol-test-é", "\ufeffsk-ol-test-", "sk-ol-test-\u2028", "sk-ol-\x85test-"),
    "",
]


SOURCES = ["argument", "callable", "environment"]


@pytest.mark.parametrize(
    ("token", "source"),
    # No environment can hold a null character.
    [(token, source) for token in BAD_TOKENS for source in SOURCES if "\0" not in token or source != "environment"],
    ids=short,
)
def test_a_token_that_is_no_plain_text_is_refused_and_not_quoted(
    token: str,
    source: str,
    server: Server,
    connect: Connector,
    create: Creator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if source == "environment":
        monkeypatch.setenv("OPENLAYER_API_KEY", token)
    given: Any = {"argument": token, "callable": lambda: token, "environment": ...}[source]
    with pytest.raises(InvalidRequestError) as caught:
        create(connect(token=given))
    assert "sk-ol-test-" not in f"{caught.value} {caught.value!r}"
    assert "sk-ol-" not in f"{caught.value} {caught.value!r}"
    assert server.connections == 0


@pytest.mark.parametrize("token", [None, 5, b"sk-ol-test-", ["sk-ol-test-"]], ids=short)
def test_a_token_callable_that_returns_no_text_is_refused(
    token: object, server: Server, connect: Connector, create: Creator
) -> None:
    error = create.failure(InvalidRequestError, connect(token=lambda: token))
    assert "sk-ol-" not in f"{error} {error!r}"
    assert server.connections == 0


@pytest.mark.parametrize("token", ["sk-ol-test-1", "abc.DEF-_~+/=", "!#$%&"], ids=short)
def test_any_other_token_is_sent_as_it_is(token: str, server: Server, connect: Connector, create: Creator) -> None:
    create(connect(token=token))
    assert server.requests[0].values("Authorization") == [f"Bearer {token}"]


@pytest.mark.parametrize(
    "options",
    [
        {"headers": {"X-Note": "mark-1\r\nX-Evil: 1"}},
        {"headers": {"X-Note": "mark-1\n"}},
        {"headers": {"X-Note": "mark-1\0"}},
        {"headers": {"X-Note: 1\r\nX-Evil": "mark-1"}},
        {"cookies": {"note": "mark-1\r\nX-Evil: 1"}},
        {"cookies": {"note": "mark-1\0"}},
    ],
    ids=short,
)
@pytest.mark.parametrize("derived", [False, True], ids=["constructor", "with_"])
def test_a_header_or_cookie_with_control_characters_is_refused_and_not_quoted(
    options: dict[str, Any], derived: bool, server: Server, connect: Connector, create: Creator
) -> None:
    def client() -> AuthenticatedClient:
        if not derived:
            return connect(**options)
        ((name, value),) = options.items()
        result: AuthenticatedClient = getattr(connect(), f"with_{name}")(value)
        return result

    with pytest.raises(InvalidRequestError) as caught:
        create(client())
    assert "mark-1" not in f"{caught.value} {caught.value!r}"
    assert server.connections == 0


def test_a_header_and_a_cookie_without_control_characters_are_sent(
    server: Server, connect: Connector, create: Creator
) -> None:
    create(connect(headers={"X-Note": "a b"}, cookies={"note": "c"}))
    assert server.requests[0].values("X-Note") == ["a b"]
    assert server.requests[0].values("Cookie") == ["note=c"]
