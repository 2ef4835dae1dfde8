"""Compare media types, with their ranges and without their parameters."""

from collections.abc import Iterable

_CONCRETE = {"*/*": "application/octet-stream", "application/*": "application/json", "text/*": "text/plain"}


def plain(content_type: str) -> str:
    """A `Content-Type` without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def is_json(content_type: str) -> bool:
    """Whether a media type means JSON."""
    media_type = plain(content_type)
    return media_type == "application/json" or media_type.endswith("+json")


def documented(content_type: str, media_types: Iterable[str]) -> str | None:
    """The most exact one of a document's media types that a `Content-Type` falls under."""
    sent = plain(content_type)
    for wanted in (sent, f"{sent.partition('/')[0]}/*", "*/*"):
        for media_type in media_types:
            if sent and plain(media_type) == wanted:
                return media_type
    return None


def concrete(media_type: str) -> str:
    """A media type that can be sent for one that may be a range."""
    return _CONCRETE.get(plain(media_type), media_type)
