"""Each change on the wire that Python cannot see, and its verdict; beside it the change the other way."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

import wire
from verdict import Verdict

COMPATIBLE, BREAKING = Verdict.COMPATIBLE, Verdict.BREAKING
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "servers": [{"url": "https://api.openlayer.com/v1"}],
    "paths": {
        "/keys/{id}": {
            "post": {
                "operationId": "createKey",
                "security": [{"bearerAuth": []}],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}},
                    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
                    {"name": "X-Tags", "in": "header", "schema": {"type": "array", "items": {"type": "string"}}},
                ],
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/NewKey"}},
                        "text/plain": {"schema": {"type": "string"}},
                    }
                },
                "responses": {
                    "201": {
                        "description": "d",
                        "headers": {"X-Rate": {"schema": {"type": "integer"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Key"}}},
                    },
                    "404": {"description": "d"},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "NewKey": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "nullable": True, "minLength": 1, "maxLength": 120, "pattern": "^k"},
                    "role": {"type": "string", "enum": ["admin", "reader"]},
                    "secret": {"type": "string"},
                    "labels": {"type": "array", "items": {"type": "string"}, "maxItems": 5},
                },
            },
            "Key": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "name": {"type": "string", "maxLength": 120},
                    "role": {"type": "string", "enum": ["admin", "reader"]},
                    "owner": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
                },
                "required": ["id"],
            },
        },
        "securitySchemes": {
            "bearerAuth": {"type": "http", "scheme": "bearer"},
            "oauth": {"type": "oauth2", "flows": {}},
        },
    },
}
POST = "paths /keys/{id} post"
NEW_KEY = "components schemas NewKey properties"
KEY = "components schemas Key properties"
REMOVED = "removed"


def changed(place: str, value: Any) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENT)
    *way, last = place.split()
    holder: Any = document
    for token in way:
        holder = holder[int(token) if isinstance(holder, list) else token]
    if value is REMOVED:
        del holder[last]
    else:
        holder[int(last) if isinstance(holder, list) else last] = value
    return document


CASES = [
    # place, value there, where it shows, verdict, verdict on the way back
    ("servers 0 url", "https://eu.openlayer.com/v1", "createKey call: servers", BREAKING, BREAKING),
    ("servers", [*DOCUMENT["servers"], {"url": "https://b"}], "createKey call: servers", COMPATIBLE, COMPATIBLE),
    (f"{POST} servers", [{"url": "https://b"}], "createKey call: servers", BREAKING, BREAKING),
    (f"{POST} security", [], "createKey call: security", COMPATIBLE, BREAKING),
    (f"{POST} security", [{"oauth": []}], "createKey call: security", BREAKING, BREAKING),
    (f"{POST} security", [{"bearerAuth": []}, {"oauth": []}], "createKey call: security", COMPATIBLE, BREAKING),
    ("components securitySchemes bearerAuth scheme", "basic", "createKey call: security", BREAKING, BREAKING),
    (f"{POST} parameters 1 schema maximum", 50, "request query page: maximum", BREAKING, COMPATIBLE),
    (f"{POST} parameters 1 schema maximum", REMOVED, "request query page: maximum", COMPATIBLE, BREAKING),
    (f"{POST} parameters 1 schema minimum", 2, "request query page: minimum", BREAKING, COMPATIBLE),
    (f"{POST} parameters 1 schema minimum", 0, "request query page: minimum", COMPATIBLE, BREAKING),
    (f"{POST} parameters 1 schema exclusiveMaximum", True, "page: exclusiveMaximum", BREAKING, BREAKING),
    (f"{POST} parameters 1 schema multipleOf", 5, "request query page: multipleOf", BREAKING, COMPATIBLE),
    (f"{POST} parameters 1 in", "cookie", "request cookie page: is new", BREAKING, BREAKING),
    (f"{POST} parameters 1 name", "Page", "request query Page: is new", BREAKING, BREAKING),
    (f"{POST} parameters 1 explode", False, "request query page: explode", BREAKING, BREAKING),
    (f"{POST} parameters 1 required", True, "request query page: required", BREAKING, COMPATIBLE),
    (f"{POST} parameters 2 schema items format", "uuid", "header x-tags *: format", BREAKING, BREAKING),
    (f"{POST} requestBody required", True, "request body: required", BREAKING, COMPATIBLE),
    (f"{POST} requestBody content text/plain", REMOVED, "request body text/plain: is gone", BREAKING, COMPATIBLE),
    (f"{POST} responses 201 content text/csv", {}, "answer 201 text/csv: is new", COMPATIBLE, BREAKING),
    (f"{POST} responses 201 headers", REMOVED, "answer 201 header x-rate: is gone", BREAKING, COMPATIBLE),
    (f"{POST} responses 200", {"description": "d"}, "answer 200: is new", BREAKING, BREAKING),
    (f"{POST} responses 409", {"description": "d"}, "answer 409: is new", COMPATIBLE, BREAKING),
    (f"{POST} responses default", {"description": "d"}, "answer default: is new", COMPATIBLE, BREAKING),
    (f"{NEW_KEY} name maxLength", 64, "schema NewKey request name: maxLength 120 → 64", BREAKING, COMPATIBLE),
    (f"{NEW_KEY} name minLength", REMOVED, "schema NewKey request name: minLength", COMPATIBLE, BREAKING),
    (f"{NEW_KEY} name pattern", "^key", "schema NewKey request name: pattern", BREAKING, BREAKING),
    (f"{NEW_KEY} name pattern", REMOVED, "schema NewKey request name: pattern", COMPATIBLE, BREAKING),
    (f"{NEW_KEY} name format", "email", "schema NewKey request name: format", BREAKING, BREAKING),
    (f"{NEW_KEY} name nullable", False, "schema NewKey request name: nullable", BREAKING, COMPATIBLE),
    (f"{NEW_KEY} secret format", "password", "schema NewKey request secret: format", COMPATIBLE, COMPATIBLE),
    (f"{NEW_KEY} role enum", ["admin"], "schema NewKey request role: enum", BREAKING, COMPATIBLE),
    (f"{NEW_KEY} labels uniqueItems", True, "schema NewKey request labels: uniqueItems", BREAKING, COMPATIBLE),
    (f"{NEW_KEY} labels maxItems", 0, "schema NewKey request labels: maxItems 5 → 0", BREAKING, COMPATIBLE),
    ("components schemas NewKey required", ["name"], "NewKey request name: required", BREAKING, COMPATIBLE),
    (f"{NEW_KEY} extra", {"type": "string"}, "schema NewKey request extra: is new", COMPATIBLE, BREAKING),
    (f"{KEY} name maxLength", 64, "schema Key answer name: maxLength", COMPATIBLE, COMPATIBLE),
    (f"{KEY} name nullable", True, "schema Key answer name: nullable", BREAKING, COMPATIBLE),
    (f"{KEY} name format", "date", "schema Key answer name: format", BREAKING, BREAKING),
    (f"{KEY} name format", "password", "schema Key answer name: format", COMPATIBLE, COMPATIBLE),
    (f"{KEY} name type", "integer", "schema Key answer name: type string → integer", BREAKING, BREAKING),
    (f"{KEY} role enum", ["admin", "reader", "owner"], "schema Key answer role: enum", COMPATIBLE, COMPATIBLE),
    (f"{KEY} extra", {"type": "string"}, "schema Key answer extra: is new", COMPATIBLE, BREAKING),
    (f"{KEY} owner anyOf 1 type", "boolean", "schema Key answer owner variant 1: type", BREAKING, BREAKING),
    ("components schemas Key required", [], "schema Key answer id: required", BREAKING, COMPATIBLE),
]


@pytest.mark.parametrize(("place", "value", "shown", "verdict", "back"), CASES, ids=lambda case: str(case)[:60])
def test_a_change_on_the_wire_is_told_with_its_verdict_both_ways(
    place: str, value: Any, shown: str, verdict: Verdict, back: Verdict
) -> None:
    new = changed(place, value)
    there, return_ = wire.between(DOCUMENT, new), wire.between(new, DOCUMENT)
    assert any(shown in f"{change.place}: {change.what}" for change in there), there
    assert max(change.verdict for change in there) is verdict
    assert max(change.verdict for change in return_) is back


def test_a_document_is_the_same_as_itself() -> None:
    assert wire.between(DOCUMENT, copy.deepcopy(DOCUMENT)) == []


def moved_path(document: dict[str, Any]) -> None:
    document["paths"]["/v2/keys/{id}"] = document["paths"].pop("/keys/{id}")


def other_method(document: dict[str, Any]) -> None:
    item = document["paths"]["/keys/{id}"]
    item["put"] = item.pop("post")


@pytest.mark.parametrize(
    ("change", "what"),
    [(moved_path, "path /keys/{id} → /v2/keys/{id}"), (other_method, "method POST → PUT")],
    ids=["path", "method"],
)
def test_another_path_or_method_breaks(change: Callable[[dict[str, Any]], None], what: str) -> None:
    new = copy.deepcopy(DOCUMENT)
    change(new)
    assert [(found.verdict, found.what) for found in wire.between(DOCUMENT, new)] == [(BREAKING, what)]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (f"{POST} summary", "Make a key."),
        (f"{POST} parameters 1 description", "The page."),
        (f"{POST} parameters 1 schema default", 1),
        (f"{NEW_KEY} name example", "My key"),
        (f"{POST} x-codeSamples", []),
        (f"{POST} parameters 1 style", "form"),
        (f"{POST} parameters 1 required", False),
        (f"{POST} parameters 2 name", "x-tags"),
        ("servers 0 description", "Ours"),
        (f"{NEW_KEY} labels", {"allOf": [DOCUMENT["components"]["schemas"]["NewKey"]["properties"]["labels"]]}),
        (f"{KEY} id nullable", False),
        (f"{NEW_KEY} role enum", ["admin", "reader"]),
    ],
    ids=str,
)
def test_words_and_other_spellings_of_the_same_are_no_change(place: str, value: Any) -> None:
    assert wire.between(DOCUMENT, changed(place, value)) == []


def test_null_is_the_same_in_the_spellings_of_both_versions() -> None:
    old = changed(f"{KEY} name", {"type": "string", "nullable": True})
    for schema in ({"type": ["string", "null"]}, {"anyOf": [{"type": "string"}, {"type": "null"}]}):
        assert wire.between(old, changed(f"{KEY} name", schema)) == []


def test_an_exclusive_limit_is_the_same_in_the_spellings_of_both_versions() -> None:
    place = f"{POST} parameters 1 schema"
    old = changed(place, {"type": "integer", "minimum": 1, "exclusiveMinimum": True})
    assert wire.between(old, changed(place, {"type": "integer", "exclusiveMinimum": 1})) == []


def test_a_component_that_is_no_class_is_the_same_as_what_it_stands_for() -> None:
    new = changed(f"{NEW_KEY} secret", {"$ref": "#/components/schemas/Secret"})
    new["components"]["schemas"]["Secret"] = {"type": "string"}
    assert wire.between(DOCUMENT, new) == []


def test_recursive_components_come_to_an_end() -> None:
    new = changed(f"{KEY} children", {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}})
    new["components"]["schemas"]["Tree"] = {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}
    assert [change.place for change in wire.between(DOCUMENT, new)] == ["schema Key answer children"]


def test_operations_and_components_of_one_document_only_are_left_to_the_surface() -> None:
    new = copy.deepcopy(DOCUMENT)
    new["paths"]["/keys"] = {"get": {"operationId": "listKeys", "responses": {"204": {"description": "d"}}}}
    assert wire.between(DOCUMENT, new) == wire.between(new, DOCUMENT) == []
