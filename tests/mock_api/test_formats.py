"""String formats are checked as their specifications have them."""

import pytest

from mock_formats import CHECKS

# Each row: a format, what it is, and what differs from that in one thing.
FORMATS = [
    ("uuid", "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26"),
    ("uuid", "182BD5E5-6e1a-4fe4-a799-aa6d9a6ab26e", "182bd5e56e1a4fe4a799aa6d9a6ab26e"),
    ("uuid", "00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}"),
    ("uuid", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-00000000000\u0660"),
    ("date", "2028-02-29", "2026-02-29"),
    ("date", "2026-01-01", "2026-1-1"),
    ("date", "2026-01-01", "20260101"),
    ("date-time", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00"),
    ("date-time", "2026-01-01T00:00:00Z", "2026-01-01 00:00:00Z"),
    ("date-time", "2026-01-01T00:00:00Z", "2026-01-01T24:00:00Z"),
    ("date-time", "2026-01-01T00:00:00Z", "2026-01-01T00:00Z"),
    ("date-time", "2028-02-29T00:00:00Z", "2026-02-29T00:00:00Z"),
    ("date-time", "2026-12-31t23:59:60z", "2026-12-31t23:59:61z"),
    ("date-time", "2026-01-01T00:00:00.123456789-23:59", "2026-01-01T00:00:00.123456789-24:00"),
    ("date-time", "2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00+0100"),
    ("date-time", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z\n"),
    ("byte", "", "="),
    ("byte", "QQ==", "QQ"),
    ("byte", "QUI=", "QUI=="),
    ("byte", "+/+/", "-_-_"),
    ("byte", "QUJD", "QU\u00c4D"),
    ("email", "ann@example.com", "ann@"),
    ("email", "ann.b+c@example.com", "ann b@example.com"),
    ("hostname", "example.com", "example..com"),
    ("hostname", "a-b", "-b"),
    ("hostname", "a" * 63, "a" * 64),
    ("uri", "https://example.com/a?b#c", "//example.com/a"),
    ("uri", "urn:a:%20", "urn:a:%2"),
    ("uri", "mailto:a@b", "mailto: a@b"),
]


@pytest.mark.parametrize(("name", "right", "wrong"), FORMATS)
def test_a_format_takes_what_it_is_and_not_its_neighbour(name: str, right: str, wrong: str) -> None:
    assert CHECKS[name](right)
    assert not CHECKS[name](wrong)


@pytest.mark.parametrize("name", CHECKS)
def test_a_format_says_nothing_about_values_that_are_no_strings(name: str) -> None:
    assert CHECKS[name](7)
    assert CHECKS[name](None)
