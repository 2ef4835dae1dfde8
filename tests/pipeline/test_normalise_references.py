"""Which `$ref`s are inlined, and that data is no `$ref`."""

import copy
from typing import Any

import pytest

from normalise import normalise
from pipeline.samples import TEXT, Json, answering, document, operation, parameter, record, ref
from problems import Problem
from spec import check

NAME = {"type": "string", "maxLength": 120}
INTO_THING = {"$ref": "#/components/schemas/Thing/properties/name"}


def effective(made: Json) -> Json:
    """The effective document; `made` must stay as it is."""
    before = copy.deepcopy(made)
    check(made, "document")
    found = normalise(made, "document")
    assert made == before
    return found


def schema_of(answer: Any, **schemas: Any) -> Any:
    made = document({"/things": {"get": answering(answer)}}, schemas={"Thing": record({"name": NAME}), **schemas})
    found = effective(made)
    return found["paths"]["/things"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def test_a_reference_into_a_component_is_inlined() -> None:
    assert schema_of(INTO_THING) == NAME


def test_a_reference_to_a_component_stays() -> None:
    assert schema_of(ref("Thing")) == ref("Thing")


def test_what_stands_beside_an_inlined_reference_goes_before_what_it_names() -> None:
    assert schema_of({**INTO_THING, "description": "d", "maxLength": 5}) == {**NAME, "description": "d", "maxLength": 5}


def test_a_chain_of_references_is_followed_to_its_end() -> None:
    middle = {"$ref": "#/components/schemas/Other/properties/name"}
    assert schema_of(middle, Other=record({"name": INTO_THING})) == NAME


def test_a_chain_ends_at_a_component() -> None:
    middle = {"$ref": "#/components/schemas/Other/properties/thing"}
    assert schema_of(middle, Other=record({"thing": ref("Thing")})) == ref("Thing")


def test_references_inside_what_is_inlined_are_inlined_too() -> None:
    outer = {"$ref": "#/components/schemas/Other/properties/outer"}
    other = record({"outer": record({"inner": INTO_THING, "thing": ref("Thing")})})
    assert schema_of(outer, Other=other) == record({"inner": NAME, "thing": ref("Thing")})


def test_escaped_references_are_read_as_json_pointers_in_a_url() -> None:
    schema = {"$ref": "#/paths/~1things~1%7Bid%7D/get/x-~0y"}
    made = document(
        {"/things/{id}": {"get": answering(schema, **{"x-~y": NAME}), "parameters": [parameter("id", "path")]}}
    )
    found = effective(made)["paths"]["/things/{id}"]["get"]
    assert found["responses"]["200"]["content"]["application/json"]["schema"] == NAME


def test_a_path_item_is_inlined_even_where_it_is_a_component_and_its_own_references_are_not() -> None:
    item = {"get": answering(ref("Tree"))}
    tree = record({"children": {"type": "array", "items": ref("Tree")}})
    components = {"pathItems": {"Things": item}, "schemas": {"Tree": tree}}
    made = document({"/things": ref("Things", "pathItems")}, version="3.1.0", components=components)
    assert effective(made)["paths"]["/things"] == item


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("#/components/schemas/Thing/properties/none", "names nothing"),
        ("#/components/schemas/None", "names nothing"),
        ("#/components/schemas/Thing/type/0", "names nothing"),
        ("https://api.example.com/thing.yaml", "leaves the document"),
        ("thing.yaml#/Thing", "leaves the document"),
        ("#Thing", "leaves the document"),
        ("", "leaves the document"),
    ],
)
def test_a_reference_that_cannot_be_followed_is_refused_with_its_place(reference: str, words: str) -> None:
    place = "document#/paths/~1things/get/responses/200/content/application~1json/schema: "
    with pytest.raises(Problem, match=words) as caught:
        schema_of({"$ref": reference})
    assert str(caught.value).startswith(place)


def test_a_reference_to_what_is_no_schema_is_refused() -> None:
    with pytest.raises(Problem, match="document#"):
        schema_of({"$ref": "#/info/title"})


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_reference_that_includes_itself_is_refused(name: str) -> None:
    loop = record({"a": record({"inner": {"$ref": "#/components/schemas/Loop/properties/b"}}), "b": None})
    loop["properties"]["b"] = {"$ref": "#/components/schemas/Loop/properties/a"}
    with pytest.raises(Problem, match=r"document#/.*: \$ref includes itself"):
        schema_of({"$ref": f"#/components/schemas/Loop/properties/{name}"}, Loop=loop)


def test_a_component_may_include_itself() -> None:
    tree = record({"children": {"type": "array", "items": ref("Tree")}})
    found = effective(document({"/things": {"get": answering(ref("Tree"))}}, schemas={"Tree": tree}))
    assert found["components"]["schemas"]["Tree"] == tree


DATA: Json = {"$ref": "nowhere.yaml", "nullable": True, "enum": [1]}


@pytest.mark.parametrize(
    "data",
    [{"example": DATA}, {"default": DATA}, {"const": DATA}, {"x-sample": DATA}, {"examples": [DATA]}, {"enum": [DATA]}],
    ids=lambda data: next(iter(data)),
)
def test_data_is_left_alone(data: Json) -> None:
    made = document({"/things": {"get": answering({"type": "object", **data})}}, version="3.1.0")
    found = normalise(made, "document")["paths"]["/things"]["get"]["responses"]["200"]["content"]
    assert found["application/json"]["schema"] == {"type": "object", **data}


def test_named_examples_are_left_alone() -> None:
    examples = {"one": {"value": {"$ref": "nowhere.yaml"}}, "two": {"$ref": "#/components/examples/Two"}}
    get = answering(TEXT)
    get["responses"]["200"]["content"]["application/json"]["examples"] = examples
    found = effective(document({"/things": {"get": get}}))["paths"]["/things"]["get"]
    assert found["responses"]["200"]["content"]["application/json"]["examples"] == examples


@pytest.mark.parametrize(
    "name", ["example", "examples", "default", "enum", "const", "x-y", "properties", "$ref", "mapping"]
)
def test_a_property_may_have_any_name_and_is_a_schema_all_the_same(name: str) -> None:
    assert schema_of(record({name: INTO_THING})) == record({name: NAME})
    assert schema_of(record({name: TEXT})) == record({name: TEXT})


def test_the_default_answer_is_no_data() -> None:
    get = operation(responses={"default": answering(INTO_THING)["responses"]["200"]})
    made = document({"/things": {"get": get}}, schemas={"Thing": record({"name": NAME})})
    found = effective(made)["paths"]["/things"]["get"]["responses"]["default"]
    assert found["content"]["application/json"]["schema"] == NAME
