"""A client library for accessing Openlayer API."""

from .client import AuthenticatedClient, Client
from .errors import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    InvalidRequestError,
    NotFoundError,
    OpenlayerError,
    PermissionDeniedError,
    RateLimitError,
    UnexpectedStatusError,
    UnprocessableEntityError,
)
from .types import UNSET, Response, Unset

__version__ = "0.1.0"

__all__ = [
    "APIConnectionError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticatedClient",
    "AuthenticationError",
    "BadRequestError",
    "Client",
    "ConflictError",
    "InternalServerError",
    "InvalidRequestError",
    "NotFoundError",
    "OpenlayerError",
    "PermissionDeniedError",
    "RateLimitError",
    "Response",
    "UNSET",
    "UnexpectedStatusError",
    "UnprocessableEntityError",
    "Unset",
]
