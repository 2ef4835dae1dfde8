"""Logging: a line an attempt, at DEBUG, and nothing louder."""

import logging
import re

import pytest

from behaviour.actions import answer, redirect, reset
from behaviour.server import Server
from behaviour.support import TARGET, Attempt, Connector, Creator, Driver, OtherPackage
from openlayer_client.errors import APIConnectionError

LINE = re.compile(r"POST\b.*/workspaces/.*/api-keys.*\d ?ms")


@pytest.fixture
def debugging(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, logger="openlayer_client")
    return caplog


def own(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the package has logged."""
    mine = [record for record in caplog.records if record.name.partition(".")[0] == "openlayer_client"]
    assert {(record.name, record.levelname) for record in mine} <= {("openlayer_client", "DEBUG")}
    return [record.getMessage() for record in mine]


def test_every_attempt_is_one_line_with_its_status_and_number(
    server: Server, connect: Connector, attempt: Attempt, debugging: pytest.LogCaptureFixture
) -> None:
    server.will(answer(429), answer(429))
    attempt(connect())
    logged = own(debugging)
    assert len(logged) == 3
    for number, (line, status) in enumerate(zip(logged, ["429", "429", "201"], strict=True), 1):
        assert LINE.search(line)
        assert TARGET.removeprefix("/v1") in line
        assert status in line
        assert re.search(rf"(?<!\d){number}(?!\d)", line.replace(TARGET, ""))


def test_an_attempt_without_an_answer_is_one_line_with_its_error(
    server: Server, connect: Connector, attempt: Attempt, debugging: pytest.LogCaptureFixture
) -> None:
    server.will(reset)
    attempt(connect())
    (line,) = own(debugging)
    assert LINE.search(line)
    assert re.search(r"[A-Za-z]+Error\b", line)


def test_refused_attempts_are_logged_each(
    deaf_server: Server, connect: Connector, create: Creator, debugging: pytest.LogCaptureFixture
) -> None:
    create.failure(APIConnectionError, connect(base_url=deaf_server.url))
    assert len(own(debugging)) == 3


def test_attempts_are_numbered_through_across_redirects_and_retries(
    verbs: OtherPackage, server: Server, connect: Connector, driver: Driver, debugging: pytest.LogCaptureFixture
) -> None:
    server.will(redirect("/v1/moved"), answer(503), redirect("/v1/moved"), answer(204))
    driver.call(verbs["api.delete_thing"], "t", client=connect(follow_redirects=True))
    numbers = [int(re.findall(r"attempt\D*(\d+)", line)[0]) for line in own(debugging)]
    assert numbers == [1, 2, 3, 4]


def test_failed_calls_are_no_louder_than_debug(
    server: Server, connect: Connector, attempt: Attempt, caplog: pytest.LogCaptureFixture
) -> None:
    server.will(answer(500))
    attempt(connect())
    assert own(caplog) == []
