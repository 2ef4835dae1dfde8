"""Which redirects are followed, and what goes with the request."""

import httpx as httpx

from ._answers import Received
from ._settings import Settings, may_talk_to

# What another origin may see: everything else may be a credential.
_HARMLESS = frozenset(
    (b"accept", b"accept-encoding", b"content-length", b"content-type", b"host", b"user-agent")
)


def next_hop(settings: Settings, request: httpx.Request, received: Received) -> httpx.Request | None:
    """The request that a redirect asks for, without cookies, or None where it is not to be followed.

    Args:
        settings: The client's settings.
        request: The request that was answered.
        received: Its answer.
    """
    redirect = received.redirect
    if redirect is None or not settings.follow_redirects or not received.headers["location"]:
        return None
    if not may_talk_to(redirect.url, settings.allow_insecure_http):
        return None
    # httpx has left the cookies out.
    kept = redirect.headers.raw
    if origin(request.url) != origin(redirect.url):
        kept = [(name, value) for name, value in kept if name.lower() in _HARMLESS]
    return httpx.Request(
        redirect.method, redirect.url, headers=kept, stream=redirect.stream, extensions=request.extensions
    )


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port; the port is None where it is the scheme's own."""
    return url.scheme, url.host, url.port
