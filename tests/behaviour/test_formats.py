"""String formats: what their specifications allow is read, and nothing else."""

import datetime
from collections.abc import Callable

import pytest

from openlayer_client import _formats


@pytest.mark.parametrize(
    ("check", "fits", "fails"),
    [
        (_formats.is_email, ["a@b", "a.b+c@d.example"], ["", "a", "@b", "a@", "a b@c", "a@b@c", "a@b\n"]),
        (
            _formats.is_uri,
            ["https://a.example/b?c#d", "urn:isbn:0451450523", "mailto:a@b"],
            ["", "a", "/a/b", "https://", "https://a b", "https://[::1", "https://a\n", "://a"],
        ),
        (
            _formats.is_hostname,
            ["a", "a-b.example", "1.2", f"{'a' * 63}.b", ".".join(["a" * 49] * 5)],
            ["", "-a", "a-", "a..b", "a_b", f"{'a' * 64}.b", ".".join(["a" * 50] * 5), "a\n"],
        ),
        (_formats.is_ipv4, ["127.0.0.1", "255.255.255.255"], ["", "1", "1.2.3", "256.1.1.1", "01.2.3.4", "::1"]),
        (_formats.is_ipv6, ["::1", "2001:db8::8a2e:370:7334"], ["", "1", "127.0.0.1", "fe80::1%eth0", "::g"]),
        (
            _formats.is_uuid,
            ["182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", "182BD5E5-6E1A-4FE4-A799-AA6D9A6AB26E"],
            ["", "182bd5e56e1a4fe4a799aa6d9a6ab26e", "{182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e}", "g" * 36],
        ),
    ],
    ids=["email", "uri", "hostname", "ipv4", "ipv6", "uuid"],
)
def test_a_checked_format_fits_what_it_names_only(
    check: Callable[[str], bool], fits: list[str], fails: list[str]
) -> None:
    assert [text for text in fits if not check(text)] == []
    assert [text for text in fails if check(text)] == []


@pytest.mark.parametrize("content", [b"", b"a", b"ab", b"abc", bytes(range(256))])
def test_bytes_come_back_from_base64(content: bytes) -> None:
    assert _formats.parse_base64(_formats.format_base64(content)) == content


@pytest.mark.parametrize("text", ["a", "YQ", "YQ==\n", "Y Q==", "Y*==", "é"])
def test_what_is_no_base64_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        _formats.parse_base64(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-28T23:59:59Z", (2026, 2, 28, 23, 59, 59, 0)),
        ("2026-02-28t23:59:59.1z", (2026, 2, 28, 23, 59, 59, 100_000)),
        ("2026-02-28T23:59:59.1234569Z", (2026, 2, 28, 23, 59, 59, 123_456)),
        ("2026-03-01T01:29:59+01:30", (2026, 2, 28, 23, 59, 59, 0)),
        ("2026-02-28T22:29:59-01:30", (2026, 2, 28, 23, 59, 59, 0)),
        ("2016-12-31T23:59:60Z", (2017, 1, 1, 0, 0, 0, 0)),
        ("2016-12-31T23:59:60.5Z", (2017, 1, 1, 0, 0, 0, 500_000)),
    ],
)
def test_a_date_time_of_rfc_3339_is_read_as_its_moment(
    text: str, moment: tuple[int, int, int, int, int, int, int]
) -> None:
    assert _formats.parse_date_time(text) == datetime.datetime(*moment, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-28",
        "2026-02-28T23:59:59",
        "2026-02-28 23:59:59Z",
        "2026-02-28T23:59Z",
        "2026-02-28T24:00:00Z",
        "2026-02-28T23:60:00Z",
        "2026-02-28T23:59:61Z",
        "2026-02-28T23:59:59.Z",
        "2026-02-28T23:59:59+24:00",
        "2026-02-28T23:59:59+01:60",
        "2026-02-28T23:59:59+0100",
        "2026-02-30T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:60Z",
        "2026-02-28T23:59:59Z\n",
        "٢٠٢٦-02-28T23:59:59Z",
    ],
)
def test_what_is_no_date_time_of_rfc_3339_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        _formats.parse_date_time(text)


@pytest.mark.parametrize(
    ("offset", "text"),
    [(0, "2026-02-28T12:00:00Z"), (90, "2026-02-28T12:00:00+01:30"), (-60, "2026-02-28T12:00:00-01:00")],
)
def test_a_moment_is_written_with_its_offset(offset: int, text: str) -> None:
    zone = datetime.timezone(datetime.timedelta(minutes=offset))
    assert _formats.format_date_time(datetime.datetime(2026, 2, 28, 12, tzinfo=zone)) == text


@pytest.mark.parametrize("zone", [None, datetime.timezone(datetime.timedelta(seconds=30))], ids=["none", "seconds"])
def test_a_moment_whose_offset_has_no_spelling_is_refused(zone: datetime.tzinfo | None) -> None:
    with pytest.raises(ValueError):
        _formats.format_date_time(datetime.datetime(2026, 2, 28, 12, tzinfo=zone))


@pytest.mark.parametrize("text", ["2026-2-28", "20260228", "2026-02-30", "2026-W09-6", "2026-02-28T00:00:00Z"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        _formats.parse_date(text)
    assert _formats.parse_date("2026-02-28") == datetime.date(2026, 2, 28)
