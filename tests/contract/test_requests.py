"""What the document allows arrives unchanged, and nothing else does."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.api import TOKEN, Api
from contract.arguments import Arguments, Drawer, Simplest, is_spellable
from contract.conversion import Raw
from contract.document import Document
from contract.faults import places, put
from contract.judge import Judge
from contract.limits import at_limits
from contract.operations import Operation
from contract.package import Package
from contract.schema import Schema

_BEARER = f"Bearer {TOKEN}"


@given(data=st.data())
def test_what_the_document_allows_arrives_unchanged(
    operation: Operation, data: st.DataObject, drawer: Drawer, api: Api
) -> None:
    _check(operation, data.draw(drawer.arguments(operation)), api)


@settings(max_examples=10)
@given(data=st.data())
def test_arguments_arrive_when_all_are_given(
    operation: Operation, data: st.DataObject, drawer: Drawer, api: Api
) -> None:
    _check(operation, data.draw(drawer.arguments(operation, full=True)), api)


@settings(max_examples=3)
@given(data=st.data())
def test_values_at_the_limits_arrive(
    operation: Operation, data: st.DataObject, drawer: Drawer, judge: Judge, api: Api
) -> None:
    sent: Arguments = data.draw(drawer.arguments(operation, full=True))
    for parameter in operation.parameters:
        value = sent.parameters[parameter.argument]
        for extreme in _extremes(judge, parameter.schema, value):
            if is_spellable(parameter, extreme):
                _check(operation, sent.with_parameter(parameter.argument, extreme), api)
    if sent.media is not None and sent.media.form != "bytes":
        for extreme in _extremes(judge, sent.media.schema, sent.body):
            _check(operation, Arguments(sent.parameters, sent.media, extreme), api)


@settings(max_examples=4)
@given(data=st.data())
def test_an_argument_that_is_unset_is_omitted(
    operation_with_options: Operation, data: st.DataObject, drawer: Drawer, api: Api, package: Package
) -> None:
    operation = operation_with_options
    optional = [parameter.argument for parameter in operation.parameters if not parameter.required]
    full: Arguments = data.draw(drawer.arguments(operation, full=True))
    needed = {name: value for name, value in full.parameters.items() if name not in optional}
    unset = Arguments({**needed, **dict.fromkeys(optional, Raw(package.unset))}, full.media, full.body)
    received = api.sent(operation, unset)
    faults = api.reading.faults(operation, Arguments(needed, full.media, full.body), received, _plain(operation))
    assert not faults, f"{operation.id}: {'; '.join(faults)}"


@settings(max_examples=4)
@given(data=st.data())
def test_a_client_with_a_credential_sends_it_where_the_document_asks(
    operation_for_either: Operation, data: st.DataObject, drawer: Drawer, api: Api
) -> None:
    operation = operation_for_either
    sent = data.draw(drawer.arguments(operation))
    faults = api.reading.faults(operation, sent, api.sent(operation, sent, api.authenticated), _BEARER)
    assert not faults, f"{operation.id}: {'; '.join(faults)}"


def test_requests_go_to_the_documents_first_server_if_it_has_one(
    document: Document, package: Package, api: Api, simplest: Simplest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENLAYER_BASE_URL", raising=False)
    urls = []

    def answer(request: httpx.Request) -> httpx.Response:
        urls.append(str(request.url))
        return httpx.Response(418)

    transport: Any = httpx.MockTransport(answer)
    arguments: dict[str, Any] = {"max_retries": 0, "httpx_args": {"transport": transport}}
    if document.server is None:
        with pytest.raises(package.errors.InvalidRequestError):
            package.root.AuthenticatedClient(TOKEN, **arguments)
        return
    with package.root.AuthenticatedClient(TOKEN, **arguments) as client:
        for operation in document.operations:
            api.call("sync_detailed", operation, simplest[operation], client)
    base = document.server.rstrip("/")
    assert urls and all(url.startswith(f"{base}/") for url in urls), f"the server is {base}, requests go to {urls}"


def _check(operation: Operation, sent: Arguments, api: Api) -> None:
    faults = api.reading.faults(operation, sent, api.sent(operation, sent), _plain(operation))
    assert not faults, f"{operation.id}: {'; '.join(faults)}"


def _extremes(judge: Judge, schema: Schema, value: Any) -> Iterator[Any]:
    """`value` with a limit reached in one place, for every limit that it can reach."""
    for place in places(judge, schema, value):
        for _, extreme in at_limits(place.schema, place.value):
            reached = put(value, place.tokens, extreme)
            if judge.accepts(schema, reached):
                yield reached


def _plain(operation: Operation) -> str | None:
    """The credential that the plainest client for an operation sends."""
    return _BEARER if operation.credential == "required" else None
