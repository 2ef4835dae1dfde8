"""What a document offers: its operations, and which of them a request line means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import normalise
import pointers
import references

# RFC 3986 `pchar`, `/`: the characters of a path that are sent as they are.
_PLAIN_IN_PATHS = "/~!$&'()*+,;=:@"


@dataclass(frozen=True)
class Node:
    """A mapping of the document and its pointer, `$ref`s followed."""

    pointer: str
    content: dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """One operation of the document, ready to be matched against requests."""

    method: str
    path: str
    pattern: re.Pattern[str]
    node: Node
    parameters: list[Node]
    body: Node | None

    def path_values(self, raw_path: str) -> dict[str, str] | None:
        """The path's variables, still percent-encoded, or None for another path."""
        match = self.pattern.fullmatch(raw_path)
        if match is None:
            return None
        return dict(zip(re.findall(r"\{([^}]+)\}", self.path), match.groups(), strict=True))


def base_path(document: dict[str, Any]) -> str:
    """The path of the document's first server, without a slash at its end."""
    server: dict[str, Any] = next(iter(document.get("servers", [])), {"url": "/"})
    variables = {f"{{{name}}}": variable["default"] for name, variable in server.get("variables", {}).items()}
    url = re.sub(r"\{[^}]+\}", lambda match: str(variables.get(match[0], match[0])), server["url"])
    path = urlsplit(url).path.strip("/")
    return f"/{path}" if path else ""


def operations(document: dict[str, Any]) -> list[Operation]:
    """The operations of an effective document, the most concrete paths first."""
    found = [_operation(document, path, method) for path, method, _ in normalise.operations(document)]
    return sorted(found, key=lambda operation: ["{" in segment for segment in operation.path.split("/")])


def node(document: dict[str, Any], pointer: str) -> Node:
    """What stands at `pointer`, or what its `$ref` names."""
    content = pointers.resolve(document, pointer)
    while "$ref" in content:
        pointer = unquote(content["$ref"][1:])
        content = references.target(document, content["$ref"])
    return Node(pointer, content)


def _operation(document: dict[str, Any], path: str, method: str) -> Operation:
    item = pointers.join("", "paths", path)
    this = node(document, pointers.join(item, method))
    # An operation's own parameter replaces the path's of the same name and place.
    parameters = {
        (parameter.content["name"], parameter.content["in"]): parameter
        for owner in (node(document, item), this)
        for parameter in _parameters(document, owner)
    }
    body = node(document, f"{this.pointer}/requestBody") if "requestBody" in this.content else None
    return Operation(method.upper(), path, _pattern(path), this, list(parameters.values()), body)


def _parameters(document: dict[str, Any], owner: Node) -> Iterator[Node]:
    for index in range(len(owner.content.get("parameters", []))):
        yield node(document, f"{owner.pointer}/parameters/{index}")


def _pattern(path: str) -> re.Pattern[str]:
    literals = re.split(r"\{[^}]+\}", path)
    return re.compile("([^/]+)".join(re.escape(quote(literal, safe=_PLAIN_IN_PATHS)) for literal in literals))
