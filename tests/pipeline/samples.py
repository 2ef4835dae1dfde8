"""Small OpenAPI documents, to be changed in one thing each."""

from typing import Any

Json = dict[str, Any]

TEXT: Json = {"type": "string"}


def document(paths: Json | None = None, *, schemas: Json | None = None, version: str = "3.0.3", **more: Any) -> Json:
    """A valid document: one operation, unless `paths` says otherwise."""
    made: Json = {
        "openapi": version,
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "paths": {"/things": {"get": operation()}} if paths is None else paths,
    }
    if schemas is not None:
        made["components"] = {"schemas": schemas}
    return {**made, **more}


def operation(**more: Any) -> Json:
    return {"operationId": "getThings", "responses": {"204": {"description": "ok"}}, **more}


def answering(schema: Any, **more: Any) -> Json:
    """An operation whose success holds `schema`."""
    return operation(
        responses={"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}, **more
    )


def taking(schema: Any, **more: Any) -> Json:
    """An operation whose body holds `schema`."""
    return operation(requestBody={"content": {"application/json": {"schema": schema}}}, **more)


def ref(name: str, section: str = "schemas") -> Json:
    return {"$ref": f"#/components/{section}/{name}"}


def parameter(name: str, location: str = "query", schema: Any = None, **more: Any) -> Json:
    required = {"required": True} if location == "path" else {}
    return {"name": name, "in": location, "schema": TEXT if schema is None else schema, **required, **more}


def record(properties: Json, **more: Any) -> Json:
    return {"type": "object", "properties": properties, **more}


THINGS = document({"/things": {"get": answering(ref("Thing"))}}, schemas={"Thing": record({"name": TEXT})})
