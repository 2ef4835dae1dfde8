"""Create a new API key in a workspace.

Source: #/paths/~1workspaces~1{workspaceId}~1api-keys/post
"""

from __future__ import annotations

from uuid import UUID

from .. import _answers, _operations, _parameters, _requests, _schemas
from ..client import AuthenticatedClient
from ..models import ApiKey, CreateApiKeyInWorkspaceBody
from ..types import UNSET, Response, Unset

_OPERATION: _operations.Operation[ApiKey] = _operations.Operation(
    "POST",
    "/workspaces/{workspaceId}/api-keys",
    secured=True,
    parameters={
        "path": (_parameters.Parameter("workspaceId", "workspace_id", _schemas.Uuid()),),
    },
    bodies=(_requests.Body("application/json", _schemas.Reference(lambda: CreateApiKeyInWorkspaceBody)),),
    answers={
        "201": _answers.Answer("json", _schemas.Reference(lambda: ApiKey)),
    },
)


def sync(
    workspace_id: UUID | str,
    *,
    client: AuthenticatedClient,
    body: CreateApiKeyInWorkspaceBody | Unset = UNSET,
) -> ApiKey:
    """Create a new API key in a workspace.

    `POST /workspaces/{workspaceId}/api-keys`

    Args:
        workspace_id: The workspace id. A UUID. Source: #/components/parameters/workspaceId
        client: The client whose credential, URL and connections are used.
        body: The request body, application/json. Optional. Source: #/paths/~1workspaces~1{workspaceId}~1api-keys/post/requestBody

    Returns:
        ApiKey for 201: Status Created.

    Raises:
        InvalidRequestError: An argument or the body breaks the document; nothing was sent.
        APIConnectionError: No usable answer came; `outcome_unknown` says whether the server may have acted.
        APITimeoutError: The time ran out; a kind of APIConnectionError.
        APIStatusError: The status is no documented success; its subclasses tell which.
        APIResponseValidationError: The answer is a documented success and breaks its schema.
    """

    return _OPERATION.sync(client, _operations.Arguments(workspace_id=workspace_id, body=body))


async def asyncio(
    workspace_id: UUID | str,
    *,
    client: AuthenticatedClient,
    body: CreateApiKeyInWorkspaceBody | Unset = UNSET,
) -> ApiKey:
    """Create a new API key in a workspace.

    `POST /workspaces/{workspaceId}/api-keys`

    Args:
        workspace_id: The workspace id. A UUID. Source: #/components/parameters/workspaceId
        client: The client whose credential, URL and connections are used.
        body: The request body, application/json. Optional. Source: #/paths/~1workspaces~1{workspaceId}~1api-keys/post/requestBody

    Returns:
        ApiKey for 201: Status Created.

    Raises:
        InvalidRequestError: An argument or the body breaks the document; nothing was sent.
        APIConnectionError: No usable answer came; `outcome_unknown` says whether the server may have acted.
        APITimeoutError: The time ran out; a kind of APIConnectionError.
        APIStatusError: The status is no documented success; its subclasses tell which.
        APIResponseValidationError: The answer is a documented success and breaks its schema.
    """

    return await _OPERATION.asyncio(client, _operations.Arguments(workspace_id=workspace_id, body=body))


def sync_detailed(
    workspace_id: UUID | str,
    *,
    client: AuthenticatedClient,
    body: CreateApiKeyInWorkspaceBody | Unset = UNSET,
) -> Response[ApiKey]:
    """Create a new API key in a workspace.

    `POST /workspaces/{workspaceId}/api-keys`

    Args:
        workspace_id: The workspace id. A UUID. Source: #/components/parameters/workspaceId
        client: The client whose credential, URL and connections are used.
        body: The request body, application/json. Optional. Source: #/paths/~1workspaces~1{workspaceId}~1api-keys/post/requestBody

    Returns:
        The answer, of whatever status; its `parsed` is what a documented success says.

    Raises:
        InvalidRequestError: An argument or the body breaks the document; nothing was sent.
        APIConnectionError: No usable answer came; `outcome_unknown` says whether the server may have acted.
        APITimeoutError: The time ran out; a kind of APIConnectionError.
        APIResponseValidationError: The answer is a documented success and breaks its schema.
    """

    return _OPERATION.sync_detailed(client, _operations.Arguments(workspace_id=workspace_id, body=body))


async def asyncio_detailed(
    workspace_id: UUID | str,
    *,
    client: AuthenticatedClient,
    body: CreateApiKeyInWorkspaceBody | Unset = UNSET,
) -> Response[ApiKey]:
    """Create a new API key in a workspace.

    `POST /workspaces/{workspaceId}/api-keys`

    Args:
        workspace_id: The workspace id. A UUID. Source: #/components/parameters/workspaceId
        client: The client whose credential, URL and connections are used.
        body: The request body, application/json. Optional. Source: #/paths/~1workspaces~1{workspaceId}~1api-keys/post/requestBody

    Returns:
        The answer, of whatever status; its `parsed` is what a documented success says.

    Raises:
        InvalidRequestError: An argument or the body breaks the document; nothing was sent.
        APIConnectionError: No usable answer came; `outcome_unknown` says whether the server may have acted.
        APITimeoutError: The time ran out; a kind of APIConnectionError.
        APIResponseValidationError: The answer is a documented success and breaks its schema.
    """

    return await _OPERATION.asyncio_detailed(
        client, _operations.Arguments(workspace_id=workspace_id, body=body)
    )
