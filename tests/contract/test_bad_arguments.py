"""Arguments and bodies that break the document are refused before a byte is sent."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract import bad_arguments
from contract.api import Api
from contract.arguments import Arguments, Drawer, Simplest
from contract.conversion import Raw
from contract.faults import Fault, fault, put
from contract.judge import Judge
from contract.operations import Operation, Parameter


@settings(max_examples=4)
@given(data=st.data())
def test_a_parameter_that_breaks_the_document_is_refused(
    parameter: tuple[Operation, Parameter], data: st.DataObject, drawer: Drawer, judge: Judge, api: Api
) -> None:
    operation, broken = parameter
    sent: Arguments = data.draw(drawer.arguments(operation, full=True))
    value = sent.parameters[broken.argument]
    for one in bad_arguments.parameter_faults(judge, broken, value, api.package.unset):
        substitute = data.draw(st.sampled_from(one.substitutes))
        wrong = sent.with_parameter(broken.argument, put(value, one.tokens, substitute))
        error = _refused(operation, wrong, api, f"{broken.location}.{broken.name}{one} as {substitute!r}")
        assert broken.argument in str(error), f"{operation.id}: {error!s} does not name {broken.argument}"


@settings(max_examples=4)
@given(data=st.data())
def test_a_body_that_breaks_the_document_is_refused(
    operation_with_body: Operation, data: st.DataObject, drawer: Drawer, judge: Judge, api: Api
) -> None:
    operation, body = operation_with_body, operation_with_body.body
    assert body is not None
    sent: Arguments = data.draw(drawer.arguments(operation, full=True))
    for one in _body_faults(operation, sent, judge, api.package.unset):
        substitute = data.draw(st.sampled_from(one.substitutes))
        wrong = Arguments(sent.parameters, sent.media, put(sent.body, one.tokens, substitute))
        error = _refused(operation, wrong, api, f"body{one} as {substitute!r}")
        # A body that fits none of several content types may be any of them.
        if len(body.media) == 1:
            assert error.pointer in one.pointers, f"{operation.id}: body{one}: {error!s} at {error.pointer!r}"


def test_a_client_without_a_credential_is_refused_where_the_document_asks_for_one(
    operation_behind_credential: Operation, simplest: Simplest, api: Api
) -> None:
    operation = operation_behind_credential
    _refused(operation, simplest[operation], api, "a client without a credential", api.anonymous)


def _body_faults(operation: Operation, sent: Arguments, judge: Judge, unset: Any) -> Iterator[Fault]:
    assert operation.body is not None and sent.media is not None
    if operation.body.required:
        yield fault("required", (), [Raw(unset)])
    if sent.media.form == "bytes":
        yield fault("type", (), [Raw("text"), Raw(5), Raw(None)])
    else:
        yield from bad_arguments.value_faults(judge, sent.media.schema, sent.body, unset)


def _refused(operation: Operation, arguments: Arguments, api: Api, what: str, client: Any = None) -> Any:
    api.server.received.clear()
    connections = api.server.connections
    try:
        api.call(api.next_function(), operation, arguments, client)
    except api.package.errors.InvalidRequestError as error:
        assert not api.server.received and api.server.connections == connections, f"{operation.id}: {what} is sent"
        return error
    except api.package.errors.OpenlayerError:
        pass
    pytest.fail(f"{operation.id}: {what} is let through")
