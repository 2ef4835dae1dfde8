"""When a request is sent again, and after how long. Decided from that request alone."""

import asyncio
import datetime
import random
import re
import ssl
import time
from email.utils import parsedate_to_datetime

import httpx as httpx

IDEMPOTENT = frozenset(("DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"))
LONGEST_WAIT = 60.0

_WORTH_ANOTHER_TRY = frozenset((408, 500, 502, 503, 504))

sleep = time.sleep
sleep_async = asyncio.sleep


def never_sent(failure: httpx.HTTPError) -> bool:
    """Whether the server cannot have read a byte of the request that failed."""
    return isinstance(
        failure,
        httpx.ConnectError
        | httpx.ConnectTimeout
        | httpx.PoolTimeout
        | httpx.ProxyError
        | httpx.UnsupportedProtocol,
    )


def may_repeat_after_failure(method: str, failure: httpx.HTTPError) -> bool:
    """Whether a request that got no answer is sent again.

    Any method where no connection was made; idempotent ones after a broken or late answer as well.
    """
    if isinstance(failure, httpx.ConnectTimeout | httpx.PoolTimeout):
        return True
    if isinstance(failure, httpx.ConnectError):
        return not _is_tls_failure(failure)
    return method in IDEMPOTENT and isinstance(
        failure, httpx.TimeoutException | httpx.NetworkError | httpx.RemoteProtocolError
    )


def may_repeat_after_status(method: str, status_code: int) -> bool:
    """Whether a request is sent again because of its answer: 429 says that nothing was done."""
    return status_code == 429 or (method in IDEMPOTENT and status_code in _WORTH_ANOTHER_TRY)


def wait_before(retry: int, retry_after: str | None = None) -> float:
    """Seconds to wait before a retry.

    Args:
        retry: How many retries came before this one.
        retry_after: The answer's `Retry-After`, if it had one. Obeyed up to 60 s; one that is zero, negative,
            past or not a number counts as none.
    """
    asked = _seconds(retry_after) if retry_after else 0.0
    if asked > 0:
        return min(asked, LONGEST_WAIT)
    ceiling = 2.0 ** min(retry, 3)
    # Jitter spreads out clients that were turned away together; it needs no cryptographic randomness.
    return random.uniform(ceiling / 2, ceiling)  # noqa: S311


def _seconds(retry_after: str) -> float:
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", retry_after):
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.UTC)
        return moment.timestamp() - time.time()
    except (ValueError, OverflowError):
        return 0.0


def _is_tls_failure(failure: BaseException) -> bool:
    link: BaseException | None = failure
    while link is not None:
        if isinstance(link, ssl.SSLError):
            return True
        link = link.__context__
    return False
