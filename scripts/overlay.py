"""Apply an OpenAPI Overlay 1.0 whose every action guards what it replaces."""

import copy
import json
from pathlib import Path
from typing import Any

from jsonpath_ng.exceptions import JSONPathError
from jsonpath_ng.ext.parser import parse
from oas_patch import apply_overlay as apply_actions

import documents
import pointers
from problems import Problem

_LOOK_AGAIN = "upstream has moved: compare it with the action's description, then change or delete the action"


def load(path: Path) -> list[dict[str, Any]]:
    """Read an overlay's actions.

    Raises:
        Problem: The file is no Overlay 1.0 document, or an action lacks its `target`, `description`
            or `x-replaces`, or does anything but update or remove.
    """
    overlay = documents.load(path)
    if not str(overlay.get("overlay", "")).startswith("1.0"):
        raise Problem(path, "is not an overlay", "an Overlay document starts with 'overlay: 1.0.0'", pointer="/overlay")
    actions = overlay.get("actions")
    if not isinstance(actions, list):
        raise Problem(path, "has no list of actions", "see the Overlay 1.0 specification", pointer="/actions")
    for index, action in enumerate(actions):
        pointer = pointers.join("", "actions", index)
        if not isinstance(action, dict):
            raise Problem(path, "is not a mapping", "see the Overlay 1.0 specification", pointer=pointer)
        for key in ("target", "description", "x-replaces"):
            if key not in action:
                raise Problem(path, f"the action has no {key}", "every action says what it does to what", pointer)
        if not isinstance(action["target"], str):
            raise Problem(path, "the target is not a JSONPath", "write it as text", pointers.join(pointer, "target"))
        if ("update" in action) == ("remove" in action) or action.get("remove", True) is not True:
            raise Problem(path, "the action needs either update or remove: true", "give it one of them", pointer)
        if unknown := sorted(set(action) - {"target", "description", "x-replaces", "update", "remove"}):
            raise Problem(path, f"the action has an unknown key {unknown[0]!r}", "remove it", pointer)
    return actions


def apply(document: dict[str, Any], actions: list[dict[str, Any]], path: Path) -> dict[str, Any]:
    """A corrected copy of `document`; the original stays as it is.

    Raises:
        Problem: An action's target is missing, or holds something else than its `x-replaces`.
    """
    corrected = copy.deepcopy(document)
    for index, action in enumerate(actions):
        if fault := stale(corrected, action):
            raise Problem(path, f"{action['target']}: {fault}", _LOOK_AGAIN, pointers.join("", "actions", index))
        # A deep copy, because oas-patch puts the action's own objects into the document.
        try:
            corrected = apply_actions(corrected, {"actions": [copy.deepcopy(action)]})
        except (AttributeError, LookupError, TypeError, ValueError):
            remedy = "remove the target and update what holds it"
            place = pointers.join("", "actions", index)
            raise Problem(path, f"{action['target']}: oas-patch cannot apply it", remedy, place) from None
    return corrected


def stale(document: dict[str, Any], action: dict[str, Any]) -> str | None:
    """Why `action` no longer fits `document`, or None where it does."""
    try:
        matches = parse(action["target"]).find(document)
    except (JSONPathError, AttributeError, TypeError, ValueError) as error:
        return f"is not a JSONPath ({type(error).__name__})"
    if not matches:
        return "hits nothing"
    if any(not _same(match.value, action["x-replaces"]) for match in matches):
        return "holds another value than x-replaces"
    return None


def _same(found: Any, expected: Any) -> bool:
    # JSON tells 1 from true and from 1.0, Python does not.
    return json.dumps(found, sort_keys=True) == json.dumps(expected, sort_keys=True)
