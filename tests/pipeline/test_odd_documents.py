"""An odd document becomes a package that can be imported, or is refused with one line that names the place in it."""

from functools import reduce
from typing import Any

import pytest

from pipeline.commands import Done, Workplace
from pipeline.samples import TEXT, Json, answering, document, operation, parameter, record, ref


def get(made: Json) -> Json:
    return document({"/things": {"get": made}})


def things(schema: Any, version: str = "3.0.3") -> Json:
    """A document with `schema` for a property."""
    return document(schemas={"Thing": record({"a": schema})}, version=version)


def alias(section: str, name: str) -> Json:
    return {section: {"A": ref(name, section), "B": ref("A", section)}}


def doubled(levels: int) -> Json:
    """References that would grow to two to the power of `levels` schemas when they are inlined."""
    steps = {f"s{n}": record({side: {"$ref": f"#/x-steps/s{n - 1}"} for side in "lr"}) for n in range(1, levels)}
    return {**get(answering({"$ref": f"#/x-steps/s{levels - 1}"})), "x-steps": {"s0": TEXT, **steps}}


NULLABLE_CHOICE = {"oneOf": [TEXT, {"type": "integer", "nullable": True}]}
ODD: dict[str, Json] = {
    "extension of paths": {**document(), "paths": {"/things": {"get": operation()}, "x-note": "get it"}},
    "extension of answers": get(operation(responses={"204": {"description": "ok"}, "x-note": "$ref"})),
    "number as extension of answers": get(operation(responses={"204": {"description": "ok"}, "x-count": 5})),
    "map as extension of answers": get(operation(responses={"204": {"description": "ok"}, "x-map": {"a": 1}})),
    "unknown security scheme": document(security=[{"none": []}]),
    "boolean schema in anyOf": things({"anyOf": [True, TEXT]}, "3.1.0"),
    "boolean schema in allOf": things({"allOf": [True, TEXT]}, "3.1.0"),
    "null type": things({"type": "null"}, "3.1.0"),
    "enum beside const": things({"enum": ["a", "b"], "const": "b"}, "3.1.0"),
    "required alone": things({"required": ["b"]}),
    "schema that is itself": document(schemas={"A": ref("A")}),
    "schemas that are each other": document(components=alias("schemas", "B")),
    "parameter that is itself": {
        **get(operation(parameters=[ref("A", "parameters")])),
        "components": alias("parameters", "A"),
    },
    "answer that is itself": {
        **get(operation(responses={"200": ref("A", "responses")})),
        "components": alias("responses", "B"),
    },
    "property that is itself": things({"$ref": "#/components/schemas/Thing/properties/a"}),
    "allOf in a circle": document(
        schemas={name: {"allOf": [ref(other), record({"a": TEXT})]} for name, other in ("AB", "BA")}
    ),
    "list of itself": document(schemas={"A": {"type": "array", "items": ref("A")}}),
    "object of itself": document(schemas={"A": record({"a": ref("A")}, required=["a"])}),
    "unknown anchor": get(answering({"$ref": "#thing"})),
    "reference in a default": things({"type": "object", "default": {"$ref": "nowhere.yaml"}}),
    "references that double": doubled(40),
    "lone surrogate in a summary": get(operation(summary="\ud83d")),
    "lone surrogate in a name": document(schemas={"Thing": record({"\ud83d": TEXT})}),
    "control characters": get(operation(summary="\x00\x1b[31m\x7f", description="\u2028\u0085")),
    "nullable choice as parameter": get(operation(parameters=[parameter("q", schema=NULLABLE_CHOICE)])),
    "braces in a path": document(
        {'/a"b\\{c}/é %{{d}}%': {"get": operation(parameters=[parameter("c", "path"), parameter("d", "path")])}}
    ),
    "left brace in a path": document({"/a/{b": {"get": operation()}}),
    "right brace in a path": document({"/a/b}": {"get": operation()}}),
    "dot in a path parameter": document({"/a/{b.c}": {"get": operation(parameters=[parameter("b.c", "path")])}}),
    "header": get(operation(parameters=[parameter("X-Tenant", "header"), parameter("X", "header", required=True)])),
    "same name everywhere": document(
        {
            "/a/{id}": {
                "get": operation(parameters=[parameter("id", one) for one in ("path", "query", "header", "cookie")])
            }
        }
    ),
    "bad content type": get(operation(requestBody={"content": {"x+json": {"schema": TEXT}}})),
    "content type with a parameter": get(
        operation(requestBody={"content": {'application/json; charset="utf-8"': {"schema": record({})}}})
    ),
    "long operation name": get(operation(operationId="o" * 300)),
    "long schema name": document(schemas={"S" * 300: record({})}),
    "deep objects": things(reduce(lambda inner, _: record({"p": inner}), range(40), TEXT)),
    "no paths": document({}),
    "relative server": document(servers=[{"url": "/v1"}]),
    "server with an unknown variable": document(servers=[{"url": "https://{region}.example.com"}]),
    "server with a query": document(servers=[{"url": "https://api.example.com/v1?a=b#c"}]),
    "numbers beyond floats": things({"type": "integer", "minimum": -(10**400), "maximum": 10**400}),
    "pattern with a set in a set": things({"type": "string", "pattern": "[[a]"}),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_document_is_generated_or_refused(name: str, workplace: Workplace) -> None:
    done = workplace.sketch(ODD[name])
    if done.code:
        assert done.refusal.startswith(f"{workplace.spec}")
        assert not workplace.output.exists()
    else:
        assert done == Done(0, "", "")
        assert workplace.import_all() == Done(0, "", "")
