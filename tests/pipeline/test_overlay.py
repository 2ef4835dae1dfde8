"""The overlay's guard: a correction that no longer fits what was published is refused, never skipped."""

import copy
from pathlib import Path
from typing import Any

import pytest

import documents
import overlay
from pipeline.commands import REPOSITORY, Generator
from pipeline.samples import Json
from problems import Problem

OVERLAY = Path("corrections.yaml")
PUBLISHED: Json = {
    "info": {"title": "Things", "contact": {"name": "Ann", "email": "a@example.com"}},
    "servers": [{"url": "https://a.example.com"}, {"url": "https://b.example.com"}],
    "paths": {"/it's": {"get": {"summary": "old"}, "put": {"summary": "old"}}},
    "x-size": 1,
}


def correct(*actions: Json) -> Any:
    """What the actions make of `PUBLISHED`, which must stay as it is."""
    published = copy.deepcopy(PUBLISHED)
    given = [{"description": "why", **action} for action in actions]
    before = copy.deepcopy(given)
    try:
        return overlay.apply(published, given, OVERLAY)
    finally:
        assert published == PUBLISHED
        assert given == before


def load(folder: Path, text: str) -> list[Json]:
    path = folder / "overlay.yaml"
    path.write_text(text, encoding="utf-8")
    return overlay.load(path)


def test_an_update_replaces_a_scalar() -> None:
    made = correct({"target": "$.info.title", "x-replaces": "Things", "update": "Better things"})
    assert made["info"] == {**PUBLISHED["info"], "title": "Better things"}


def test_an_update_may_put_a_mapping_in_the_place_of_a_scalar() -> None:
    made = correct({"target": "$.info.title", "x-replaces": "Things", "update": {"$ref": "#/x"}})
    assert made["info"]["title"] == {"$ref": "#/x"}


def test_an_update_is_merged_into_a_mapping() -> None:
    contact = {"name": "Ann", "email": "a@example.com"}
    made = correct(
        {"target": "$.info.contact", "x-replaces": contact, "update": {"email": "b@example.com", "url": "u"}}
    )
    assert made["info"]["contact"] == {"name": "Ann", "email": "b@example.com", "url": "u"}


def test_an_update_is_appended_to_a_list() -> None:
    made = correct(
        {"target": "$.servers", "x-replaces": PUBLISHED["servers"], "update": {"url": "https://c.example.com"}}
    )
    assert made["servers"] == [*PUBLISHED["servers"], {"url": "https://c.example.com"}]


def test_a_remove_takes_the_target_away() -> None:
    made = correct({"target": "$.info.contact.email", "x-replaces": "a@example.com", "remove": True})
    assert made["info"]["contact"] == {"name": "Ann"}
    made = correct({"target": "$.servers[0]", "x-replaces": PUBLISHED["servers"][0], "remove": True})
    assert made["servers"] == PUBLISHED["servers"][1:]


def test_an_action_may_hit_several_places_that_hold_the_same() -> None:
    made = correct({"target": "$.paths.*.*.summary", "x-replaces": "old", "update": "new"})
    assert made["paths"] == {"/it's": {"get": {"summary": "new"}, "put": {"summary": "new"}}}


def test_an_action_sees_what_the_ones_before_it_did() -> None:
    first = {"target": "$.info.title", "x-replaces": "Things", "update": "New"}
    assert (
        correct(first, {"target": "$.info.title", "x-replaces": "New", "update": "Newer"})["info"]["title"] == "Newer"
    )
    with pytest.raises(Problem, match=r"corrections.yaml#/actions/1: \$.info.title: holds another value"):
        correct(first, {"target": "$.info.title", "x-replaces": "Things", "update": "Newer"})


STALE: dict[str, tuple[Json, str]] = {
    "hits nothing": ({"target": "$.info.headline", "x-replaces": "Things", "update": "x"}, "hits nothing"),
    "hits no path": ({"target": "$.paths['/its'].get", "x-replaces": {}, "update": {"x": 1}}, "hits nothing"),
    "other scalar": ({"target": "$.info.title", "x-replaces": "things", "update": "x"}, "another value"),
    "other mapping": ({"target": "$.info.contact", "x-replaces": {"name": "Ann"}, "update": {"x": 1}}, "another value"),
    "other type": ({"target": "$['x-size']", "x-replaces": True, "update": 2}, "another value"),
    "one of several": (
        {"target": "$.servers[*].url", "x-replaces": "https://a.example.com", "remove": True},
        "another",
    ),
    "remove of nothing": ({"target": "$.info.headline", "x-replaces": "Things", "remove": True}, "hits nothing"),
    "no path": ({"target": "$.[", "x-replaces": "Things", "update": "x"}, "not a JSONPath"),
    "empty path": ({"target": "", "x-replaces": "Things", "update": "x"}, "not a JSONPath"),
    "number as path": ({"target": 5, "x-replaces": "Things", "update": "x"}, "not a JSONPath"),
    "list as path": ({"target": ["$"], "x-replaces": PUBLISHED, "update": {"x": 1}}, "not a JSONPath"),
}


