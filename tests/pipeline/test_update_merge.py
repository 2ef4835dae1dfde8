"""Several pages become one document, or the first thing in which they differ is named."""

import copy
from typing import Any

import pytest

import merge
import pages
from pipeline.update_tools import CREATE, LIST
from problems import Problem

CREATED = pages.extract(CREATE.encode(), "create.md").parse("create.md")
LISTED = pages.extract(LIST.encode(), "list.md").parse("list.md")
PATH = "/workspaces/{workspaceId}/api-keys"


def merged(first: dict[str, Any] = CREATED, other: dict[str, Any] = LISTED) -> dict[str, Any]:
    return merge.merge({"create.md": first, "list.md": other})


def changed(document: dict[str, Any], **replaced: Any) -> dict[str, Any]:
    return copy.deepcopy(document) | replaced


def test_paths_are_joined_and_equal_components_shared() -> None:
    both = merged()
    assert list(both["paths"][PATH]) == ["post", "get"]
    assert both["paths"][PATH]["post"] == CREATED["paths"][PATH]["post"]
    assert both["paths"][PATH]["get"] == LISTED["paths"][PATH]["get"]
    assert both["components"] == CREATED["components"]
    assert {key: both[key] for key in ("openapi", "info", "servers", "security")} == {
        key: CREATED[key] for key in ("openapi", "info", "servers", "security")
    }


def test_each_page_adds_its_own_components_and_paths() -> None:
    other = copy.deepcopy(LISTED)
    other["paths"] = {"/projects": {"get": {"responses": {}}}}
    other["components"]["schemas"]["Project"] = {"type": "object"}
    other["components"]["responses"] = {"Gone": {"description": "Gone."}}
    both = merged(other=other)
    assert list(both["paths"]) == [PATH, "/projects"]
    assert list(both["components"]["schemas"]) == ["ApiKey", "Project"]
    assert both["components"]["responses"] == {"Gone": {"description": "Gone."}}


def test_tags_are_joined_by_name() -> None:
    keys, projects = {"name": "Keys"}, {"name": "Projects"}
    both = merged(changed(CREATED, tags=[keys]), changed(LISTED, tags=[projects, keys]))
    assert both["tags"] == [keys, projects]


def test_different_components_of_one_name_are_refused_with_both_pages_and_the_first_difference() -> None:
    other = copy.deepcopy(LISTED)
    other["components"]["schemas"]["ApiKey"]["properties"]["name"]["maxLength"] = 64
    place = r"list\.md#/components/schemas/ApiKey/properties/name/maxLength"
    with pytest.raises(Problem, match=f"^{place}: holds 64 where create\\.md holds 120; "):
        merged(other=other)


def test_true_and_1_are_different() -> None:
    other = copy.deepcopy(LISTED)
    other["components"]["parameters"]["workspaceId"]["required"] = 1
    with pytest.raises(Problem, match=r"holds 1 where create\.md holds true"):
        merged(other=other)


def test_a_property_that_only_one_page_has_is_a_difference() -> None:
    other = copy.deepcopy(LISTED)
    del other["components"]["schemas"]["ApiKey"]["properties"]["name"]
    with pytest.raises(Problem, match=r"ApiKey/properties/name: holds nothing where create\.md holds \{"):
        merged(other=other)


def test_a_list_of_another_length_is_a_difference() -> None:
    other = copy.deepcopy(LISTED)
    other["components"]["schemas"]["ApiKey"]["required"].append("name")
    with pytest.raises(Problem, match=r"ApiKey/required: holds \["):
        merged(other=other)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("openapi", "3.1.0"),
        ("info", {"title": "Another API", "version": "1.0"}),
        ("servers", [{"url": "https://eu.openlayer.com/v1"}]),
        ("security", []),
        ("x-origin", "elsewhere"),
    ],
)
def test_what_concerns_the_whole_document_must_be_the_same_on_every_page(key: str, value: Any) -> None:
    with pytest.raises(Problem, match=rf"^list\.md#/{key}\S*: holds .* where create\.md holds "):
        merged(other=changed(LISTED, **{key: value}))


def test_security_that_one_page_lacks_is_a_difference() -> None:
    other = copy.deepcopy(LISTED)
    del other["security"]
    with pytest.raises(Problem, match=r"^list\.md#/security: holds nothing where create\.md holds \["):
        merged(other=other)


def test_two_pages_with_one_operation_are_refused_even_if_it_is_the_same() -> None:
    with pytest.raises(Problem, match=rf"^list\.md#/paths/.*/post: holds POST {PATH}, and so does create\.md; "):
        merged(other=CREATED)


def test_path_level_parameters_must_be_the_same_where_a_path_is_shared() -> None:
    other = copy.deepcopy(LISTED)
    other["paths"][PATH]["parameters"] = [{"$ref": "#/components/parameters/workspaceId"}]
    with pytest.raises(Problem, match=r"/parameters: holds \[.* where create\.md holds nothing"):
        merged(other=other)


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("paths", [], "#/paths:"),
        ("components", "none", "#/components:"),
        ("components", {"schemas": []}, "#/components/schemas:"),
        ("tags", ["Keys"], "#/tags:"),
    ],
)
def test_a_page_of_another_shape_is_refused_with_the_place(key: str, value: Any, place: str) -> None:
    with pytest.raises(Problem, match=f"^list\\.md{place} is not a "):
        merged(other=changed(LISTED, **{key: value}))


def test_merging_leaves_the_pages_as_they_are() -> None:
    before = copy.deepcopy((CREATED, LISTED))
    merged()
    assert before == (CREATED, LISTED)
