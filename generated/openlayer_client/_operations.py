"""Operations: what the modules of `api` are made of."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from ._answers import Answer, Answers, Received, status_error, validation_error
from ._drivers import run, run_async
from ._exchange import Connections, Exchange, exchange
from ._parameters import Parameter
from ._requests import Body, Template
from ._schemas import SchemaFault
from .client import AuthenticatedClient, Client
from .errors import InvalidRequestError, OpenlayerError
from .types import Response

T = TypeVar("T")


class Operation(Generic[T]):
    """One operation of the document; `T` is what its documented successes say.

    Args:
        method: The HTTP method.
        path: The path with its parameters in braces.
        secured: Whether it takes an `AuthenticatedClient` only.
        parameters: The parameters by location (`path`, `query`, `header`, `cookie`).
        bodies: The content types that a body may have, none for no body.
        body_required: Whether the body may not be left out.
        answers: The documented answers by status.
        accept: The `Accept` header.
    """

    def __init__(
        self,
        method: str,
        path: str,
        *,
        secured: bool = False,
        parameters: Mapping[str, tuple[Parameter, ...]] | None = None,
        bodies: tuple[Body, ...] = (),
        body_required: bool = False,
        answers: Mapping[str, Answer],
        accept: str = "application/json",
    ) -> None:
        self._secured = secured
        self._answers = Answers(answers)
        self._template = Template(
            method,
            path,
            parameters=parameters or {},
            bodies=bodies,
            body_required=body_required,
            accept=accept,
        )

    def sync(self, client: Client, arguments: "Arguments") -> T:
        """Call in this thread; return what a documented success says, raise for everything else."""
        return self._value(self._call(client, arguments))

    async def asyncio(self, client: Client, arguments: "Arguments") -> T:
        """Call in the running event loop; return what a documented success says, raise for everything else."""
        return self._value(await self._call_async(client, arguments))

    def sync_detailed(self, client: Client, arguments: "Arguments") -> Response[T]:
        """Call in this thread; return the answer of whatever status."""
        return self._response(self._call(client, arguments))

    async def asyncio_detailed(self, client: Client, arguments: "Arguments") -> Response[T]:
        """Call in the running event loop; return the answer of whatever status."""
        return self._response(await self._call_async(client, arguments))

    # These two give errors back instead of raising them. Raised further out, an error has no traceback through
    # the frames that held the request, which a report with local variables would show.

    def _call(self, client: Client, arguments: "Arguments") -> Received | OpenlayerError:
        try:
            connections = client.pool.sync_client(client)
            return run(connections, self._exchange(client, arguments, connections))
        except OpenlayerError as error:
            return self._bare(error)

    async def _call_async(self, client: Client, arguments: "Arguments") -> Received | OpenlayerError:
        try:
            connections = await client.pool.async_client(client)
            return await run_async(connections, self._exchange(client, arguments, connections))
        except OpenlayerError as error:
            return self._bare(error)

    def _exchange(self, client: Client, arguments: "Arguments", connections: Connections) -> Exchange:
        if self._secured and not isinstance(client, AuthenticatedClient):
            raise InvalidRequestError("client: this operation takes an AuthenticatedClient")
        return exchange(client.settings, self._template.fill(client.settings, arguments), connections)

    def _bare(self, error: OpenlayerError) -> OpenlayerError:
        error.request_method = self._template.method
        error.request_path = error.request_path or self._template.path
        error.__context__ = None
        return error.with_traceback(None)

    def _value(self, outcome: Received | OpenlayerError) -> T:
        if isinstance(outcome, OpenlayerError):
            raise outcome
        success = self._answers.success(outcome)
        if success is None:
            raise status_error(self._answers, outcome)
        return self._parsed(success, outcome)

    def _response(self, outcome: Received | OpenlayerError) -> Response[T]:
        if isinstance(outcome, OpenlayerError):
            raise outcome
        success = self._answers.success(outcome)
        parsed = None if success is None else self._parsed(success, outcome)
        return Response(outcome.status_code, outcome.headers, outcome.content, parsed)

    def _parsed(self, success: Answer, received: Received) -> T:
        try:
            parsed: T = self._answers.parse(success, received)
        except SchemaFault as fault:
            error = validation_error(fault, received)
        else:
            return parsed
        raise error


class Arguments(dict[str, Any]):
    """The arguments of a call by their Python names. Its repr shows names only, for some may be secrets."""

    def __repr__(self) -> str:
        return f"Arguments({', '.join(self)})"
