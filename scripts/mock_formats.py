"""The string formats that the mock holds values against, where openapi-core's own checks are loose or missing."""

import datetime
import re
from collections.abc import Callable

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATE_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)",
    re.IGNORECASE | re.ASCII,
)
_BASE64 = re.compile(r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOSTNAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(\.{_LABEL})*")
_EMAIL = re.compile(r"[^@\s]{1,64}@(?P<host>[^@\s]+)")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")


def is_uuid(text: str) -> bool:
    """RFC 9562: 8-4-4-4-12 hexadecimal digits, no braces, no prefix."""
    return _UUID.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """RFC 3339 `full-date`."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_date_time(text: str) -> bool:
    """RFC 3339 `date-time`, leap seconds included."""
    match = _DATE_TIME.fullmatch(text)
    return match is not None and is_date(match["date"])


def is_byte(text: str) -> bool:
    """RFC 4648 base64 with its padding."""
    return _BASE64.fullmatch(text) is not None


def is_hostname(text: str) -> bool:
    """RFC 1123."""
    return _HOSTNAME.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """A local part and a hostname."""
    match = _EMAIL.fullmatch(text)
    return match is not None and is_hostname(match["host"])


def is_uri(text: str) -> bool:
    """RFC 3986: a scheme, and no character that a URI cannot hold."""
    return _URI.fullmatch(text) is not None


def _of_strings(check: Callable[[str], bool]) -> Callable[[object], bool]:
    # JSON Schema: a format says nothing about values that are no strings.
    return lambda value: not isinstance(value, str) or check(value)


CHECKS = {
    "uuid": _of_strings(is_uuid),
    "date": _of_strings(is_date),
    "date-time": _of_strings(is_date_time),
    "byte": _of_strings(is_byte),
    "hostname": _of_strings(is_hostname),
    "email": _of_strings(is_email),
    "uri": _of_strings(is_uri),
}
