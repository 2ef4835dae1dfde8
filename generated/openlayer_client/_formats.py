"""String formats: text to values and back, as strict as the formats' own specifications."""

import base64
import datetime
import ipaddress
import re
from urllib.parse import urlsplit
from uuid import UUID

from dateutil import tz

_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.([0-9]+))?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)
_EMAIL = re.compile(r"[^\s@\x00-\x1b]+@[^\s@\x00-\x1b]+")
_HOST_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


def parse_uuid(text: str) -> UUID:
    """Read 8-4-4-4-12 hexadecimal digits.

    Raises:
        ValueError: The text is anything else, braces and URNs included.
    """
    if _UUID.fullmatch(text) is None:
        raise ValueError
    return UUID(text)


def is_uuid(text: str) -> bool:
    """Whether the text is 8-4-4-4-12 hexadecimal digits."""
    return _UUID.fullmatch(text) is not None


def parse_date(text: str) -> datetime.date:
    """Read an RFC 3339 full-date.

    Raises:
        ValueError: The text is none, or there is no such day.
    """
    if _DATE.fullmatch(text) is None:
        raise ValueError
    return datetime.date.fromisoformat(text)


def parse_date_time(text: str) -> datetime.datetime:
    """Read an RFC 3339 date-time: `T` and `Z` in any case, any number of fraction digits, a leap second.

    Digits after the sixth are cut off; a leap second is read as the next second.

    Raises:
        ValueError: The text is none (a missing offset, for one), or there is no such moment.
    """
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        raise ValueError
    # dateutil's own parser takes five times as long, and takes more than RFC 3339 allows (24:00, for one).
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = match.groups()
    microsecond = int(f"{fraction:0<6}"[:6]) if fraction else 0
    zone = (
        tz.UTC
        if sign is None
        else tz.tzoffset(None, int(f"{sign}1") * (int(hours) * 3600 + int(minutes) * 60))
    )
    leap = second == "60"
    moment = datetime.datetime(
        int(year),
        int(month),
        int(day),
        int(hour),
        int(minute),
        59 if leap else int(second),
        microsecond,
        zone,
    )
    if not leap:
        return moment
    try:
        return moment + datetime.timedelta(seconds=1)
    except OverflowError as error:
        raise ValueError from error


def format_date_time(moment: datetime.datetime) -> str:
    """Write an aware moment as RFC 3339 text.

    Raises:
        ValueError: The moment has no offset, or one that is not whole minutes.
    """
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        raise ValueError
    text = moment.isoformat()
    return f"{text[:-6]}Z" if not offset else text


def parse_base64(text: str) -> bytes:
    """Read base64 text.

    Raises:
        ValueError: The text holds anything but the alphabet and its padding.
    """
    return base64.b64decode(text, validate=True)


def format_base64(content: bytes) -> str:
    """Write bytes as base64 text."""
    return base64.b64encode(content).decode("ascii")


def is_email(text: str) -> bool:
    """Whether the text looks like a mailbox: something, one `@`, something."""
    return _EMAIL.fullmatch(text) is not None


def is_uri(text: str) -> bool:
    """Whether the text is an absolute URI without white space."""
    if not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme) and bool(parts.netloc or parts.path)


def is_hostname(text: str) -> bool:
    """Whether the text is a host name of RFC 1123."""
    labels = text.split(".")
    return len(text) <= 253 and all(_HOST_LABEL.fullmatch(label) is not None for label in labels)


def is_ipv4(text: str) -> bool:
    """Whether the text is an IPv4 address in dotted decimals."""
    return _is_address(ipaddress.IPv4Address, text)


def is_ipv6(text: str) -> bool:
    """Whether the text is an IPv6 address without a zone."""
    return "%" not in text and _is_address(ipaddress.IPv6Address, text)


def _is_address(kind: type[ipaddress.IPv4Address] | type[ipaddress.IPv6Address], text: str) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True


CHECKS = {"email": is_email, "hostname": is_hostname, "ipv4": is_ipv4, "ipv6": is_ipv6, "uri": is_uri}
