"""Plan a package: go through the operations of an effective document."""

from pathlib import Path
from typing import Any

import content
import keywords
import parameters
import pointers
import references
from names import Names, check_length
from normalise import operations
from plan import Operation, Plan
from problems import Problem
from python_types import Types

_BEARER = (("http", "bearer"), ("oauth2", ""), ("openIdConnect", ""))


def make_plan(document: dict[str, Any], where: Path | str) -> Plan:
    """Plan the package for an effective document.

    Raises:
        Problem: The document holds something that the package could not do right.
    """
    keywords.refuse_unknown(document, keywords.ROOT, "document", "", where)
    types = Types(document, where)
    folders = _Folders()
    planned = [_operation(types, folders, *found) for found in operations(document)]
    info = document["info"]
    return Plan(_base_url(document, where), info["title"], info["version"], types, planned)


class _Folders:
    """The module names given so far in `api` and in the folders of its tags."""

    def __init__(self) -> None:
        self._names: dict[str | None, Names] = {None: Names()}
        self._by_tag: dict[str, str] = {}

    def folder(self, tag: str) -> str:
        if tag not in self._by_tag:
            self._by_tag[tag] = self._names[None].module(tag)
            self._names[self._by_tag[tag]] = Names()
        return self._by_tag[tag]

    def module(self, folder: str | None, operation_id: str) -> str:
        return self._names[folder].module(operation_id)


def _operation(types: Types, folders: _Folders, path: str, method: str, node: dict[str, Any]) -> Operation:
    pointer = pointers.join("", "paths", path, method)
    item = types.document["paths"][path]
    keywords.refuse_unknown(item, keywords.PATH_ITEM, "path item", pointers.join("", "paths", path), types.where)
    keywords.refuse_unknown(node, keywords.OPERATION, "operation", pointer, types.where)
    tag = next(iter(node.get("tags") or ()), None)
    folder = folders.folder(tag) if tag is not None else None
    check_length(node["operationId"], pointers.join(pointer, "operationId"), types.where)
    planned = Operation(
        operation_id=node["operationId"],
        method=method.upper(),
        path=path,
        pointer=pointer,
        tag=tag,
        folder=folder,
        module=folders.module(folder, node["operationId"]),
        summary=str(node.get("summary") or "").strip(),
        description=str(node.get("description") or "").strip(),
        secured=_secured(types, node, pointer),
    )
    planned.parameters = parameters.plan_parameters(types, planned, item, node)
    content.plan_bodies(types, planned, node)
    planned.answers = [
        content.plan_answer(types, planned, status, answer)
        for status, answer in node["responses"].items()
        if not status.startswith("x-")
    ]
    return planned


def _secured(types: Types, node: dict[str, Any], pointer: str) -> bool:
    alternatives = node.get("security", [])
    schemes = types.document.get("components", {}).get("securitySchemes", {})

    def is_bearer(name: str) -> bool:
        if name not in schemes:
            remedy = "describe it under /components/securitySchemes with an action in the overlay"
            place = pointers.join(pointer, "security")
            raise Problem(types.where, f"names a security scheme that is not there: {name}", remedy, place)
        scheme = references.follow(types.document, schemes[name])
        return (scheme["type"], str(scheme.get("scheme", "")).lower()) in _BEARER

    if not alternatives or {} in alternatives:
        return False
    if not any(len(needed) == 1 and is_bearer(next(iter(needed))) for needed in alternatives):
        remedy = "add a bearer alternative with an action in the overlay"
        place = pointers.join(pointer, "security")
        raise Problem(types.where, "asks for a credential other than a bearer token", remedy, place)
    return True


def _base_url(document: dict[str, Any], where: Path | str) -> str | None:
    for server in document.get("servers", [])[:1]:
        url: str = server["url"]
        for name, variable in server.get("variables", {}).items():
            url = url.replace(f"{{{name}}}", variable["default"])
        if "{" in url:
            raise Problem(where, f"the server {url!r} has an unknown variable", "describe it", "/servers/0/url")
        if url.lower().startswith(("https://", "http://")):
            return url.rstrip("/")
        if url.strip("/"):
            remedy = "give the whole https URL with an action in the overlay"
            raise Problem(where, f"the server {url!r} is no absolute http or https URL", remedy, "/servers/0/url")
    return None
