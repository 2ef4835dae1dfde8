"""Bare UUIDs where a schema must stand: found wherever they are, and each with an action that corrects it."""

import copy
from pathlib import Path
from typing import Any

import pytest

import defects
import documents
import overlay
import pointers

UUID = "c93186a2-0b0a-4c5a-92f2-fbdcb174d0f3"
OPERATION = "/paths/~1keys~1{id}/post"
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "paths": {
        "/keys/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "post": {
                "parameters": [{"name": "name", "in": "query", "schema": {"type": "string"}}],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {
                                "properties": {
                                    "name": {"type": "string"},
                                    "tags": {"type": "array", "items": {"type": "string"}},
                                    "schema": {"type": "string"},
                                },
                                "additionalProperties": {"type": "string"},
                            }
                        }
                    }
                },
                "responses": {
                    "200": {
                        "description": "d",
                        "headers": {"X-Rate": {"schema": {"type": "integer"}}},
                        "content": {
                            "application/json": {
                                "schema": {"allOf": [{"type": "object"}, {"type": "object"}, {"minProperties": 1}]}
                            }
                        },
                    },
                    "404": {"description": "d"},
                },
            },
        }
    },
    "components": {
        "schemas": {
            "Key": {"properties": {"name": {"type": "string"}, "where": {"not": {"type": "null"}}}},
            "Pair": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "string"}]},
            "Odd's \\ name": {"anyOf": [{"oneOf": [{"type": "string"}]}], "$defs": {"inner": {}}},
        },
        "parameters": {"page": {"name": "page", "in": "query", "schema": {"type": "integer"}}},
    },
}
BODY = f"{OPERATION}/requestBody/content/application~1json/schema"
ANSWER = f"{OPERATION}/responses/200"
PLACES = [
    "/paths/~1keys~1{id}/parameters/0",
    "/paths/~1keys~1{id}/parameters/0/schema",
    f"{OPERATION}/parameters/0/schema",
    f"{OPERATION}/requestBody",
    BODY,
    f"{BODY}/properties/name",
    f"{BODY}/properties/schema",
    f"{BODY}/properties/tags/items",
    f"{BODY}/additionalProperties",
    f"{OPERATION}/responses/404",
    f"{ANSWER}/headers/X-Rate",
    f"{ANSWER}/headers/X-Rate/schema",
    f"{ANSWER}/content/application~1json/schema/allOf/0",
    f"{ANSWER}/content/application~1json/schema/allOf/2",
    "/components/schemas/Key",
    "/components/schemas/Key/properties/where/not",
    "/components/schemas/Pair/prefixItems/1",
    "/components/schemas/Odd's \\ name/anyOf/0/oneOf/0",
    "/components/schemas/Odd's \\ name/$defs/inner",
    "/components/parameters/page",
    "/components/parameters/page/schema",
]


def with_uuids(*places: str) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENT)
    for place in places:
        holder, _, token = place.rpartition("/")
        container = pointers.resolve(document, holder)
        container[int(token) if isinstance(container, list) else pointers.split(f"/{token}")[0]] = UUID
    return document


def corrected(document: dict[str, Any], tmp_path: Path) -> dict[str, Any]:
    """The document after its drafted actions went through a file, as a maintainer would paste them."""
    actions = defects.draft(document, defects.find(document))
    path = tmp_path / "overlay.yaml"
    path.write_text(documents.dump({"overlay": "1.0.0", "actions": actions}))
    return overlay.apply(document, overlay.load(path), path)


def test_a_sound_document_has_none() -> None:
    assert defects.find(DOCUMENT) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_bare_uuid_is_found_wherever_an_object_must_stand_and_its_action_corrects_it(
    place: str, tmp_path: Path
) -> None:
    document = with_uuids(place)
    assert [(found.pointer, found.uuid) for found in defects.find(document)] == [(place, UUID)]
    assert defects.find(corrected(document, tmp_path)) == []


def test_all_of_them_at_once_are_corrected_together(tmp_path: Path) -> None:
    inner = [place for place in PLACES if not any(other.startswith(f"{place}/") for other in PLACES)]
    document = with_uuids(*inner)
    assert sorted(found.pointer for found in defects.find(document)) == sorted(inner)
    assert defects.find(corrected(document, tmp_path)) == []


def test_the_other_members_of_a_list_stay(tmp_path: Path) -> None:
    holder = f"{ANSWER}/content/application~1json/schema/allOf"
    done = corrected(with_uuids(f"{holder}/0", f"{holder}/2"), tmp_path)
    assert pointers.resolve(done, holder) == [{"type": "object"}, {"$ref": defects.UNKNOWN}, {"$ref": defects.UNKNOWN}]


@pytest.mark.parametrize("place", [f"{BODY}/properties/name", f"{OPERATION}/parameters/0/schema"])
def test_the_only_component_property_of_that_name_is_guessed_and_marked_as_a_guess(place: str) -> None:
    document = with_uuids(place)
    [found] = defects.find(document)
    [action] = defects.draft(document, [found])
    assert found.guess == "#/components/schemas/Key/properties/name"
    assert action["update"] == {"$ref": found.guess}
    assert "GUESS" in action["description"]


def test_of_two_component_properties_of_that_name_none_is_guessed() -> None:
    document = with_uuids(f"{BODY}/properties/name")
    document["components"]["schemas"]["Project"] = {"properties": {"name": {"type": "string"}}}
    [found] = defects.find(document)
    [action] = defects.draft(document, [found])
    assert found.guess is None
    assert action["update"] == {"$ref": defects.UNKNOWN}
    assert "FILL IN" in action["description"]


def test_a_component_property_that_is_itself_lost_is_no_guess() -> None:
    document = with_uuids(f"{BODY}/properties/name", "/components/schemas/Key/properties/name")
    assert [found.guess for found in defects.find(document)] == [None, None]


@pytest.mark.parametrize(
    ("holder", "key"),
    [
        (f"{BODY}/properties/name", "example"),
        (f"{BODY}/properties/name", "default"),
        (f"{BODY}/properties/name", "const"),
        (f"{BODY}/properties/name", "description"),
        (f"{BODY}/properties/name", "x-id"),
        (f"{OPERATION}/parameters/0", "example"),
    ],
)
def test_a_uuid_that_is_data_is_left_alone(holder: str, key: str) -> None:
    document = copy.deepcopy(DOCUMENT)
    pointers.resolve(document, holder)[key] = UUID
    assert defects.find(document) == []


def test_the_values_that_a_link_passes_on_are_left_alone() -> None:
    document = copy.deepcopy(DOCUMENT)
    link = {"operationId": "getKey", "parameters": {"id": UUID}, "requestBody": UUID}
    pointers.resolve(document, ANSWER)["links"] = {"key": link}
    assert defects.find(document) == []


@pytest.mark.parametrize("value", ["name", UUID[:-1], f"{UUID} ", f"urn:uuid:{UUID}"])
def test_another_string_is_not_taken_for_a_lost_reference(value: str) -> None:
    assert not defects.is_lost_reference(value)


def test_a_uuid_in_capitals_is_one() -> None:
    assert defects.is_lost_reference(UUID.upper())
