"""Requests: an operation and its arguments turned into bytes, after everything about them was checked."""

import json
import platform
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import httpx as httpx
from attrs import define, field, frozen

from ._parameters import (
    Parameter,
    write_cookie,
    write_form,
    write_header,
    write_path,
    write_query,
)
from ._schemas import Schema, SchemaFault
from ._settings import Settings, token_fault
from .errors import InvalidRequestError
from .types import UNSET

W = TypeVar("W")
RawHeaders = list[tuple[bytes, bytes]]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

USER_AGENT = f"openlayer-client/0.1.0 Python/{platform.python_version()}"
_OWN_HEADERS: RawHeaders = [
    (b"accept-encoding", b"gzip, deflate"),
    (b"user-agent", USER_AGENT.encode("ascii")),
]


@define
class Prepared:
    """A checked call: `make` gives its request anew for each attempt, with the token of that moment.

    `cookies` are the caller's own; those that the server set are added when the request is sent.
    """

    method: str
    path: str
    cookies: Mapping[str, str] = field(repr=False)
    make: Callable[[], httpx.Request]


@frozen
class Body:
    """One content type that an operation's body may have."""

    content_type: str
    schema: Schema
    form: bool = False


class Template:
    """The part of a request that the document fixes.

    Args:
        method: The HTTP method.
        path: The path with its parameters in braces.
        parameters: The parameters by location (`path`, `query`, `header`, `cookie`).
        bodies: The content types that a body may have, none for no body.
        body_required: Whether the body may not be left out.
        accept: The `Accept` header.
    """

    def __init__(
        self,
        method: str,
        path: str,
        *,
        parameters: Mapping[str, tuple[Parameter, ...]],
        bodies: tuple[Body, ...],
        body_required: bool,
        accept: str,
    ) -> None:
        self.method = method
        self.path = path
        self._pieces = re.split(r"\{([^{}]+)\}", path)
        self._in_path = {each.name: each for each in parameters.get("path", ())}
        self._in_query = parameters.get("query", ())
        self._in_header = parameters.get("header", ())
        self._in_cookie = parameters.get("cookie", ())
        self._bodies = bodies
        self._body_required = body_required
        self._accept = (b"accept", accept.encode("ascii"))

    def fill(self, settings: Settings, arguments: Mapping[str, Any]) -> Prepared:
        """Check the arguments (`body` among them, for an operation that takes one) and write them out.

        Raises:
            InvalidRequestError: An argument or the body breaks the document.
        """
        path = self._write_path(arguments)
        query = self._write_query(arguments)
        text = f"{settings.origin}{settings.path}{path}"
        # A query may hold secrets, which no cache should keep.
        url = httpx.URL(f"{text}?{query}") if query else _parse_url(text)
        content_type, content = self._write_body(arguments.get("body", UNSET))
        headers = self._write_headers(settings, arguments, content_type)
        cookies = self._write_cookies(settings, arguments)
        method = self.method
        if content or method in ("PATCH", "POST", "PUT"):
            headers.append((b"content-length", b"%d" % len(content)))
        token = settings.token

        def make() -> httpx.Request:
            credential = [] if token is None else [(b"authorization", b"Bearer " + _current(token))]
            return httpx.Request(
                method,
                url,
                headers=[*headers, *credential],
                stream=httpx.ByteStream(content),
                extensions={"timeout": settings.timeout.as_dict()},
            )

        return Prepared(method, settings.path + path, cookies, make)

    def _write_path(self, arguments: Mapping[str, Any]) -> str:
        pieces = list(self._pieces)
        for index in range(1, len(pieces), 2):
            parameter = self._in_path[pieces[index]]
            pieces[index] = _checked(write_path, parameter, arguments[parameter.argument])
        return "".join(pieces)

    def _write_query(self, arguments: Mapping[str, Any]) -> str:
        pairs: list[tuple[str, str]] = []
        for each, value in _given(self._in_query, arguments):
            pairs += _checked(write_query, each, value)
        return "&".join(f"{name}={value}" for name, value in pairs)

    def _write_headers(
        self, settings: Settings, arguments: Mapping[str, Any], content_type: str | None
    ) -> RawHeaders:
        headers = [(b"host", settings.host), self._accept, *_OWN_HEADERS, *settings.headers]
        for each, value in _given(self._in_header, arguments):
            headers.append((each.name.encode("ascii"), _checked(write_header, each, value).encode("ascii")))
        if content_type is not None:
            headers.append((b"content-type", content_type.encode("ascii")))
        # The last of a name wins: a parameter over the caller's header over this package's own.
        found = {name.lower(): (name, value) for name, value in headers}
        if settings.token is not None:
            found.pop(b"authorization", None)
        return list(found.values())

    def _write_cookies(self, settings: Settings, arguments: Mapping[str, Any]) -> Mapping[str, str]:
        given = {
            each.name: _checked(write_cookie, each, value)
            for each, value in _given(self._in_cookie, arguments)
        }
        return {**settings.cookies, **given}

    def _write_body(self, body: Any) -> tuple[str | None, bytes]:
        if body is UNSET:
            if self._body_required:
                raise InvalidRequestError("body: is required")
            return None, b""
        first: SchemaFault | None = None
        for each in self._bodies:
            try:
                return each.content_type, _serialise(each, each.schema.encode(body, strict=True))
            except SchemaFault as fault:
                first = first or fault
            except RecursionError:
                first = first or SchemaFault("is nested too deeply")
        assert first is not None, "an operation that takes a body has a content type for it"
        raise InvalidRequestError(f"body{first.pointer}: {first.problem}", pointer=first.pointer)


def _given(
    parameters: tuple[Parameter, ...], arguments: Mapping[str, Any]
) -> Iterator[tuple[Parameter, Any]]:
    for each in parameters:
        value = arguments[each.argument]
        if value is not UNSET or each.required:
            yield each, value


def _checked(write: Callable[[Parameter, Any], W], parameter: Parameter, value: Any) -> W:
    try:
        return write(parameter, value)
    except SchemaFault as fault:
        what = f"{parameter.argument}{fault.pointer}: {fault.problem}"
        raise InvalidRequestError(what, pointer=fault.pointer) from None


def _serialise(body: Body, data: Any) -> bytes:
    if isinstance(data, bytes):
        return data
    if body.form:
        return write_form(data).encode("ascii")
    try:
        return _ENCODER.encode(data).encode()
    except UnicodeEncodeError:
        raise SchemaFault("holds a lone surrogate, which UTF-8 cannot write") from None


# Taking a URL apart costs more than all other checks of a request together, and services ask for the same few.
_parse_url = lru_cache(httpx.URL)


def _current(token: str | Callable[[], str]) -> bytes:
    if isinstance(token, str):
        return token.encode("ascii")
    try:
        found = token()
    except Exception as error:
        raise InvalidRequestError(f"token: the callable raised {type(error).__name__}") from None
    if fault := token_fault(found):
        raise InvalidRequestError(fault)
    return found.encode("ascii")
