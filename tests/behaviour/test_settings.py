"""What a client is told is checked, and kept as it was told."""

import sys
from typing import Any

import httpx
import pytest

from behaviour.support import Connector
from openlayer_client import Client
from openlayer_client._settings import may_talk_to
from openlayer_client.errors import InvalidRequestError


@pytest.mark.parametrize("what", ["headers", "cookies", "httpx_args"])
def test_what_a_caller_changes_later_changes_no_client(what: str) -> None:
    given: dict[str, Any] = {"http2": "1"}
    options: dict[str, Any] = {what: given}
    client = Client(base_url="https://a.example", **options)
    before = repr(client.settings), dict(getattr(client.settings, what))
    given["trace"] = "2"
    assert (repr(client.settings), dict(getattr(client.settings, what))) == before


def test_every_argument_becomes_the_setting_of_its_name() -> None:
    given: dict[str, Any] = {
        "max_retries": 7,
        "verify_ssl": "roots.pem",
        "follow_redirects": True,
        "allow_insecure_http": False,
        "cookies": {"a": "b"},
        "httpx_args": {"trust_env": False},
    }
    settings = Client(base_url="https://a.example:8443/v1x/", headers={"X": "y"}, timeout=7, **given).settings
    assert {name: getattr(settings, name) for name in given} == given
    assert settings.headers == ((b"X", b"y"),)
    assert (settings.timeout, settings.total) == (httpx.Timeout(7, connect=5), 7)
    assert settings.base_url == "https://a.example:8443/v1x"
    assert Client(base_url="http://a.example", allow_insecure_http=True).settings.allow_insecure_http is True


@pytest.mark.parametrize(("port", "fits"), [(65535, True), (65536, False)])
def test_a_port_has_sixteen_bits(port: int, fits: bool) -> None:
    url = f"https://a.example:{port}"
    assert may_talk_to(httpx.URL(url), False) is fits
    if fits:
        Client(base_url=url)
    else:
        with pytest.raises(InvalidRequestError, match="its port is over 65535"):
            Client(base_url=url)


@pytest.mark.parametrize("url", ["https://a.example/\ud800", 5], ids=ascii)
def test_what_is_no_url_is_refused(url: Any) -> None:
    with pytest.raises(InvalidRequestError, match="is no URL"):
        Client(base_url=url)


@pytest.mark.filterwarnings("ignore:.verify=<str>. is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "options", [{"verify_ssl": "/nowhere/roots.pem"}, {"httpx_args": {"http2": True}}], ids=["no file", "no module"]
)
def test_what_httpx_cannot_do_here_is_a_typed_error(
    options: dict[str, Any], connect: Connector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "h2", None)
    client = connect(**options)
    with pytest.raises(InvalidRequestError, match="httpx refuses them"):
        client.pool.sync_client(client)
