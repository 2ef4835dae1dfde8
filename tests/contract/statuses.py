"""Which statuses an entry of the document is about, and which error the others are."""

from contract.operations import Answer, Operation

# 1xx cannot be final answers; 101 is one to a client that has asked for another protocol, which these never do.
INTERIM = (100, 102, 103, 199)
ON_THE_WIRE = range(200, 600)
_WITHOUT_CONTENT = (204, 205, 304)
_ERRORS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
# Statuses that clients tell apart, and the ends of each hundred.
TELLING = (200, 201, 202, 204, 226, 299, 300, 302, 304, 399, *_ERRORS, 402, 408, 418, 499, 500, 502, 503, 504, 599)


def statuses(operation: Operation, answer: Answer) -> list[int]:
    """The statuses for which an answer is the documented one."""
    return [
        status
        for status in ON_THE_WIRE
        if operation.answer_to(status) is answer
        and (answer.status != "default" or status >= 400 or operation.is_success(status))
        and (answer.media is None or status not in _WITHOUT_CONTENT)
    ]


def error_class(status: int) -> str:
    """The class of the error that a status is, where it is no documented success."""
    if status < 400:
        return "UnexpectedStatusError"
    return _ERRORS.get(status) or ("APIStatusError" if status < 500 else "InternalServerError")
