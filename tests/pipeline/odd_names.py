"""Documents whose names collide with each other, with Python, or with what the package itself defines."""

import re
from typing import Any

from pipeline.samples import TEXT, Json, answering, document, operation, parameter, record, ref, taking

WHEN = {"type": "string", "format": "date-time"}
SECRET = {"type": "string", "format": "password"}
QUOTES = ["", " ", "\t", "{{ 7*7 }}", "{% raw %}", "名前", *"\" ' \"\"\" ''' \\ \\n { %s ${x} # */ é 😀".split()]
# What generated modules import, define or inherit.
WORDS = """
    self cls client body field define hidden names_only evolve frozen Any ClassVar Literal Mapping Sequence UUID Unset
    UNSET Model Client AuthenticatedClient Response Answer Answers Arguments Body Operation Parameter StrEnum IntEnum
    datetime uuid typing attrs httpx types errors models api SCHEMA schema _schemas _OPERATION __init__ __slots__
    __attrs_attrs__ to_dict from_dict additional_properties additionalProperties name value mro None True import class
    match list dict str int id print sync asyncio sync_detailed annotations Exception Generic TypeVar Enum T
""".split()
CLASHES = "a-b a_b a.b aB AB A1 A_1 a1 1 9lives _ __ - $ ﬁle file ß ss".split()
NAMES = [*WORDS, *CLASHES, *QUOTES]


def components() -> Json:
    """Component names are plain by specification, and only as plain as that."""
    plain = [name for name in NAMES if re.fullmatch(r"[A-Za-z0-9._-]+", name)]
    schemas: Json = {
        name: record({"when": WHEN, "id": {"type": "string", "format": "uuid"}, "any": {}}) for name in plain
    }
    schemas["StrEnum"] = {"type": "string", "enum": ["a"]}
    schemas["IntEnum"] = {"type": "integer", "enum": [1]}
    schemas["Everything"] = record({name: ref(name) for name in plain})
    paths = {
        f"/{name}": {"post": taking(ref(name), **{**answering(ref("Everything")), "operationId": f"op{number}"})}
        for number, name in enumerate(plain)
        if name[0].isupper()
    }
    return document(paths, schemas=schemas)


def properties() -> Json:
    inner = dict.fromkeys(NAMES, WHEN)
    return document(
        schemas={
            "Thing": record(inner, required=["self", "field"]),
            "Secrets": record(dict.fromkeys(NAMES, SECRET)),
            "Inlined": record(
                {name: record({name: {"type": "string", "enum": ["a"]}}) for name in [*CLASHES, *QUOTES]}
            ),
        }
    )


def parameters() -> Json:
    fields = [parameter(name, schema=SECRET if number % 2 else WHEN) for number, name in enumerate(NAMES)]
    places = [parameter(name, place) for name in ("id", "client", "body") for place in ("path", "header", "cookie")]
    paths = {
        "/all/{id}/{client}/{body}": {"post": taking(TEXT, parameters=[*fields, *places])},
        "/same/{x-y}/{x_y}": {
            "get": operation(operationId="c", parameters=[parameter(name, "path") for name in ("x-y", "x_y")])
        },
        "/arguments": {"get": operation(operationId="a", parameters=[parameter("arguments", schema=SECRET)])},
        "/Arguments": {"get": operation(operationId="b", parameters=[parameter("Arguments", schema=SECRET)])},
    }
    return document(paths)


def operations() -> Json:
    names = [*"api models client types __init__ import match None op a/b ../../etc dist 1st".split(), *QUOTES]
    tagged = {f"/tagged/{n}": {"get": operation(operationId=f"t{n}", tags=[name])} for n, name in enumerate(names)}
    plain = {f"/plain/{n}": {"get": operation(operationId=name)} for n, name in enumerate(names)}
    return document({**tagged, **plain})


def values() -> Json:
    odd = [
        *QUOTES,
        "a",
        "A",
        "a ",
        "-1",
        "1",
        "value_1",
        "_value_",
        "__doc__",
        "_ignore_",
        "mro",
        "name",
        "None",
        "\x00",
        "\u2028",
    ]
    numbers = [0, 1, -1, 2**63, -(10**30)]
    return document(
        schemas={
            "Text": {"type": "string", "enum": list(dict.fromkeys([*odd, *NAMES]))},
            "Number": {"type": "integer", "enum": numbers},
            "Inline": record({"a": {"type": "string", "enum": [""]}, "b": {"type": "string", "enum": ['"""\\']}}),
        }
    )


def texts() -> Json:
    odd = " ".join(QUOTES) + '\n\n"""' + "x" * 200 + "\\" * 199
    paths = {
        "/things/{id}": {
            "post": {
                **taking(
                    record({"a": {**TEXT, "description": odd, "default": odd}, "b": {**TEXT, "pattern": '"""{{'}})
                ),
                "summary": odd,
                "description": odd + "\\",
                "parameters": [
                    parameter("id", "path", description=f'{odd}"'),
                    parameter("q", description='"', schema={**TEXT, "default": "\\", "pattern": "\\\\"}),
                ],
                "responses": {
                    "200": {"description": odd},
                    "4XX": {"description": ""},
                    "default": {"description": "\\"},
                },
                "tags": [odd],
            }
        }
    }
    schemas = {"A": record({}, description=odd), "B": record({}, title='"'), "C": record({}, description="  ")}
    return document(paths, schemas=schemas, info={"title": odd, "version": odd, "description": odd})


def kinds(version: str = "3.1.0") -> Json:
    choice: Json = {"anyOf": [TEXT, {"type": "null"}, ref("Thing"), {"type": "array", "items": ref("Thing")}]}
    found: Json = {
        "list": {"type": ["string", "integer", "null"]},
        "object": {"type": ["object", "string"], "properties": {"a": TEXT}},
        "array": {"type": ["array", "null"], "items": {"type": ["integer", "null"]}},
        "const": {"const": "a | None"},
        "choice": choice,
        "bounds": {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 0},
    }
    fields = [parameter(name, schema=schema) for name, schema in found.items() if name in ("list", "const", "bounds")]
    post: Any = taking(choice, parameters=fields, responses=answering(choice)["responses"])
    return document({"/things": {"post": post}}, schemas={"Thing": record(found)}, version=version)


def long() -> Json:
    nested = record({"b" * 30: record({"c" * 30: record({"d" * 30: TEXT})})})
    schemas = {
        "A" * 40: nested,
        "E" * 120: {"type": "string", "enum": ["v" * 200]},
        "U" * 40: record({"e": ref("E" * 120)}),
    }
    paths = {"/" + "p" * 200: {"get": answering(nested, operationId="o" * 60, tags=["t" * 100])}}
    return document(paths, schemas=schemas)


MAKERS = (components, properties, parameters, operations, values, texts, kinds, long)
DOCUMENTS = {make.__name__: make() for make in MAKERS}
