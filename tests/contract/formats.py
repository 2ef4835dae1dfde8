"""The formats that the mapping names: when a string, or a number, has one."""

import base64
import binascii
import datetime
import ipaddress
import re
from collections.abc import Callable
from typing import Any

_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"


def instant(text: str) -> datetime.datetime:
    """What an RFC 3339 date-time says; a `ValueError` where it is none.

    A leap second is the next second, and what is finer than a microsecond is cut off.
    """
    match = _INSTANT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no RFC 3339 date-time")
    *date_and_time, fraction, offset = match.groups()
    year, month, day, hour, minute, second = (int(part) for part in date_and_time)
    zone = datetime.UTC if offset in "Zz" else datetime.datetime.strptime(offset, "%z").tzinfo
    microsecond = int((fraction or "0")[:6].ljust(6, "0"))
    leap = datetime.timedelta(seconds=1 if second == 60 else 0)
    found = datetime.datetime(year, month, day, hour, minute, min(second, 59), microsecond, zone)
    return found + leap


def _is_base64(text: str) -> bool:
    try:
        return base64.b64encode(base64.b64decode(text, validate=True)).decode() == text
    except binascii.Error:
        return False


def _parses(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        try:
            parse(text)
        except ValueError:
            return False
        return True

    return check


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


STRINGS: dict[str, Callable[[str], bool]] = {
    "uuid": lambda text: _UUID.fullmatch(text) is not None,
    "date-time": _parses(instant),
    "date": lambda text: len(text) == 10 and _parses(datetime.date.fromisoformat)(text),
    "byte": _is_base64,
    "email": _matches(rf"[^@\s]+@{_LABEL}(\.{_LABEL})*"),
    "uri": _matches(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+"),
    "hostname": _matches(rf"(?=.{{1,253}}\Z){_LABEL}(\.{_LABEL})*"),
    "ipv4": _parses(ipaddress.IPv4Address),
    "ipv6": _parses(ipaddress.IPv6Address),
    "password": lambda text: True,
    "binary": lambda text: True,
}
BITS = {"int32": 31, "int64": 63}
NUMBERS = ("float", "double")


def conforms(value: Any, name: str) -> bool:
    """Whether `value` has the format, as far as the format is about values of its type."""
    if name in STRINGS:
        return not isinstance(value, str) or STRINGS[name](value)
    if name in BITS and isinstance(value, int) and not isinstance(value, bool):
        return value.bit_length() <= BITS[name] or value == -(2 ** BITS[name])
    return True
