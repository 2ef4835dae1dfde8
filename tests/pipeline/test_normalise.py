"""The rules that turn a corrected document into the effective one, but for `$ref`s and the two sides."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise import normalise
from pipeline.samples import TEXT, Json, answering, document, operation, record, ref, taking
from spec import check

SECTIONS = ["A", "B", "C", "D"]


def effective(made: Json) -> Json:
    """The effective document; `made` must stay as it is."""
    before = copy.deepcopy(made)
    found = normalise(made, "document")
    assert made == before
    return found


def schema_of(answer: Any, **more: Any) -> Any:
    found = effective(document({"/things": {"get": answering(answer)}}, schemas={"Thing": record({}), **more}))
    return found["paths"]["/things"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


@pytest.mark.parametrize(
    ("path", "method", "name"),
    [
        ("/things", "get", "getThings"),
        ("/things/{thingId}/api-keys", "post", "postThingsByThingIdApiKeys"),
        ("/", "get", "get"),
        ("/v1.2/{a}/{b}", "delete", "deleteV12ByAByB"),
    ],
)
def test_an_operation_without_a_name_gets_one(path: str, method: str, name: str) -> None:
    nameless = operation()
    del nameless["operationId"]
    assert effective(document({path: {method: nameless}}))["paths"][path][method]["operationId"] == name


def test_an_operation_keeps_the_name_that_it_has() -> None:
    named = {"/things": {"get": operation(operationId="list things!")}}
    assert effective(document(named))["paths"]["/things"]["get"]["operationId"] == "list things!"


def test_a_name_that_is_given_is_never_the_name_of_another_operation() -> None:
    nameless = operation()
    del nameless["operationId"]
    paths = {"/a-b": {"get": nameless}, "/a/b": {"get": nameless}, "/c": {"get": operation(operationId="getAB")}}
    found = effective(document(paths))["paths"]
    assert len({found[path]["get"]["operationId"] for path in paths}) == 3
    assert found["/c"]["get"]["operationId"] == "getAB"


def test_the_security_of_the_document_is_written_onto_each_operation_that_has_none() -> None:
    paths = {
        "/things": {"get": operation(), "put": operation(security=[]), "post": operation(security=[{"other": []}])}
    }
    found = effective(document(paths, security=[{"bearer": []}]))
    assert "security" not in found
    written = [found["paths"]["/things"][method]["security"] for method in ("get", "put", "post")]
    assert written == [[{"bearer": []}], [], [{"other": []}]]


def test_without_security_in_the_document_none_is_written() -> None:
    assert "security" not in effective(document())["paths"]["/things"]["get"]


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({**ref("Thing"), "nullable": True}, {"anyOf": [ref("Thing"), None]}),
        ({"allOf": [ref("Thing")], "nullable": True}, {"anyOf": [{"allOf": [ref("Thing")]}, None]}),
        ({"oneOf": [ref("Thing"), TEXT], "nullable": True}, {"oneOf": [ref("Thing"), TEXT, None]}),
        ({"anyOf": [ref("Thing"), TEXT], "nullable": True}, {"anyOf": [ref("Thing"), TEXT, None]}),
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            {"type": "string", "enum": ["a", None], "nullable": True},
        ),
    ],
    ids=["$ref", "allOf", "oneOf", "anyOf", "enum"],
)
def test_nullable_is_written_out_where_3_0_would_ignore_it(schema: Json, written: Json) -> None:
    null = {"nullable": True, "enum": [None]}
    expected = json.loads(json.dumps(written))
    for choice in ("oneOf", "anyOf"):
        if choice in expected:
            expected[choice] = [null if member is None else member for member in expected[choice]]
    assert schema_of(schema) == expected
    plain = {key: value for key, value in schema.items() if key != "nullable"}
    assert schema_of(plain) == plain


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "nullable": True},
        {"type": "string", "nullable": True, "enum": ["a", None]},
        {"type": ["string", "null"]},
        {**ref("Thing"), "nullable": False},
    ],
    ids=["type", "enum with null", "3.1", "false"],
)
def test_nullable_is_left_alone_where_it_has_its_meaning(schema: Json) -> None:
    assert schema_of(schema) == schema


def test_an_extension_of_paths_is_no_operation() -> None:
    paths = {"/things": {"get": operation()}, "x-note": "get it", "x-count": 5, "x-map": {"get": operation()}}
    assert effective(document(paths))["paths"] == paths


FLAGS = st.fixed_dictionaries({}, optional={"nullable": st.just(True), "description": st.just("d")})
MARKS = st.fixed_dictionaries({}, optional={"readOnly": st.just(True), "writeOnly": st.just(True)})
NULLABLE = {"nullable": True}
INNER = st.sampled_from([TEXT, {**TEXT, "enum": ["a"], **NULLABLE}, {**ref("A"), **NULLABLE}, *map(ref, SECTIONS)])
PROPERTIES = st.sampled_from(["id", "name", "example", "properties", "$ref", "x-y"])


def joined(*parts: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()})


def objects() -> st.SearchStrategy[Json]:
    one = st.tuples(PROPERTIES, joined(INNER, MARKS), st.booleans())
    return st.lists(one, unique_by=lambda parts: parts[0], max_size=3).map(
        lambda found: record(
            {name: inner for name, inner, _ in found},
            **({"required": required} if (required := [name for name, _, wanted in found if wanted]) else {}),
        )
    )


def schemas(earlier: list[str]) -> st.SearchStrategy[Json]:
    """Schemas that are made of `earlier` components only, for none is made of itself; they may hold any."""
    members = st.lists(objects() | st.sampled_from([TEXT, *map(ref, earlier)]), min_size=1, max_size=2)
    choices = st.sampled_from(["allOf", "oneOf", "anyOf"]).flatmap(
        lambda keyword: st.fixed_dictionaries({keyword: members})
    )
    lists = st.fixed_dictionaries({"type": st.just("array"), "items": INNER})
    return joined(objects() | lists | choices, FLAGS)


COMPONENTS = st.fixed_dictionaries({name: schemas(SECTIONS[:index]) for index, name in enumerate(SECTIONS)})


@settings(max_examples=60, deadline=None)
@given(COMPONENTS, schemas(SECTIONS), schemas(SECTIONS))
def test_what_is_normalised_stays_as_it_is_when_normalised_again(components: Json, body: Json, answer: Json) -> None:
    paths = {"/things": {"post": taking(body), "get": answering(answer, operationId="x")}}
    once = effective(document(paths, schemas=components, security=[]))
    assert effective(once) == once


def test_the_effective_document_of_a_valid_one_is_valid() -> None:
    made = document(
        {
            "/things": {
                "post": taking({**ref("Thing"), "nullable": True}),
                "get": answering(ref("Thing"), operationId="x"),
            }
        },
        schemas={"Thing": record({"id": {**TEXT, "readOnly": True}, "secret": {**TEXT, "writeOnly": True}})},
    )
    check(made, "document")
    check(effective(made), "document")
