"""Answers come back as the document describes them; those that break it are told by the place of the fault."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.api import Api
from contract.arguments import Drawer, Simplest
from contract.conversion import Conversion, to_json
from contract.faults import answer_faults, limit_faults, put
from contract.judge import Judge
from contract.operations import Answer, Media
from contract.server import MARK
from contract.statuses import error_class, statuses
from contract.subjects import Documented

_NO_JSON = (b"", b"<html>not found</html>", b"{", b'{"a": NaN}', b"\xff")
_UNKNOWN = {"a property that no document has": [None, {"a": 1.5}]}


@given(data=st.data())
def test_a_documented_answer_comes_back_equal(
    answer: Documented, data: st.DataObject, drawer: Drawer, simplest: Simplest, api: Api
) -> None:
    operation, documented = answer
    status = data.draw(st.sampled_from(statuses(*answer)))
    value, content = data.draw(_contents(documented.media, drawer))
    function = api.next_function()
    parsed = _answered(answer, status, content, function, simplest, api)
    if operation.is_success(status) or not function.endswith("_detailed"):
        fault = _difference(documented.media, value, parsed, api.conversion)
        assert fault is None, f"{operation.id}: {documented.status}{fault}"


@settings(max_examples=4)
@given(data=st.data())
def test_limits_and_unknown_properties_are_let_through(
    json_success: Documented, data: st.DataObject, drawer: Drawer, judge: Judge, simplest: Simplest, api: Api
) -> None:
    operation, documented = json_success
    media = _media(documented)
    value = data.draw(drawer.values.of(media.schema, full=True))
    broken = [put(value, one.tokens, one.substitutes[0]) for one in limit_faults(judge, media.schema, value)]
    if media.schema.kind == "model" and media.schema.additional.kind == "any":
        broken.append({**value, **_UNKNOWN})
    for grown in (one for one in broken if judge.reads(media.schema, one)):
        parsed = _answered(json_success, statuses(*json_success)[0], _dumped(grown), api.next_function(), simplest, api)
        fault = _difference(media, grown, parsed, api.conversion)
        assert fault is None, f"{operation.id}: {documented.status}{fault}"


@settings(max_examples=3)
@given(data=st.data())
def test_an_answer_that_breaks_the_document_is_told_by_its_place(
    json_success: Documented, data: st.DataObject, drawer: Drawer, judge: Judge, simplest: Simplest, api: Api
) -> None:
    operation, documented = json_success
    media = _media(documented)
    value = data.draw(drawer.values.of(media.schema, full=True))
    for fault in answer_faults(judge, media.schema, value):
        substitute = data.draw(st.sampled_from(fault.substitutes))
        content = _dumped(put(value, fault.tokens, substitute))
        place = f"{operation.id}: {documented.status}{fault}"
        error = _rejected(json_success, content, f"{place}, as {substitute!r},", simplest, api)
        assert error.pointer in fault.pointers, f"{place}: the client says {error.pointer!r}"


def test_a_success_that_is_no_json_is_told(json_success: Documented, simplest: Simplest, api: Api) -> None:
    operation, documented = json_success
    for content in _NO_JSON:
        error = _rejected(json_success, content, f"{operation.id}: {documented.status} with {content!r}", simplest, api)
        assert error.pointer == ""


@settings(max_examples=3)
@given(data=st.data())
def test_an_error_that_breaks_the_document_is_still_that_error(
    json_error: Documented, data: st.DataObject, drawer: Drawer, judge: Judge, simplest: Simplest, api: Api
) -> None:
    status, schema = statuses(*json_error)[-1], _media(json_error[1]).schema
    value = data.draw(drawer.values.of(schema, full=True))
    broken = [put(value, one.tokens, one.substitutes[0]) for one in answer_faults(judge, schema, value)]
    for content in (*_NO_JSON, *map(_dumped, broken)):
        function = data.draw(st.sampled_from(["sync", "asyncio"]))
        assert _answered(json_error, status, content, function, simplest, api) is None


def _answered(answer: Documented, status: int, content: bytes, function: str, simplest: Simplest, api: Api) -> Any:
    """What a function makes of an answer's body, whether it returns it or raises an error with it."""
    operation, documented = answer
    api.reply(status, documented, content)
    try:
        result = api.call(function, operation, simplest[operation])
    except api.package.errors.APIStatusError as error:
        assert not operation.is_success(status), f"{operation.id}: the success {status} raises {error!r}"
        assert type(error).__name__ == error_class(status)
        assert (error.status_code, error.content, error.headers[MARK[0]]) == (status, content, MARK[1])
        return error.parsed
    if not function.endswith("_detailed"):
        assert operation.is_success(status), f"{operation.id}: {function} returns for {status}"
        return result
    assert (result.status_code, result.content, result.headers[MARK[0]]) == (status, content, MARK[1])
    return result.parsed


def _rejected(answer: Documented, content: bytes, what: str, simplest: Simplest, api: Api) -> Any:
    operation, documented = answer
    api.reply(statuses(*answer)[0], documented, content)
    try:
        api.call(api.next_function(), operation, simplest[operation])
    except api.package.errors.APIResponseValidationError as error:
        assert error.content == content
        return error
    pytest.fail(f"{what} is let through")


def _media(answer: Answer) -> Media:
    assert answer.media is not None
    return answer.media


def _contents(media: Media | None, drawer: Drawer) -> st.SearchStrategy[tuple[Any, bytes]]:
    """A body's value with its bytes."""
    if media is None:
        return st.just((None, b""))
    if media.form == "bytes":
        return st.binary(max_size=50).map(lambda content: (content, content))
    if media.form == "text":
        # A byte order mark at the start is no part of the text.
        texts = st.text().filter(lambda text: not text.startswith("\ufeff"))
        return texts.map(lambda text: (text, text.encode()))
    return drawer.values.of(media.schema).map(lambda value: (value, _dumped(value)))


def _difference(media: Media | None, value: Any, parsed: Any, conversion: Conversion) -> str | None:
    if media is None or media.form != "json":
        return (
            None if type(parsed) is type(value) and parsed == value else f" is {value!r}, the client gives {parsed!r}"
        )
    if fault := conversion.mistyped(media.schema, parsed):
        return f"{fault.pointer} is {fault.expected}, the client gives {fault.actual}"
    if fault := conversion.differs(media.schema, value, to_json(parsed)):
        return f"{fault.pointer} is {fault.expected!r}, the client gives {fault.actual!r}"
    return None


def _dumped(value: Any) -> bytes:
    return json.dumps(value).encode()
