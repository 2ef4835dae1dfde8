"""`readOnly` properties leave requests, `writeOnly` ones leave answers."""

import pytest

from normalise import normalise
from pipeline.samples import TEXT, Json, answering, document, operation, parameter, record, ref, taking
from problems import Problem

READ = {**TEXT, "readOnly": True}
WRITE = {**TEXT, "writeOnly": True}
THING = record({"id": READ, "name": TEXT, "secret": WRITE}, required=["id", "name", "secret"])
IN_ANSWERS = record({"id": READ, "name": TEXT}, required=["id", "name"])
IN_REQUESTS = record({"name": TEXT, "secret": WRITE}, required=["name", "secret"])


def both_ways(schema: Json, other: Json | None = None) -> Json:
    return {"/things": {"post": taking(schema), "get": answering(schema if other is None else other, operationId="x")}}


def schemas_of(paths: Json, schemas: Json) -> Json:
    found: Json = normalise(document(paths, schemas=schemas), "document")["components"]["schemas"]
    return found


def body_of(found: Json) -> Json:
    schema: Json = found["paths"]["/things"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    return schema


def answer_of(found: Json) -> Json:
    schema: Json = found["paths"]["/things"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return schema


def test_a_component_that_is_used_both_ways_is_split() -> None:
    found = normalise(document(both_ways(ref("Thing")), schemas={"Thing": THING}), "document")
    assert found["components"]["schemas"] == {"Thing": IN_ANSWERS, "ThingInput": IN_REQUESTS}
    assert body_of(found) == ref("ThingInput")
    assert answer_of(found) == ref("Thing")


def test_a_component_without_such_properties_is_not_split() -> None:
    plain = record({"name": TEXT}, required=["name"])
    found = normalise(document(both_ways(ref("Thing")), schemas={"Thing": plain}), "document")
    assert found["components"]["schemas"] == {"Thing": plain}
    assert body_of(found) == ref("Thing")


def test_a_component_that_is_used_one_way_keeps_its_name_and_loses_what_cannot_occur_there() -> None:
    assert schemas_of({"/things": {"get": answering(ref("Thing"))}}, {"Thing": THING}) == {"Thing": IN_ANSWERS}
    assert schemas_of({"/things": {"post": taking(ref("Thing"))}}, {"Thing": THING}) == {"Thing": IN_REQUESTS}


def test_inline_schemas_lose_what_cannot_occur_there() -> None:
    found = normalise(document(both_ways(THING)), "document")
    assert body_of(found) == IN_REQUESTS
    assert answer_of(found) == IN_ANSWERS


def test_a_schema_that_loses_all_that_is_required_requires_nothing() -> None:
    found = normalise(document(both_ways(record({"id": READ}, required=["id"]))), "document")
    assert body_of(found) == record({})


def test_a_component_that_holds_a_split_one_is_split_too() -> None:
    boxes = record({"things": {"type": "array", "items": ref("Thing")}, "next": ref("Boxes")})
    found = schemas_of(both_ways(ref("Boxes")), {"Boxes": boxes, "Thing": THING})
    inputs = record({"things": {"type": "array", "items": ref("ThingInput")}, "next": ref("BoxesInput")})
    assert found == {"Boxes": boxes, "BoxesInput": inputs, "Thing": IN_ANSWERS, "ThingInput": IN_REQUESTS}


def test_a_component_for_requests_only_refers_to_the_request_half() -> None:
    holder = record({"thing": ref("Thing")})
    found = schemas_of(both_ways(ref("Holder"), ref("Thing")), {"Holder": holder, "Thing": THING})
    assert found["Holder"] == record({"thing": ref("ThingInput")})
    assert "HolderInput" not in found


def test_a_name_that_is_taken_is_not_given_to_the_request_half() -> None:
    taken = {"Thing": THING, "ThingInput": record({})}
    with pytest.raises(Problem, match=r"document#/components/schemas/Thing: .*ThingInput, which exists"):
        schemas_of(both_ways(ref("Thing")), taken)
    assert "ThingInput" in schemas_of({"/things": {"get": answering(ref("Thing"))}}, taken)


@pytest.mark.parametrize("marked", [ref("Id"), {"allOf": [ref("Id")]}], ids=["$ref", "allOf"])
def test_a_property_is_read_only_where_the_component_it_names_is(marked: Json) -> None:
    schemas = {"Id": READ, "Thing": record({"id": marked, "name": TEXT}, required=["id"])}
    found = normalise(document(both_ways(ref("Thing")), schemas=schemas), "document")
    request = found["components"]["schemas"][body_of(found)["$ref"].rpartition("/")[2]]
    assert list(request["properties"]) == ["name"]
    assert "required" not in request


def test_a_property_called_read_only_is_a_property() -> None:
    odd = record({"readOnly": {"type": "boolean"}, "name": TEXT})
    assert schemas_of(both_ways(ref("Odd")), {"Odd": odd}) == {"Odd": odd}


@pytest.mark.parametrize("mapping", [None, {"cat": "#/components/schemas/Cat"}, {"cat": "Cat"}])
def test_a_discriminator_tells_the_same_values_on_both_sides(mapping: Json | None) -> None:
    cat = record({"kind": TEXT, "id": READ}, required=["kind"])
    choice: Json = {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": {"propertyName": "kind"}}
    if mapping:
        choice["discriminator"]["mapping"] = mapping
    schemas = {"Cat": cat, "Dog": record({"kind": TEXT}, required=["kind"])}
    request = body_of(normalise(document(both_ways(choice), schemas=schemas), "document"))
    assert request["oneOf"] == [ref("CatInput"), ref("Dog")]
    named = request["discriminator"].get("mapping", {})
    assert named.get("cat" if mapping else "Cat") in ("CatInput", "#/components/schemas/CatInput")


@pytest.mark.parametrize("where", ["parameter", "request body", "answer", "header"])
def test_every_place_of_a_schema_has_its_side(where: str) -> None:
    content = {"application/json": {"schema": THING}}
    made = {
        "parameter": operation(parameters=[{"name": "q", "in": "query", "content": content}, parameter("r")]),
        "request body": operation(requestBody={"content": content}),
        "answer": operation(responses={"200": {"description": "ok", "content": content}}),
        "header": operation(responses={"200": {"description": "ok", "headers": {"h": {"content": content}}}}),
    }[where]
    found = str(normalise(document({"/things": {"get": made}}), "document"))
    assert ("'secret'" in found) == (where in ("parameter", "request body"))
    assert ("'id'" in found) == (where in ("answer", "header"))
