"""The settings of a client, checked once. A fault is returned and not raised: the caller's frame holds secrets."""

import ipaddress
import os
import re
import ssl
from collections.abc import Callable, Mapping
from typing import Any

import httpx as httpx
from attrs import field, frozen

from ._carriers import COOKIE_VALUE, HEADER_NAME, HEADER_VALUE
from .errors import InvalidRequestError

Token = str | Callable[[], str]

DEFAULT_BASE_URL: str | None = "https://api.openlayer.com/v1"
DEFAULT_TIMEOUT = 60.0
LONGEST_CONNECT = 5.0

_TOKEN = re.compile(r"[\x21-\x7e]+")
# Client has arguments of its own for these, or they would change what the document says.
_NOT_FOR_HTTPX = frozenset("base_url cookies follow_redirects headers params timeout verify".split())


@frozen
class Settings:
    """What a client was told. Nothing secret shows in its repr."""

    origin: str
    host: bytes
    path: str
    timeout: httpx.Timeout
    total: float | None
    max_retries: int
    headers: tuple[tuple[bytes, bytes], ...] = field(repr=False)
    cookies: Mapping[str, str] = field(repr=False)
    verify_ssl: str | bool | ssl.SSLContext
    follow_redirects: bool
    allow_insecure_http: bool
    httpx_args: Mapping[str, Any] = field(repr=False)
    token: Token | None = field(default=None, repr=False)

    @property
    def base_url(self) -> str:
        """Where the API is, without a slash at the end."""
        return self.origin + self.path


def make_settings(
    *,
    base_url: str | None,
    timeout: float | httpx.Timeout | None,
    max_retries: int,
    headers: Mapping[str, str] | None,
    cookies: Mapping[str, str] | None,
    verify_ssl: str | bool | ssl.SSLContext,
    follow_redirects: bool,
    allow_insecure_http: bool,
    httpx_args: Mapping[str, Any] | None,
) -> Settings | InvalidRequestError:
    """Check a client's arguments and fill in the defaults."""
    url = (os.environ.get("OPENLAYER_BASE_URL") or DEFAULT_BASE_URL) if base_url is None else base_url
    if url is None:
        return InvalidRequestError("base_url: is missing: give it or set OPENLAYER_BASE_URL")
    checked = read_base_url(url, allow_insecure_http)
    if isinstance(checked, str):
        return InvalidRequestError(f"base_url: {checked}")
    if not _is_count(max_retries):
        return InvalidRequestError("max_retries: expected an integer from 0")
    if foreign := sorted(_NOT_FOR_HTTPX.intersection(httpx_args or {})):
        return InvalidRequestError(
            f"httpx_args: {foreign[0]} is not passed on; use the client's own arguments"
        )
    if fault := header_fault(headers or {}) or cookie_fault(cookies or {}):
        return InvalidRequestError(fault)
    times = read_timeout(timeout)
    if isinstance(times, str):
        return InvalidRequestError(times)
    return Settings(
        origin=f"{checked.scheme}://{checked.netloc.decode('ascii')}",
        host=checked.netloc,
        path=checked.raw_path.decode("ascii").rstrip("/"),
        timeout=times[0],
        total=times[1],
        max_retries=max_retries,
        headers=raw_headers(headers or {}),
        cookies=dict(cookies or {}),
        verify_ssl=verify_ssl,
        follow_redirects=follow_redirects,
        allow_insecure_http=allow_insecure_http,
        httpx_args=dict(httpx_args or {}),
    )


def read_base_url(text: str, allow_insecure_http: bool) -> httpx.URL | str:
    """The URL, or what is wrong with it."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, TypeError, ValueError):
        return "is no URL"
    if url.scheme not in ("http", "https") or not url.host:
        return "expected an absolute http or https URL"
    if url.userinfo or url.query or url.fragment:
        return "must hold no user, password, query or fragment"
    if url.port is not None and url.port > 65535:
        return "its port is over 65535"
    if not may_talk_to(url, allow_insecure_http):
        return "plain http would show the token to the network: use https, or allow_insecure_http=True"
    return url


def may_talk_to(url: httpx.URL, allow_insecure_http: bool) -> bool:
    """Whether a request may go there: over TLS, to this machine, or in the clear because the caller said so."""
    if url.port is not None and url.port > 65535:
        return False
    return url.scheme == "https" or (url.scheme == "http" and (allow_insecure_http or _is_loopback(url.host)))


def read_timeout(timeout: object) -> tuple[httpx.Timeout, float | None] | str:
    """The time for each phase and for one attempt in all, or what is wrong."""
    if timeout is None:
        return httpx.Timeout(None), None
    if isinstance(timeout, httpx.Timeout):
        return timeout, None
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout < float("inf"):
        return "timeout: expected seconds above 0, an httpx.Timeout, or None for no limit"
    return httpx.Timeout(timeout, connect=min(timeout, LONGEST_CONNECT)), timeout


def token_fault(token: object) -> str | None:
    """What is wrong with a token, which is never quoted."""
    if not isinstance(token, str):
        return "token: expected a string"
    if _TOKEN.fullmatch(token) is None:
        return "token: is empty, or holds white space, control or non-ASCII characters"
    return None


def header_fault(headers: Mapping[Any, Any]) -> str | None:
    """What is wrong with a set of headers; values are never quoted."""
    for name, value in headers.items():
        if not isinstance(name, str) or HEADER_NAME.fullmatch(name) is None:
            return "headers: a name is no HTTP token"
        if name.lower() in ("content-length", "transfer-encoding"):
            return f"headers: {name} is the client's own business"
        if not isinstance(value, str) or HEADER_VALUE.fullmatch(value) is None:
            return f"headers: the value of {name} holds control or non-ASCII characters, or white space at an end"
    return None


def raw_headers(headers: Mapping[str, str]) -> tuple[tuple[bytes, bytes], ...]:
    """Checked headers as bytes."""
    return tuple((name.encode("ascii"), value.encode("ascii")) for name, value in headers.items())


def cookie_fault(cookies: Mapping[Any, Any]) -> str | None:
    """What is wrong with a set of cookies; values are never quoted."""
    for name, value in cookies.items():
        if not isinstance(name, str) or HEADER_NAME.fullmatch(name) is None:
            return "cookies: a name is no HTTP token"
        if not isinstance(value, str) or COOKIE_VALUE.fullmatch(value) is None:
            return f"cookies: the value of {name} holds characters that no cookie can carry"
    return None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
