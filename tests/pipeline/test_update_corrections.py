"""What upstream did where an overlay action no longer fits."""

from pathlib import Path
from typing import Any

import pytest

import corrections

UUID = "c93186a2-0b0a-4c5a-92f2-fbdcb174d0f3"
OVERLAY = Path("openapi.overlay.yaml")
LOST = {"target": "$.schemas.A", "description": "d", "x-replaces": UUID, "update": {"$ref": "#/schemas/B"}}
SECRET = {
    "target": "$.schemas.B",
    "description": "d",
    "x-replaces": {"type": "string"},
    "update": {"format": "password"},
}
REMOVE = {"target": "$.schemas.C", "description": "d", "x-replaces": {"type": "null"}, "remove": True}


def document(**schemas: Any) -> dict[str, Any]:
    return {"schemas": {"A": UUID, "B": {"type": "string"}, "C": {"type": "null"}} | schemas}


def test_actions_that_fit_are_applied_one_after_the_other() -> None:
    corrected, stale = corrections.apply(document(), [LOST, SECRET, REMOVE], OVERLAY)
    assert stale == []
    assert corrected == {"schemas": {"A": {"$ref": "#/schemas/B"}, "B": {"type": "string", "format": "password"}}}


@pytest.mark.parametrize(
    ("schemas", "index", "action"),
    [
        ({"A": {"$ref": "#/schemas/B"}}, 0, LOST),
        ({"A": {"type": "string"}}, 0, LOST),
        ({"B": {"type": "string", "format": "password"}}, 1, SECRET),
        ({"B": {"type": "string", "format": "password", "maxLength": 9}}, 1, SECRET),
    ],
    ids=["the same $ref", "another schema for the UUID", "the same format", "the same format and more"],
)
def test_an_action_whose_work_upstream_has_done_is_called_mended(
    schemas: dict[str, Any], index: int, action: dict[str, Any]
) -> None:
    _, [stale] = corrections.apply(document(**schemas), [LOST, SECRET, REMOVE], OVERLAY)
    assert (stale.place, stale.target) == (f"openapi.overlay.yaml#/actions/{index}", action["target"])
    assert stale.is_mended
    assert stale.what == "upstream mended it: delete the action"


def test_a_removal_of_what_is_gone_is_called_mended() -> None:
    _, [stale] = corrections.apply({"schemas": {}}, [REMOVE], OVERLAY)
    assert stale.is_mended


def test_an_update_of_what_is_gone_is_not_called_mended() -> None:
    _, [stale] = corrections.apply({"schemas": {}}, [LOST], OVERLAY)
    assert not stale.is_mended
    assert stale.what.startswith("hits nothing: upstream changed it")


def test_what_moved_is_named_with_its_new_place() -> None:
    _, [stale] = corrections.apply({"schemas": {"of keys": {"A": UUID}}}, [LOST], OVERLAY)
    assert not stale.is_mended
    assert stale.what == "upstream moved it: what it replaces now stands at $.schemas['of keys'].A"


def test_what_now_stands_in_two_places_is_not_said_to_have_moved() -> None:
    _, [stale] = corrections.apply({"schemas": {"D": UUID, "E": UUID}}, [LOST], OVERLAY)
    assert stale.what.startswith("hits nothing: upstream changed it")


def test_another_value_in_the_same_place_is_a_change() -> None:
    _, [stale] = corrections.apply(document(B={"type": "integer"}), [SECRET], OVERLAY)
    assert not stale.is_mended
    assert stale.what.startswith("holds another value than x-replaces: upstream changed it")


def test_a_target_that_is_no_jsonpath_is_said_to_be_none() -> None:
    for action in (LOST, REMOVE):
        _, [stale] = corrections.apply(document(), [action | {"target": "$.["}], OVERLAY)
        assert not stale.is_mended


def test_the_fitting_actions_around_a_stale_one_are_still_applied() -> None:
    corrected, stale = corrections.apply(document(A={}), [LOST, SECRET], OVERLAY)
    assert [one.target for one in stale] == ["$.schemas.A"]
    assert corrected["schemas"]["B"] == {"type": "string", "format": "password"}
