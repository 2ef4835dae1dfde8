"""Apply the overlay to a new document as far as it fits, and say of each stale action what upstream did."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonpath_ng.exceptions import JSONPathError
from jsonpath_ng.ext.parser import parse

import defects
import overlay
import pointers
from jsonpaths import jsonpath


@dataclass(frozen=True)
class Stale:
    """An overlay action that no longer fits.

    Attributes:
        place: The overlay's name and the JSON pointer of the action.
        target: What it is aimed at.
        is_mended: Whether upstream has done by itself what the action does.
        what: What was found instead, and what to do about it.
    """

    place: str
    target: str
    is_mended: bool
    what: str


def apply(document: dict[str, Any], actions: list[dict[str, Any]], path: Path) -> tuple[dict[str, Any], list[Stale]]:
    """A corrected copy of `document`, and the actions that were left out because they are stale."""
    corrected = document
    stale = []
    for index, action in enumerate(actions):
        fault = overlay.stale(corrected, action)
        if fault is None:
            corrected = overlay.apply(corrected, [action], path)
        else:
            stale.append(_explain(corrected, f"{path.name}#/actions/{index}", action, fault))
    return corrected, stale


def _explain(document: dict[str, Any], place: str, action: dict[str, Any], fault: str) -> Stale:
    target, replaced = action["target"], action["x-replaces"]
    found = _hits(document, target)
    if found is not None and all(_is_done(value, action) for value in found) and (found or "remove" in action):
        return Stale(place, target, True, "upstream mended it: delete the action")
    places = [
        jsonpath(document, pointer)
        for pointer, value in pointers.walk(document)
        if value == replaced and type(value) is type(replaced)
    ]
    if len(places) == 1:
        return Stale(place, target, False, f"upstream moved it: what it replaces now stands at {places[0]}")
    return Stale(place, target, False, f"{fault}: upstream changed it, so compare and change or delete the action")


def _hits(document: dict[str, Any], target: str) -> list[Any] | None:
    try:
        return [match.value for match in parse(target).find(document)]
    except (JSONPathError, AttributeError, TypeError):
        return None


def _is_done(value: Any, action: dict[str, Any]) -> bool:
    if "remove" in action:
        return False
    was_lost = defects.is_lost_reference(action["x-replaces"]) and isinstance(value, dict)
    return was_lost or _includes(value, action["update"])


def _includes(value: Any, update: Any) -> bool:
    """Whether applying `update` would change nothing."""
    if isinstance(value, dict) and isinstance(update, dict):
        return all(key in value and _includes(value[key], inner) for key, inner in update.items())
    return bool(value == update)
