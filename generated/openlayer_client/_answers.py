"""Answers: a status and bytes turned into what the document promises, or into an error."""

import json
from collections.abc import Callable, Mapping
from http.client import responses as reasons
from typing import Any, NoReturn

import httpx as httpx
from attrs import define, field, frozen

from ._schemas import Schema, SchemaFault
from .errors import APIResponseValidationError, OpenlayerError, status_error_class


@frozen
class Answer:
    """A documented answer: how its content is read (`json`, `text`, `bytes`, or `none` at all), and by which schema."""

    kind: str
    schema: Schema


@define
class Received:
    """What came back for one attempt. Nothing secret shows in its repr."""

    request_method: str
    request_path: str
    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    redirect: httpx.Request | None = field(default=None, repr=False)


class Answers:
    """The documented answers of an operation by status: `201`, `4XX`, `default`."""

    def __init__(self, by_status: Mapping[str, Answer]) -> None:
        self._by_status = by_status
        self._default_succeeds = not any(status[0] in "123" for status in by_status)

    def success(self, received: Received) -> Answer | None:
        """The documented success that this is, or None."""
        status = received.status_code
        if status >= 400:
            return None
        found = self._exact(status)
        if self._default_succeeds and 200 <= status < 300:
            found = self._by_status.get("default")
        return found

    def parse(self, answer: Answer, received: Received) -> Any:
        """Read the content of a documented success. Raises `SchemaFault`."""
        try:
            return answer.schema.decode(_READERS[answer.kind](received.content))
        except RecursionError:
            raise SchemaFault("is nested too deeply") from None

    def parse_error(self, received: Received) -> Any:
        """The documented error model, or None where there is none or the content is not one."""
        answer = self._exact(received.status_code) or self._by_status.get("default")
        try:
            return self.parse(answer, received) if answer is not None else None
        except SchemaFault:
            return None

    def _exact(self, status: int) -> Answer | None:
        return self._by_status.get(str(status)) or self._by_status.get(f"{status // 100}XX")


def status_error(answers: Answers, received: Received) -> OpenlayerError:
    """The error for an answer that is no documented success."""
    status = received.status_code
    reason = reasons.get(status, "")
    return status_error_class(status)(
        f"{received.request_method} {received.request_path}: the server answered {status} {reason}".rstrip(),
        request_method=received.request_method,
        request_path=received.request_path,
        status_code=status,
        headers=received.headers,
        content=received.content,
        parsed=answers.parse_error(received),
    )


def validation_error(fault: SchemaFault, received: Received) -> OpenlayerError:
    """The error for a documented success whose content breaks its schema."""
    return APIResponseValidationError(
        f"{received.request_method} {received.request_path}: the answer {received.status_code} breaks the document"
        f" at '{fault.pointer}': {fault.problem}",
        request_method=received.request_method,
        request_path=received.request_path,
        pointer=fault.pointer,
        status_code=received.status_code,
        headers=received.headers,
        content=received.content,
    )


def _read_text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise SchemaFault("expected UTF-8 text") from None


def _read_json(content: bytes) -> Any:
    try:
        return _DECODER.decode(_read_text(content).removeprefix("\N{BYTE ORDER MARK}"))
    except ValueError:
        raise SchemaFault("expected JSON") from None


def _read_nothing(content: bytes) -> None:
    """Whatever stands where the document has no content is left alone."""


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
_READERS: dict[str, Callable[[bytes], Any]] = {
    "json": _read_json,
    "text": _read_text,
    "bytes": bytes,
    "none": _read_nothing,
}
