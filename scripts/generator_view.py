"""What openapi-python-client is shown of a plan: every operation, parameter, content type and class, and no more.

Types come from `python_types.py`, for the generator drops, flattens or mistypes much of what a schema can say.
What it is shown is reduced to the parts that it reads right, so that each warning of it means something.
"""

import re
from typing import Any

from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from classes import Enumeration
from plan import Operation, Plan
from problems import Problem


def read(plan: Plan, config: Config, where: object) -> GeneratorData:
    """Let the generator read the plan.

    Raises:
        Problem: The generator warns, or leaves something out.
    """
    data = GeneratorData.from_dict(_view(plan), config=config)
    if isinstance(data, GeneratorError):
        raise _refused(data, where)
    collections = data.endpoint_collections_by_tag.values()
    for error in [*(error for found in collections for error in found.parse_errors), *data.errors]:
        raise _refused(error, where)
    kept = sum(len(found.endpoints) for found in collections)
    if kept != len(plan.operations):
        raise Problem(str(where), f"the generator kept {kept} of {len(plan.operations)} operations", "report this")
    return data


def _view(plan: Plan) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for operation in plan.operations:
        paths.setdefault(_path(operation), {})[operation.method.lower()] = _operation(operation)
    classes = plan.types.classes
    return {
        "openapi": "3.0.3",
        "info": {"title": plan.title, "version": plan.version},
        "paths": paths,
        "components": {
            "schemas": {
                f"Class{index}": {"type": "string", "enum": ["member"]}
                if isinstance(found, Enumeration)
                else {"type": "object", "properties": {}}
                for index, found in enumerate(classes)
            }
        },
    }


def _path(operation: Operation) -> str:
    arguments = {parameter.name: parameter.argument for parameter in operation.at("path")}
    return re.sub(r"{([^{}]+)}", lambda found: f"{{{arguments[found[1]]}}}", operation.path)


def _operation(operation: Operation) -> dict[str, Any]:
    node: dict[str, Any] = {
        "operationId": operation.module,
        "parameters": [
            {"name": each.argument, "in": each.location, "required": each.required, "schema": {"type": "string"}}
            for each in operation.parameters
        ],
        "responses": {
            answer.status: {
                "description": answer.description,
                "content": {_SHOWN[answer.kind]: {"schema": {}}} if answer.type else {},
            }
            for answer in operation.answers
        },
    }
    if operation.bodies:
        content: dict[str, Any] = {body.content_type: {"schema": {}} for body in operation.bodies}
        node["requestBody"] = {"required": operation.body_required, "content": content}
    if operation.folder:
        node["tags"] = [operation.folder]
    return node


_SHOWN = {"json": "application/json", "text": "text/plain", "bytes": "application/octet-stream", "none": ""}


def _refused(error: GeneratorError, where: object) -> Problem:
    what = f"openapi-python-client: {error.header.rstrip(': ')}: {error.detail or ''}"
    return Problem(str(where), what.rstrip(": "), "replace or remove it with an action in the overlay")
