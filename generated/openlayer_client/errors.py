"""The errors that this package raises. Their messages hold no token, no header value and no body."""

from collections.abc import Mapping
from typing import Any


class OpenlayerError(Exception):
    """The base of every error of this package.

    Attributes:
        request_method: The HTTP method, such as `POST`; empty where no operation was called.
        request_path: The path that was asked for, or that of the document where no request could be made.
    """

    def __init__(self, message: str, *, request_method: str = "", request_path: str = "") -> None:
        super().__init__(message)
        self.request_method = request_method
        self.request_path = request_path


class InvalidRequestError(OpenlayerError, ValueError):
    """A token, a base URL, an argument or a body breaks the document. Nothing was sent.

    Attributes:
        pointer: JSON pointer of the fault inside the body (or the value given), '' for the whole.
    """

    def __init__(
        self, message: str, *, request_method: str = "", request_path: str = "", pointer: str = ""
    ) -> None:
        super().__init__(message, request_method=request_method, request_path=request_path)
        self.pointer = pointer


class APIConnectionError(OpenlayerError):
    """No usable answer came.

    Attributes:
        outcome_unknown: Whether the server may have acted. False where no byte of the request can have
            been read (refused, unknown host, connect timeout, no free connection, failed TLS handshake)
            and for methods that may be repeated without harm. Where it is True, do not simply call
            again: look first for what the lost request may have made, such as an API key that nobody
            holds, and revoke it.
    """

    def __init__(
        self, message: str, *, request_method: str = "", request_path: str = "", outcome_unknown: bool = True
    ) -> None:
        super().__init__(message, request_method=request_method, request_path=request_path)
        self.outcome_unknown = outcome_unknown


class APITimeoutError(APIConnectionError):
    """The time allowed ran out before a whole answer was there."""


class APIStatusError(OpenlayerError):
    """The server answered with a status that is no success in the document.

    Attributes:
        status_code: The HTTP status.
        headers: The answer's headers; names in any case.
        content: The answer's body.
        parsed: The body as the error model that the document has for this status, else None.
    """

    def __init__(
        self,
        message: str,
        *,
        request_method: str = "",
        request_path: str = "",
        status_code: int = 0,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        parsed: Any = None,
    ) -> None:
        super().__init__(message, request_method=request_method, request_path=request_path)
        self.status_code = status_code
        self.headers: Mapping[str, str] = {} if headers is None else headers
        self.content = content
        self.parsed = parsed


class BadRequestError(APIStatusError):
    """Status 400."""


class AuthenticationError(APIStatusError):
    """Status 401."""


class PermissionDeniedError(APIStatusError):
    """Status 403."""


class NotFoundError(APIStatusError):
    """Status 404."""


class ConflictError(APIStatusError):
    """Status 409."""


class UnprocessableEntityError(APIStatusError):
    """Status 422."""


class RateLimitError(APIStatusError):
    """Status 429, still after the last retry."""


class InternalServerError(APIStatusError):
    """Status 500 to 599."""


class UnexpectedStatusError(APIStatusError):
    """A status below 400 that the document does not have. The server may well have acted: see `content`."""


class APIResponseValidationError(OpenlayerError):
    """The status is a documented success and the body breaks its schema. The server has acted: see `content`.

    Attributes:
        pointer: JSON pointer of the first fault, '' for the body as a whole.
        status_code: The HTTP status.
        headers: The answer's headers; names in any case.
        content: The answer's body.
    """

    def __init__(
        self,
        message: str,
        *,
        request_method: str = "",
        request_path: str = "",
        pointer: str = "",
        status_code: int = 0,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
    ) -> None:
        super().__init__(message, request_method=request_method, request_path=request_path)
        self.pointer = pointer
        self.status_code = status_code
        self.headers: Mapping[str, str] = {} if headers is None else headers
        self.content = content


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def status_error_class(status_code: int) -> type[APIStatusError]:
    """The class for a status that is no documented success."""
    if status_code < 400:
        return UnexpectedStatusError
    if 500 <= status_code < 600:
        return InternalServerError
    return _BY_STATUS.get(status_code, APIStatusError)


__all__ = [
    "APIConnectionError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "InvalidRequestError",
    "NotFoundError",
    "OpenlayerError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnexpectedStatusError",
    "UnprocessableEntityError",
]
