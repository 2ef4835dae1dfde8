"""Promise 2: waiting is polite and bounded."""

import time
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest

from behaviour.actions import answer
from behaviour.server import Server
from behaviour.support import Attempt, Connector, Creator, Driver, Naps, OtherPackage, created
from openlayer_client.errors import APIConnectionError, RateLimitError


def in_half_a_minute(layout: str) -> str:
    return (datetime.now(UTC) + timedelta(seconds=30)).strftime(layout)


def test_the_backoff_doubles_from_half_a_second_to_eight(
    server: Server, connect: Connector, create: Creator, naps: Naps
) -> None:
    server.default = answer(429)
    create.failure(RateLimitError, connect(max_retries=7))
    for nap, ceiling in zip(naps, [1, 2, 4, 8, 8, 8, 8], strict=True):
        assert ceiling / 2 <= nap <= ceiling


def test_the_backoff_is_jittered(server: Server, connect: Connector, create: Creator, naps: Naps) -> None:
    server.default = answer(429)
    client = connect(max_retries=1)
    for _ in range(8):
        create.failure(RateLimitError, client)
    assert len(set(naps)) > 1


def test_refused_connections_back_off_too(deaf_server: Server, connect: Connector, create: Creator, naps: Naps) -> None:
    create.failure(APIConnectionError, connect(base_url=deaf_server.url, max_retries=2))
    first, second = naps
    assert 0.5 <= first <= 1 <= second <= 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("1", 1.0),
        ("60", 60.0),
        ("0.25", 0.25),
        ("2.5", 2.5),
        (" 9 ", 9.0),
        ("61", 60.0),
        ("86400", 60.0),
        ("9" * 400, 60.0),
    ],
)
def test_retry_after_in_seconds_is_obeyed_up_to_a_minute(
    value: str, seconds: float, server: Server, connect: Connector, attempt: Attempt, naps: Naps
) -> None:
    server.will(answer(429, headers=[("Retry-After", value)]))
    attempt(connect())
    assert naps == pytest.approx([seconds])


@pytest.mark.parametrize(
    "layout",
    ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"],
    ids=["IMF-fixdate", "RFC 850", "asctime"],
)
def test_retry_after_as_a_date_is_obeyed(
    layout: str, server: Server, connect: Connector, create: Creator, naps: Naps
) -> None:
    server.will(answer(429, headers=[("Retry-After", in_half_a_minute(layout))]))
    create(connect())
    (nap,) = naps
    assert 20 < nap <= 30


def test_a_date_without_zone_is_read_as_gmt(
    server: Server, connect: Connector, create: Creator, naps: Naps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "XXX-5")
    time.tzset()
    try:
        server.will(answer(429, headers=[("Retry-After", in_half_a_minute("%a %b %e %H:%M:%S %Y"))]))
        create(connect())
    finally:
        monkeypatch.undo()
        time.tzset()
    (nap,) = naps
    assert 20 < nap <= 30


def test_a_date_with_a_zone_is_read_in_it(server: Server, connect: Connector, create: Creator, naps: Naps) -> None:
    moment = format_datetime(datetime.now(timezone(timedelta(hours=5))) + timedelta(seconds=30))
    assert moment.endswith("+0500")
    server.will(answer(429, headers=[("Retry-After", moment)]))
    create(connect())
    (nap,) = naps
    assert 20 < nap <= 30


def test_retry_after_far_in_the_future_is_cut_to_a_minute(
    server: Server, connect: Connector, create: Creator, naps: Naps
) -> None:
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    server.will(answer(429, headers=[("Retry-After", tomorrow)]))
    create(connect())
    assert naps == [60]


@pytest.mark.parametrize(
    "value",
    [
        *(
            ".5",
            "5.",
            "0",
            "0.0",
            "-1",
            "-0.5",
            "soon",
            "",
            "nan",
            "NaN",
            "inf",
            "-inf",
            "1e400",
            "7 seconds",
            "0x10",
            "1,5",
            "٧",
        ),
        "Wed, 21 Oct 2015 07:28:00 GMT",
        "Wed, 99 Oct 2099 07:28:00 GMT",
        "Wed, 21 Oct 2099 07:28:00 +99999999999999999999",
        "Wed, 21 Oct 99999 07:28:00 GMT",
    ],
)
def test_a_useless_retry_after_falls_back_to_the_backoff(
    value: str, server: Server, connect: Connector, create: Creator, naps: Naps
) -> None:
    # Headers are bytes: what is not Latin-1 arrives as its UTF-8.
    header = value.encode().decode("latin-1")
    server.will(*[answer(429, headers=[("Retry-After", header)])] * 3)
    create(connect(max_retries=3))
    for nap, ceiling in zip(naps, [1, 2, 4], strict=True):
        assert ceiling / 2 <= nap <= ceiling


def test_a_service_that_is_unavailable_is_obeyed_too(
    verbs: OtherPackage, server: Server, connect: Connector, driver: Driver, naps: Naps
) -> None:
    server.will(answer(503, headers=[("Retry-After", "7")]), answer(204))
    driver.call(verbs["api.delete_thing"], "t1", client=connect())
    assert naps == [7]


def test_without_retries_nobody_waits(server: Server, connect: Connector, attempt: Attempt, naps: Naps) -> None:
    server.will(answer(429, headers=[("Retry-After", "7")]), created())
    attempt(connect(max_retries=0))
    assert len(server.requests) == 1
    assert naps == []
