"""Lay an effective document out as facts about the wire, so that two documents can be compared place by place.

A place is a tuple: an operation or component, the side (`call`, `request` or `answer`), and the way down from
there. Spellings that mean the same give the same facts: `nullable` and a type list with null, a composition of one
and its member, a `$ref` to an array and the array. A component that is a class in Python is one place, however
often it is used.
"""

from collections.abc import Iterator
from typing import Any

import references
from normalise import operations

Place = tuple[str, ...]
Facts = dict[Place, dict[str, Any]]
_Found = Iterator[tuple[Place, dict[str, Any]]]

LOWER_LIMITS = frozenset(["minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"])
UPPER_LIMITS = frozenset(["maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"])
LIMITS = LOWER_LIMITS | UPPER_LIMITS | {"pattern", "multipleOf", "uniqueItems"}
_KEYWORDS = (*sorted(LIMITS), "format", "const")
_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


def of(document: dict[str, Any]) -> Facts:
    """The facts of an effective document, in its order."""
    found: Facts = {}

    def add(pairs: _Found) -> None:
        for place, keywords in pairs:
            found.setdefault(place, {}).update(keywords)

    for path, method, operation in operations(document):
        item = document["paths"][path]
        name = operation["operationId"]
        found[name, "call"] = {
            "method": method.upper(),
            "path": path,
            "servers": _servers(operation.get("servers") or item.get("servers") or document.get("servers") or []),
            "security": _security(document, operation.get("security", [])),
        }
        add(_request(document, item, operation, (name, "request")))
        add(_answers(document, operation, (name, "answer")))

    done: set[tuple[str, str]] = set()
    while pending := [used for used in _used_components(found) if used not in done]:
        for reference, side in pending:
            done.add((reference, side))
            component = references.target(document, reference)
            add(_schema(document, component, (f"schema {reference.rpartition('/')[2]}", side)))
    return found


def _used_components(found: Facts) -> list[tuple[str, str]]:
    types = [(str(keywords.get("type", "")), place[1]) for place, keywords in found.items()]
    return list(dict.fromkeys(used for used in types if used[0].startswith("#/")))


def _servers(servers: list[dict[str, Any]]) -> list[str]:
    urls = []
    for server in servers:
        url = server["url"]
        for name, variable in server.get("variables", {}).items():
            url = url.replace(f"{{{name}}}", str(variable["default"]))
        urls.append(url)
    return urls


def _security(document: dict[str, Any], security: list[dict[str, list[str]]]) -> list[str]:
    schemes = document.get("components", {}).get("securitySchemes", {})

    def describe(name: str, scopes: list[str]) -> str:
        scheme = references.follow(document, schemes.get(name, {}))
        words = [scheme.get(key) for key in ("type", "scheme", "in", "name", "openIdConnectUrl")]
        return " ".join([*(str(word) for word in words if word), *sorted(scopes)])

    return [" and ".join(sorted(describe(*one) for one in each.items())) or "none" for each in security]


def _request(document: dict[str, Any], item: dict[str, Any], operation: dict[str, Any], place: Place) -> _Found:
    listed = [*item.get("parameters", []), *operation.get("parameters", [])]
    parameters = [references.follow(document, parameter) for parameter in listed]
    # The operation's own come later and take precedence.
    for parameter in {(each["in"], each["name"]): each for each in parameters}.values():
        location, name = parameter["in"], parameter["name"]
        here = (*place, f"{location} {name.lower() if location == 'header' else name}")
        style = parameter.get("style", _STYLES[location])
        content = parameter.get("content", {})
        explode = parameter.get("explode", style == "form")
        yield here, {"required": parameter.get("required", False), "style": style, "explode": explode}
        yield here, {"content": next(iter(content), None)}
        for holder in [parameter, *content.values()]:
            yield from _schema(document, holder.get("schema", {}), here)
    if "requestBody" in operation:
        body = references.follow(document, operation["requestBody"])
        yield (*place, "body"), {"required": body.get("required", False)}
        yield from _content(document, body, (*place, "body"))


def _answers(document: dict[str, Any], operation: dict[str, Any], place: Place) -> _Found:
    for status, response in operation.get("responses", {}).items():
        answer = references.follow(document, response)
        here = (*place, str(status))
        yield here, {}
        yield from _content(document, answer, here)
        for name, listed in answer.get("headers", {}).items():
            header = references.follow(document, listed)
            yield (*here, f"header {name.lower()}"), {"required": header.get("required", False)}
            yield from _schema(document, header.get("schema", {}), (*here, f"header {name.lower()}"))


def _content(document: dict[str, Any], holder: dict[str, Any], place: Place) -> _Found:
    for media_type, media in holder.get("content", {}).items():
        yield (*place, media_type), {}
        yield from _schema(document, media.get("schema", {}), (*place, media_type))


def _schema(document: dict[str, Any], schema: Any, place: Place, trail: tuple[str, ...] = ()) -> _Found:
    if not isinstance(schema, dict):
        return
    yield place, _keywords(schema)
    if "$ref" in schema:
        reference = schema["$ref"]
        target = references.target(document, reference)
        if reference in trail or any(key in target for key in ("properties", "enum", "allOf")):
            yield place, {"type": reference}
        else:
            yield from _schema(document, target, place, (*trail, reference))
    for name in schema.get("required", []):
        yield (*place, name), {"required": True}
    for name, inner in schema.get("properties", {}).items():
        yield from _schema(document, inner, (*place, name), trail)
    yield from _schema(document, schema.get("items"), (*place, "*"), trail)
    yield from _schema(document, schema.get("additionalProperties"), (*place, "{}"), trail)
    yield from _composition(document, schema, place, trail)


def _composition(document: dict[str, Any], schema: dict[str, Any], place: Place, trail: tuple[str, ...]) -> _Found:
    parts = schema.get("allOf", [])
    for part in parts:
        alone = len(parts) == 1 and "properties" not in schema
        yield from _schema(document, part if alone else references.follow(document, part), place, trail)
    for keyword in ("oneOf", "anyOf"):
        variants = [variant for variant in schema.get(keyword, []) if not _is_null(variant)]
        if len(variants) < len(schema.get(keyword, [])):
            yield place, {"nullable": True}
        for index, variant in enumerate(variants):
            inside = (*place, f"variant {index}") if len(variants) > 1 else place
            yield from _schema(document, variant, inside, trail)


def _keywords(schema: dict[str, Any]) -> dict[str, Any]:
    found = {key: schema[key] for key in _KEYWORDS if key in schema}
    for bound in ("Minimum", "Maximum"):
        # OpenAPI 3.0 has a flag beside the limit where 3.1 has the limit itself.
        flag = found.get(f"exclusive{bound}")
        if flag is True:
            found[f"exclusive{bound}"] = found.pop(bound.lower(), None)
        elif flag is False:
            del found[f"exclusive{bound}"]
    listed = schema.get("type", [])
    types = sorted(listed if isinstance(listed, list) else [listed])
    if named := [name for name in types if name != "null"]:
        found["type"] = " or ".join(named)
    if "enum" in schema:
        found["enum"] = [value for value in schema["enum"] if value is not None]
    if "null" in types or (schema.get("nullable") is True and types) or None in schema.get("enum", []):
        found["nullable"] = True
    if "discriminator" in schema:
        found["discriminator"] = schema["discriminator"].get("propertyName")
    return found


def _is_null(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "null" or schema.get("enum") == [None]
