"""Places of an OpenAPI document at which something can be changed."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pointers
from normalise import operations


@dataclass(frozen=True)
class Place:
    """An object of a document that may be changed, the whole document included.

    Attributes:
        document: A copy of its own.
        pointer: Where the object is.
    """

    document: dict[str, Any]
    pointer: str

    @property
    def node(self) -> Any:
        """The object."""
        return pointers.resolve(self.document, self.pointer)

    @property
    def key(self) -> str:
        """Its name in what holds it."""
        return pointers.split(self.pointer)[-1]

    @property
    def holder(self) -> Any:
        """What holds it."""
        return self._above(1)

    @property
    def owner(self) -> Any:
        """What holds its holder: for a property, the schema."""
        return self._above(2)

    def rename(self, name: str) -> None:
        """Give the object another name; the order stays."""
        renamed = {name if key == self.key else key: value for key, value in self.holder.items()}
        self.holder.clear()
        self._above(1).update(renamed)

    def replace(self, value: dict[str, Any]) -> None:
        """Put another object in its place."""
        self.holder[self.key] = value

    def _above(self, levels: int) -> Any:
        return pointers.resolve(self.document, pointers.join("", *pointers.split(self.pointer)[:-levels]))


Kind = Callable[[dict[str, Any]], Iterator[str]]


def find(document: dict[str, Any], kind: Kind) -> Iterator[Place]:
    """The places of a kind, each in a copy of the document."""
    for pointer in kind(document):
        yield Place(copy.deepcopy(document), pointer)


def root(document: dict[str, Any]) -> Iterator[str]:
    """The document itself."""
    yield ""


def path(document: dict[str, Any]) -> Iterator[str]:
    """Each path item."""
    for name in document["paths"]:
        yield pointers.join("", "paths", name)


def operation(document: dict[str, Any]) -> Iterator[str]:
    """Each operation."""
    for name, method, _ in operations(document):
        yield pointers.join("", "paths", name, method)


def parameter(document: dict[str, Any]) -> Iterator[str]:
    """Each parameter that is written out: a component, or an operation's own."""
    for name in document.get("components", {}).get("parameters", {}):
        yield pointers.join("", "components", "parameters", name)
    for place in operation(document):
        for index, each in enumerate(pointers.resolve(document, place).get("parameters", [])):
            if "$ref" not in each:
                yield pointers.join(place, "parameters", index)


def body(document: dict[str, Any]) -> Iterator[str]:
    """Each operation's request body."""
    for place in operation(document):
        if "requestBody" in pointers.resolve(document, place):
            yield pointers.join(place, "requestBody")


def body_schema(document: dict[str, Any]) -> Iterator[str]:
    """Each schema that is written out in a request body."""
    for place in body(document):
        for name, media in pointers.resolve(document, place)["content"].items():
            if "properties" in media.get("schema", {}):
                yield pointers.join(place, "content", name, "schema")


def body_property(document: dict[str, Any]) -> Iterator[str]:
    """Each property of such a schema."""
    for place in body_schema(document):
        yield from _properties(document, place)


def answer(document: dict[str, Any]) -> Iterator[str]:
    """Each answer of an operation."""
    for place in operation(document):
        for status in pointers.resolve(document, place)["responses"]:
            yield pointers.join(place, "responses", status)


def component(document: dict[str, Any]) -> Iterator[str]:
    """Each object schema among the components."""
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        if "properties" in schema:
            yield pointers.join("", "components", "schemas", name)


def component_property(document: dict[str, Any]) -> Iterator[str]:
    """Each property of such a schema."""
    for place in component(document):
        yield from _properties(document, place)


def _properties(document: dict[str, Any], place: str) -> Iterator[str]:
    for name in pointers.resolve(document, place)["properties"]:
        yield pointers.join(place, "properties", name)
