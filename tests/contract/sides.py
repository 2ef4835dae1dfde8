"""What of a document requests and answers each see, where `readOnly` and `writeOnly` set them apart."""

from collections.abc import Iterator
from typing import Any

from contract.grammar import COMPONENT_SCHEMA, Node, rebuild, walk

_SIDES = {"parameter": "request", "body": "request", "answer": "answer", "header": "answer"}
_FOREIGN = {"request": "readOnly", "answer": "writeOnly"}


def separated(document: dict[str, Any]) -> dict[str, Any]:
    """The document with `readOnly` properties out of requests and `writeOnly` ones out of answers."""
    schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
    tops = [node for node in walk(document) if node.kind in _SIDES]
    sides = {side: _Side(foreign, schemas) for side, foreign in _FOREIGN.items()}
    for node in tops:
        sides[_SIDES[node.kind]].meet(node.value, node.kind)
    request, answer = sides["request"], sides["answer"]
    both = request.met & answer.met
    one_sided = {name for name in both if _is_one_sided(schemas, schemas[name], set())}
    request.renamed = one_sided
    for node in tops:
        node.value.update(sides[_SIDES[node.kind]].own(node.value, node.kind))
    ordered = {}
    for name, schema in schemas.items():
        is_for_requests = name in request.met and name not in answer.met
        ordered[name] = (request if is_for_requests else answer).own(schema, "schema")
        if name in one_sided:
            ordered[f"{name}Input"] = request.own(schema, "schema")
    if schemas:
        document["components"]["schemas"] = ordered
    return document


class _Side:
    """Requests or answers: the properties that are not theirs, and the components that they meet."""

    def __init__(self, foreign: str, schemas: dict[str, Any]) -> None:
        self.met: set[str] = set()
        self.renamed: set[str] = set()
        self._foreign = foreign
        self._schemas = schemas

    def meet(self, value: Any, kind: str) -> None:
        """Note the components that `value` refers to, through others too."""
        for node in walk(self._without_foreign(value, kind), kind):
            name = node.value.get("$ref", "").removeprefix(COMPONENT_SCHEMA)
            if node.kind == "schema" and name in self._schemas and name not in self.met:
                self.met.add(name)
                self.meet(self._schemas[name], "schema")

    def own(self, value: Any, kind: str) -> Any:
        """`value` as this side sees it."""
        return rebuild(self._without_foreign(value, kind), self._renamed, kind)

    def _without_foreign(self, value: Any, kind: str) -> Any:
        return rebuild(rebuild(value, self._not_required, kind), self._stripped, kind)

    def _not_required(self, node: Node) -> dict[str, Any]:
        """A schema whose `required`, and that of its `allOf` members, names nothing foreign any more."""
        if node.kind != "schema":
            return node.value
        foreign = set(_marked_names(self._schemas, node.value, self._foreign))
        schema = _with_less_required(node.value, foreign)
        if "allOf" in schema:
            schema["allOf"] = [_with_less_required(member, foreign) for member in schema["allOf"]]
        return schema

    def _stripped(self, node: Node) -> dict[str, Any]:
        properties = node.value.get("properties")
        if node.kind != "schema" or not isinstance(properties, dict):
            return node.value
        marked = {name for name, inner in properties.items() if _is_marked(self._schemas, inner, self._foreign)}
        return {**node.value, "properties": {name: properties[name] for name in properties if name not in marked}}

    def _renamed(self, node: Node) -> dict[str, Any]:
        schema = dict(node.value)
        if node.kind != "schema":
            return schema
        if schema.get("$ref", "").removeprefix(COMPONENT_SCHEMA) in self.renamed:
            schema["$ref"] += "Input"
        if "discriminator" in schema and (mapping := self._mapping(node.value)):
            schema["discriminator"] = {**schema["discriminator"], "mapping": mapping}
        return schema

    def _mapping(self, union: dict[str, Any]) -> dict[str, str]:
        """A discriminator's mapping, in which what was the name of a renamed variant is still its value."""
        given = union["discriminator"].get("mapping", {})
        targets = {target.removeprefix(COMPONENT_SCHEMA) for target in given.values()}
        # The variants are renamed already, because children come first.
        names = [one.get("$ref", "") for key in ("oneOf", "anyOf") for one in union.get(key, [])]
        old = [name.removeprefix(COMPONENT_SCHEMA).removesuffix("Input") for name in names]
        implied = {name: COMPONENT_SCHEMA + name for name in old if name in self.renamed - targets}
        return {
            value: f"{target}Input" if target.removeprefix(COMPONENT_SCHEMA) in self.renamed else target
            for value, target in {**given, **implied}.items()
        }


def _is_one_sided(schemas: dict[str, Any], schema: Any, seen: set[str]) -> bool:
    """Whether a `readOnly` or a `writeOnly` property can be met in `schema`."""
    for node in walk(schema, "schema"):
        if any(node.value.get(keyword) is True for keyword in _FOREIGN.values()):
            return True
        name = node.value.get("$ref", "").removeprefix(COMPONENT_SCHEMA)
        if name in schemas and name not in seen and _is_one_sided(schemas, schemas[name], seen | {name}):
            return True
    return False


def _is_marked(schemas: dict[str, Any], schema: Any, keyword: str, *seen: str) -> bool:
    """Whether a property has the keyword, itself or in what it is made of."""
    if not isinstance(schema, dict):
        return False
    name = schema.get("$ref", "").removeprefix(COMPONENT_SCHEMA)
    made_of = [*schema.get("allOf", []), *([schemas[name]] if name in schemas and name not in seen else [])]
    return schema.get(keyword) is True or any(_is_marked(schemas, one, keyword, name, *seen) for one in made_of)


def _marked_names(schemas: dict[str, Any], schema: Any, keyword: str, *seen: str) -> Iterator[str]:
    """The properties with the keyword, of a schema and of what it is made of."""
    for name, inner in schema.get("properties", {}).items():
        if _is_marked(schemas, inner, keyword):
            yield name
    name = schema.get("$ref", "").removeprefix(COMPONENT_SCHEMA)
    if name in schemas and name not in seen:
        yield from _marked_names(schemas, schemas[name], keyword, name, *seen)
    for member in schema.get("allOf", []):
        yield from _marked_names(schemas, member, keyword, *seen)


def _with_less_required(schema: dict[str, Any], names: set[str]) -> dict[str, Any]:
    required = [name for name in schema.get("required", []) if name not in names]
    rest = {key: value for key, value in schema.items() if key != "required"}
    return {**rest, "required": required} if required else rest
