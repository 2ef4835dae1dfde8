"""The mock as a part of other people's tests: on free ports, several at a time, quickly there and quickly gone."""

import copy
import threading
import time
from typing import Any

import httpx
import pytest

from mock_api import CREATED_PATH, create_app, serve
from problems import Problem

KEYS = "workspaces/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e/api-keys"
TOKEN = {"Authorization": "Bearer token"}


def test_each_mock_has_a_port_and_a_memory_of_its_own(openlayer_document: dict[str, Any]) -> None:
    with serve(openlayer_document) as one, serve(openlayer_document) as other, httpx.Client(trust_env=False) as client:
        assert client.post(f"{one.base_url}/{KEYS}", headers=TOKEN).status_code == 201

        assert one.base_url == f"{one.root}/v1"
        assert len(client.get(f"{one.root}{CREATED_PATH}").json()) == 1
        assert client.get(f"{other.root}{CREATED_PATH}").json() == []


def test_a_mock_is_gone_with_its_context_also_while_a_connection_is_open(openlayer_document: dict[str, Any]) -> None:
    threads = threading.active_count()
    with httpx.Client(trust_env=False) as client:
        with serve(openlayer_document) as mock:
            assert client.get(f"{mock.root}{CREATED_PATH}").status_code == 200
        with pytest.raises(httpx.TransportError):
            client.get(f"{mock.root}{CREATED_PATH}")

    assert threading.active_count() == threads


def test_a_taken_port_is_a_problem_that_names_it(openlayer_document: dict[str, Any]) -> None:
    with serve(openlayer_document) as mock:
        port = int(mock.root.rpartition(":")[2])

        with (
            pytest.raises(Problem, match=rf"^127\.0\.0\.1:{port}: the port is taken; choose another one with --port"),
            serve(openlayer_document, port=port),
        ):
            pass


@pytest.mark.parametrize("host", ["host.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_a_problem(openlayer_document: dict[str, Any], host: str) -> None:
    with (
        pytest.raises(Problem, match=f"^{host}:0: cannot be listened at: [a-z ]+; "),
        serve(openlayer_document, host=host),
    ):
        pass


def test_a_reference_that_includes_itself_is_a_problem(openlayer_document: dict[str, Any]) -> None:
    document = copy.deepcopy(openlayer_document)
    properties = document["components"]["schemas"]["ApiKey"]["properties"]

    properties["name"] = {"$ref": "#/components/schemas/ApiKey/properties/id"}
    create_app(document)

    properties["name"] = {"$ref": "#/components/schemas/ApiKey/properties/name"}
    with pytest.raises(Problem, match="includes itself"):
        create_app(document)


def test_the_document_stays_as_it_is(openlayer_document: dict[str, Any]) -> None:
    before = copy.deepcopy(openlayer_document)

    create_app(openlayer_document)

    assert openlayer_document == before


def test_an_app_for_many_operations_is_made_in_a_time_that_grows_with_their_number(
    openlayer_document: dict[str, Any],
) -> None:
    few, many = (_seconds_to_make(_with_operations(openlayer_document, number)) for number in (31, 310))

    assert few < 1
    assert many < 30 * few


def _with_operations(document: dict[str, Any], number: int) -> dict[str, Any]:
    (item,) = document["paths"].values()
    schema = document["components"]["schemas"]["ApiKey"]
    paths = {}
    schemas = {}
    for index in range(number):
        paths[f"/{index}/{{workspaceId}}"] = copied = copy.deepcopy(item)
        copied["post"]["operationId"] = f"create{index}"
        answer = copied["post"]["responses"]["201"]["content"]["application/json"]
        answer["schema"] = {"$ref": f"#/components/schemas/Key{index}"}
        schemas[f"Key{index}"] = copy.deepcopy(schema)
    return {**document, "paths": paths, "components": {**document["components"], "schemas": schemas}}


def _seconds_to_make(document: dict[str, Any]) -> float:
    started = time.process_time()
    create_app(document)
    return time.process_time() - started
