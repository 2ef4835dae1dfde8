"""An OpenAPI document, read: its operations, and the classes of its schemas."""

from typing import Any

from contract import names, pointers
from contract.effective import effective, operations, referent
from contract.grammar import NotUnderstood
from contract.operations import LOCATIONS, Answer, Body, Media, Operation, Parameter
from contract.reader import Reader
from contract.schema import Schema

_BEARER = ("oauth2", "openIdConnect")
_DEFAULT_STYLE = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


class Document:
    """A document that these tests understand.

    A `NotUnderstood` says which place of it they do not.
    """

    def __init__(self, raw: dict[str, Any]) -> None:
        try:
            self.raw = effective(raw)
            self._reader = Reader(self.raw)
            self._folders = names.Scope()
            self._folder_of: dict[str, str] = {}
            self._modules: dict[str, names.Scope] = {"": self._folders}
            self.operations = [self._operation(*found) for found in operations(self.raw)]
        except RecursionError:
            raise NotUnderstood("", "a $ref that includes itself") from None

    @property
    def server(self) -> str | None:
        """The first server's URL, if it is an absolute one."""
        first = next((server["url"] for server in self.raw.get("servers", [])), "")
        return first if "://" in first else None

    @property
    def classes(self) -> list[Schema]:
        """The schemas that become classes: models and enums."""
        return self._reader.classes

    @property
    def models(self) -> list[Schema]:
        """The schemas that become classes with attributes."""
        return [schema for schema in self.classes if schema.kind == "model"]

    @property
    def components(self) -> list[Schema]:
        """The component schemas, classes or not."""
        return self._reader.components

    def _operation(self, path: str, method: str, raw: dict[str, Any]) -> Operation:
        pointer = pointers.join("/paths", path, method)
        if "operationId" not in raw:
            raise NotUnderstood(pointer, "an operation without operationId")
        identifier = raw["operationId"]
        folder = self._folder(raw["tags"][0]) if raw.get("tags") else ""
        return Operation(
            id=identifier,
            method=method.upper(),
            path=path,
            pointer=pointer,
            folder=folder,
            module=self._modules.setdefault(folder, names.Scope()).claim(names.snake(identifier)),
            summary=raw.get("summary", ""),
            description=raw.get("description", ""),
            credential=self._credential(raw.get("security", []), pointers.join(pointer, "security")),
            parameters=self._parameters(path, pointer, raw),
            body=self._body(raw, pointer),
            answers=tuple(
                self._answer(identifier, status, pointer) for status in raw["responses"] if status[:2] != "x-"
            ),
        )

    def _folder(self, tag: str) -> str:
        if tag not in self._folder_of:
            self._folder_of[tag] = self._folders.claim(names.snake(tag))
        return self._folder_of[tag]

    def _credential(self, alternatives: list[dict[str, Any]], pointer: str) -> str:
        if not alternatives:
            return "none"
        if {} in alternatives:
            return "optional"
        schemes = self.raw["components"]["securitySchemes"]
        for alternative in alternatives:
            found = [self._at("", schemes[name])[1] for name in alternative]
            if len(found) == 1 and (found[0]["type"] in _BEARER or found[0].get("scheme", "").lower() == "bearer"):
                return "required"
        raise NotUnderstood(pointer, "no alternative is a bearer token")

    def _parameters(self, path: str, pointer: str, raw: dict[str, Any]) -> tuple[Parameter, ...]:
        item = self.raw["paths"][path]
        found: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
        for base, listed in ((pointers.join("/paths", path), item), (pointer, raw)):
            for index, parameter in enumerate(listed.get("parameters", [])):
                place, inner = self._at(pointers.join(base, "parameters", index), parameter)
                found[inner["in"], inner["name"]] = place, inner
        # Path parameters come in the path's order, the others in the document's.
        places = sorted(
            found, key=lambda key: (LOCATIONS.index(key[0]), path.find(f"{{{key[1]}}}") if key[0] == "path" else 0)
        )
        scope = names.Scope()
        return tuple(self._parameter(raw["operationId"], scope, *found[key]) for key in places)

    def _parameter(self, identifier: str, scope: names.Scope, pointer: str, raw: dict[str, Any]) -> Parameter:
        location, name = raw["in"], raw["name"]
        holder, place, style = raw, pointer, raw.get("style", _DEFAULT_STYLE[location])
        if "content" in raw:
            content_type, holder = next(iter(raw["content"].items()))
            place, style = pointers.join(pointer, "content", content_type), "json"
        outer = names.pascal(identifier) + names.pascal(name)
        return Parameter(
            name=name,
            location=location,
            argument=scope.claim(names.argument(name, location)),
            required=raw.get("required", False),
            schema=self._schema(holder, place, outer),
            style=style,
            explode=raw.get("explode", style == "form"),
            description=raw.get("description", ""),
            pointer=pointer,
        )

    def _body(self, raw: dict[str, Any], pointer: str) -> Body | None:
        if "requestBody" not in raw:
            return None
        place, body = self._at(pointers.join(pointer, "requestBody"), raw["requestBody"])
        kinds = {"json": "JsonBody", "urlencoded": "DataBody"} if len(body["content"]) > 1 else {}
        media = []
        for content_type in body["content"]:
            form = _form(content_type)
            outer = names.pascal(raw["operationId"]) + kinds.get(form, "Body")
            media.append(self._media(content_type, form, body, place, outer))
        return Body(body.get("required", False), tuple(media), body.get("description", ""), place)

    def _answer(self, identifier: str, status: str, pointer: str) -> Answer:
        responses = pointers.join(pointer, "responses")
        place = pointers.join(responses, status)
        place, raw = self._at(place, pointers.resolve(self.raw, place))
        content_types = list(raw.get("content", {}))
        read = next((one for one in content_types if _form(one) == "json"), next(iter(content_types), None))
        outer = f"{names.pascal(identifier)}Response{names.pascal(status)}"
        is_head = pointer.endswith("/head")
        media = None if read is None or is_head else self._media(read, _form(read), raw, place, outer)
        return Answer(status, media, raw["description"], pointers.join(responses, status))

    def _media(self, content_type: str, form: str, holder: dict[str, Any], pointer: str, outer: str) -> Media:
        place = pointers.join(pointer, "content", content_type)
        return Media(content_type, form, self._schema(holder["content"][content_type], place, outer))

    def _schema(self, holder: dict[str, Any], pointer: str, outer: str) -> Schema:
        schema = self._reader.read(holder.get("schema", {}), pointers.join(pointer, "schema"), outer)
        self._reader.walk(schema)
        return schema

    def _at(self, pointer: str, raw: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        while "$ref" in raw:
            pointer, raw = referent(self.raw, raw["$ref"])
        return pointer, raw


def _form(content_type: str) -> str:
    essence = content_type.partition(";")[0].strip().lower()
    if essence == "application/json" or essence.endswith("+json"):
        return "json"
    if essence.startswith("text/"):
        return "text"
    return {"application/x-www-form-urlencoded": "urlencoded"}.get(essence, "bytes")