@pytest.mark.parametrize("name", STALE)
def test_an_action_that_does_not_fit_is_refused_and_named(name: str) -> None:
    action, words = STALE[name]
    with pytest.raises(Problem, match=words) as caught:
        correct(action)
    assert str(caught.value).startswith(f"corrections.yaml#/actions/0: {action['target']}")


@pytest.mark.parametrize("target", ["$", "$.info.title[0]"])
def test_an_action_that_cannot_be_carried_out_is_refused(target: str) -> None:
    replaced = PUBLISHED if target == "$" else "T"
    with pytest.raises(Problem, match=r"corrections.yaml#/actions/0: "):
        correct({"target": target, "x-replaces": replaced, "remove": True})


def test_a_scalar_in_a_list_is_replaced_or_the_action_refused() -> None:
    action = {"target": "$['x-sizes'][0]", "description": "why", "x-replaces": 1, "update": 2}
    try:
        made = overlay.apply({"x-sizes": [1, 3]}, [action], OVERLAY)
    except Problem:
        return
    assert made == {"x-sizes": [2, 3]}


ACTION = "{target: $.a, description: why, x-replaces: 1, update: 2}"
NO_OVERLAYS = {
    "empty": ("", "is empty"),
    "an OpenAPI document": ("openapi: 3.0.3", "#/overlay: is not an overlay"),
    "other version": (f"overlay: 2.0.0\nactions: [{ACTION}]", "#/overlay: is not an overlay"),
    "no actions": ("overlay: 1.0.0", "#/actions: has no list of actions"),
    "actions are a mapping": ("overlay: 1.0.0\nactions: {}", "#/actions: has no list of actions"),
    "action is text": (f"overlay: 1.0.0\nactions: [{ACTION}, x]", "#/actions/1: is not a mapping"),
    "no target": ("{description: why, x-replaces: 1, update: 2}", "#/actions/0: .* no target"),
    "no description": ("{target: $.a, x-replaces: 1, update: 2}", "#/actions/0: .* no description"),
    "no x-replaces": ("{target: $.a, description: why, update: 2}", "#/actions/0: .* no x-replaces"),
    "neither update nor remove": ("{target: $.a, description: why, x-replaces: 1}", "#/actions/0: .*update or remove"),
    "update and remove": (f"{ACTION[:-1]}, remove: true}}", "#/actions/0: .*update or remove"),
    "remove is false": ("{target: $.a, description: why, x-replaces: 1, remove: false}", "#/actions/0: .*remove"),
    "remove is text": ("{target: $.a, description: why, x-replaces: 1, remove: no}", "#/actions/0: .*remove"),
    "unknown key": (f"{ACTION[:-1]}, replace: 3}}", "#/actions/0: .*unknown key 'replace'"),
}


@pytest.mark.parametrize("name", NO_OVERLAYS)
def test_what_is_no_guarded_overlay_is_refused(name: str, tmp_path: Path) -> None:
    text, words = NO_OVERLAYS[name]
    if text.startswith("{"):
        text = f"overlay: 1.0.0\nactions: [{text}]"
    with pytest.raises(Problem, match=words):
        load(tmp_path, text)


@pytest.mark.parametrize("ending", ["update: 2", "remove: true", "update: null"])
def test_a_guarded_overlay_is_read(ending: str, tmp_path: Path) -> None:
    (action,) = load(tmp_path, f"overlay: 1.0.0\nactions: [{{target: $.a, description: why, x-replaces: 1, {ending}}}]")
    assert action["target"] == "$.a"


def test_the_overlay_of_this_project_fits_the_vendored_document_and_no_other(tmp_path: Path) -> None:
    path = REPOSITORY / "openapi.overlay.yaml"
    published = documents.load(REPOSITORY / "openapi.yaml")
    actions = overlay.load(path)
    corrected = overlay.apply(published, actions, path)
    assert corrected != published
    with pytest.raises(Problem, match="upstream has moved"):
        overlay.apply(corrected, actions, path)


def test_a_stale_overlay_stops_the_command(generator: Generator, tmp_path: Path) -> None:
    (tmp_path / "stale.yaml").write_text(f"overlay: 1.0.0\nactions: [{ACTION}]")
    done = generator("--overlay", "stale.yaml", "--spec", REPOSITORY / "openapi.yaml", "--output", "out", cwd=tmp_path)
    assert done.refusal.startswith("stale.yaml#/actions/0: $.a: hits nothing; ")
    assert not (tmp_path / "out").exists()
