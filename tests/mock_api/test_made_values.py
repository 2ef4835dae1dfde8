"""Values that the mock makes of schemas alone: the smallest that fit, or a 501 that names the schema."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from mock_api import serve

# Each row: a schema of OpenAPI 3.0 and what the mock makes of it.
MADE_OF_30: list[tuple[dict[str, Any], Any]] = [
    ({"type": "string"}, "x"),
    ({"type": "string", "minLength": 3}, "xxx"),
    ({"type": "string", "maxLength": 0}, ""),
    ({"type": "string", "enum": ["b", "a"]}, "b"),
    ({"type": "string", "pattern": "^[a-z]+-[0-9]+$", "example": "ab-1"}, "ab-1"),
    ({"type": "string", "format": "email"}, "someone@example.com"),
    ({"type": "string", "format": "uri"}, "https://example.com/"),
    ({"type": "string", "format": "hostname"}, "example.com"),
    ({"type": "string", "format": "ipv4"}, "192.0.2.1"),
    ({"type": "string", "format": "ipv6"}, "2001:db8::1"),
    ({"type": "string", "format": "byte"}, "bW9jaw=="),
    ({"type": "string", "nullable": True}, "x"),
    ({"type": "integer"}, 0),
    ({"type": "integer", "minimum": 5}, 5),
    ({"type": "integer", "minimum": 0, "exclusiveMinimum": True}, 1),
    ({"type": "integer", "maximum": -5}, -5),
    ({"type": "integer", "minimum": 10, "multipleOf": 7}, 14),
    ({"type": "number", "minimum": 0.25, "maximum": 0.75, "exclusiveMinimum": True}, 0.75),
    ({"type": "boolean"}, False),
    ({"type": "array", "items": {"type": "string"}}, []),
    ({"type": "array", "items": {"type": "integer"}, "minItems": 3}, [0, 0, 0]),
    ({"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True}, [0, 1, -1]),
    ({"type": "array", "items": {"type": "boolean"}, "minItems": 2, "uniqueItems": True}, [False, True]),
    ({"type": "object"}, {}),
    ({"type": "object", "properties": {"a": {"type": "string"}}}, {}),
    ({"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "nullable": True}}}, {"a": None}),
    ({"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/Tree"}}}, {"a": {}}),
    ({"type": "object", "minProperties": 1, "properties": {"a": {"type": "integer"}}}, {"a": 0}),
    ({"type": "object", "minProperties": 2, "additionalProperties": {"type": "integer"}}, {"key0": 0, "key1": 0}),
    ({"allOf": [{"type": "object", "required": ["a"]}, {"properties": {"a": {"enum": [2]}}}]}, {"a": 2}),
    ({"oneOf": [{"type": "integer"}, {"type": "string"}]}, 0),
    ({"oneOf": [{"type": "integer"}, {"type": "number"}, {"type": "string"}]}, "x"),
    ({"anyOf": [{"type": "string", "pattern": "^never$"}, {"type": "boolean"}]}, False),
    ({"type": "string", "allOf": [{"maxLength": 3}, {"minLength": 2}]}, "xx"),
    ({}, {}),
]

MADE_OF_31: list[tuple[Any, Any]] = [
    ({"type": ["null", "integer"]}, 0),
    ({"type": "null"}, None),
    ({"const": 7}, 7),
    ({"type": "number", "exclusiveMinimum": 2}, 3),
    ({"type": "string", "pattern": "^Q", "examples": ["no", "Q1"]}, "Q1"),
    ({"type": "object", "required": ["any"], "properties": {"any": True}}, {"any": None}),
    ({"$ref": "#/components/schemas/Tree", "required": ["size"], "properties": {"size": {"const": 1}}}, {"size": 1}),
]

# Each row: a schema that nothing fits, or nothing that the mock would guess, and the pointer below it that is named.
UNMAKEABLE: list[tuple[dict[str, Any], str]] = [
    ({"type": "string", "pattern": "^[a-z]+-[0-9]+$"}, ""),
    ({"type": "string", "pattern": "^[a-z]+-[0-9]+$", "example": "AB"}, ""),
    ({"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "pattern": "z$"}}}, "/properties/a"),
    ({"type": "array", "minItems": 3, "uniqueItems": True, "items": {"type": "boolean"}}, "/items"),
]


@pytest.fixture(scope="module")
def made() -> Iterator[dict[str, httpx.Client]]:
    """Mocks of OpenAPI 3.0 and 3.1 documents, whose operations answer with the schemas above in their order."""
    documents = {
        "3.0.3": [schema for schema, _ in [*MADE_OF_30, *UNMAKEABLE]],
        "3.1.0": [schema for schema, _ in MADE_OF_31],
    }
    with (
        serve(_document("3.0.3", documents["3.0.3"])) as of_30,
        serve(_document("3.1.0", documents["3.1.0"])) as of_31,
        httpx.Client(base_url=of_30.base_url, trust_env=False) as client_of_30,
        httpx.Client(base_url=of_31.base_url, trust_env=False) as client_of_31,
    ):
        yield {"3.0.3": client_of_30, "3.1.0": client_of_31}


@pytest.mark.parametrize(
    ("version", "number", "expected"),
    [("3.0.3", number, expected) for number, (_, expected) in enumerate(MADE_OF_30)]
    + [("3.1.0", number, expected) for number, (_, expected) in enumerate(MADE_OF_31)],
)
def test_the_smallest_value_that_fits_is_made(
    made: dict[str, httpx.Client], version: str, number: int, expected: Any
) -> None:
    answer = made[version].get(f"/{number}")

    assert answer.status_code == 200, answer.text
    assert answer.json() == expected
    assert type(answer.json()) is type(expected)


@pytest.mark.parametrize(("number", "below"), [(number, below) for number, (_, below) in enumerate(UNMAKEABLE)])
def test_a_value_that_cannot_be_made_is_a_501_that_names_the_schema(
    made: dict[str, httpx.Client], number: int, below: str
) -> None:
    path = len(MADE_OF_30) + number

    answer = made["3.0.3"].get(f"/{path}")

    place = f"/paths/~1{path}/get/responses/200/content/application~1json/schema{below}"
    assert answer.status_code == 501
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == f"The mock cannot make a value for the schema at {place}."


def test_a_schema_that_requires_itself_is_a_501_that_names_it(workshop: httpx.Client) -> None:
    answer = workshop.get("/endless")

    assert answer.status_code == 501
    assert answer.json()["detail"].endswith("/components/schemas/Endless/properties/next.")


def test_a_discriminator_names_the_alternative_that_was_made(workshop: httpx.Client) -> None:
    assert workshop.get("/tools/best").json() == {"kind": "saw", "teeth": 3}


def _document(version: str, schemas: list[Any]) -> dict[str, Any]:
    tree = {"type": "object", "properties": {"left": {"$ref": "#/components/schemas/Tree"}}}
    return {
        "openapi": version,
        "info": {"title": "Made", "version": "1"},
        "paths": {
            f"/{number}": {
                "get": {
                    "responses": {"200": {"description": "made", "content": {"application/json": {"schema": schema}}}}
                }
            }
            for number, schema in enumerate(schemas)
        },
        "components": {"schemas": {"Tree": tree}},
    }
