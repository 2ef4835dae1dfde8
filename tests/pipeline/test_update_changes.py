"""The two levels of a change, and the verdict and version that follow."""

import copy
from pathlib import Path
from typing import Any

import pytest

import changes
import pages
import surface
import verdict
from pipeline.update_tools import CREATE
from problems import Problem
from verdict import CallerChange, Verdict

DOCUMENT = pages.extract(CREATE.encode(), "create.md").parse("create.md")
POST = "POST /workspaces/{workspaceId}/api-keys"


def differences(new: dict[str, Any]) -> list[tuple[str, str, str, Any, Any]]:
    found = changes.between(DOCUMENT, new)
    return [(change.group, change.sign, change.place, change.old, change.new) for change in found]


def test_the_same_document_has_not_changed() -> None:
    assert differences(copy.deepcopy(DOCUMENT)) == []


def test_changes_are_told_by_operation_component_and_the_rest_of_the_document() -> None:
    new = copy.deepcopy(DOCUMENT)
    new["info"]["version"] = "1.1"
    new["paths"]["/workspaces/{workspaceId}/api-keys"]["post"]["summary"] = "Create a key."
    del new["components"]["schemas"]["ApiKey"]["properties"]["name"]["nullable"]
    new["components"]["schemas"]["Project"] = {"type": "object"}
    del new["components"]["securitySchemes"]["bearerAuth"]
    assert differences(new) == [
        ("document", "~", "info.version", "1.0", "1.1"),
        (POST, "~", "summary", "Create a new API key in a workspace.", "Create a key."),
        ("schema ApiKey", "-", "properties.name.nullable", True, None),
        ("security scheme bearerAuth", "-", "", {"type": "http", "scheme": "bearer"}, None),
        ("schema Project", "+", "", None, {"type": "object"}),
    ]


def test_an_insertion_into_a_list_without_an_order_is_one_change() -> None:
    new = copy.deepcopy(DOCUMENT)
    page = {"name": "page", "in": "query", "schema": {"enum": ["a"]}}
    new["paths"]["/workspaces/{workspaceId}/api-keys"]["post"]["parameters"].insert(0, page)
    new["components"]["schemas"]["ApiKey"]["required"].insert(0, "name")
    assert differences(new) == [
        (POST, "+", "parameters.page", None, page),
        ("schema ApiKey", "+", "required.name", None, "name"),
    ]


def test_true_and_1_are_different() -> None:
    new = copy.deepcopy(DOCUMENT)
    new["components"]["schemas"]["ApiKey"]["properties"]["name"]["nullable"] = 1
    assert differences(new) == [("schema ApiKey", "~", "properties.name.nullable", True, 1)]


def test_documents_of_any_shape_can_be_compared() -> None:
    assert differences({"paths": {"/keys": None}, "components": {"schemas": []}})
    assert differences({"paths": [], "components": []})


def package(folder: Path, *, operation: str = "", model: str = "", exported: str = "Body") -> Path:
    """A package of one operation and one model, in the shape of the generated ones."""
    files = {
        "__init__.py": "",
        "api/__init__.py": "",
        "api/create.py": "from ..models import Body\nfrom ..types import UNSET\n" + operation,
        "models/__init__.py": f'from .body import Body\nfrom .key import Key\n__all__ = ("{exported}", "Key")\n',
        "models/body.py": "from attrs import define, field\nfrom ..types import UNSET\n\n\n@define(eq=False)\n"
        f"class Body:\n{model}    extra: dict = field(init=False, factory=dict)\n",
        "models/key.py": "from attrs import define\n\n\n@define(eq=False)\nclass Key:\n    id: str\n",
        "types.py": "UNSET = object()\n",
    }
    for name, text in files.items():
        path = folder / "openlayer_client" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


SYNC = "def sync(id: str, *, body: Body) -> None: ...\nasync def asyncio(id: str, *, body: Body) -> None: ...\n"
NAME = "    name: str = UNSET\n"


def surface_changes(tmp_path: Path, old: tuple[str, str], new: tuple[str, str]) -> list[tuple[Verdict, str, str]]:
    before = package(tmp_path / "old", operation=old[0], model=old[1])
    after = package(tmp_path / "new", operation=new[0], model=new[1])
    return [(change.verdict, change.place, change.what) for change in surface.between(before, after)]


@pytest.mark.parametrize(
    ("new", "verdict", "place", "what"),
    [
        (SYNC.replace("Body)", "Body, page: int)"), Verdict.BREAKING, "create(page)", "added as required"),
        (SYNC.replace("*", "*, page: int = UNSET"), Verdict.COMPATIBLE, "create(page)", "is new"),
        (SYNC.replace("id: str, ", ""), Verdict.BREAKING, "create(id)", "removed"),
        (SYNC + "def other() -> None: ...\n", Verdict.COMPATIBLE, "create.other", "is new"),
    ],
    ids=["required", "optional", "removed", "another"],
)
def test_a_changed_operation_is_told_once_for_all_its_functions(
    tmp_path: Path, new: str, verdict: Verdict, place: str, what: str
) -> None:
    [(found, where, said)] = surface_changes(tmp_path, (SYNC, NAME), (new, NAME))
    assert (found, where) == (verdict, f"openlayer_client.api.{place}")
    assert what in said


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            "    role: str\n" + NAME,
            {
                (Verdict.BREAKING, "Body(role)", "parameter was added as required"),
                (Verdict.BREAKING, "Body(name)", "positional parameter was moved"),
                (Verdict.COMPATIBLE, "Body.role", "is new"),
            },
        ),
        (
            NAME + "    role: str = field(default=UNSET)\n",
            {(Verdict.COMPATIBLE, "Body(role)", "is new"), (Verdict.COMPATIBLE, "Body.role", "is new")},
        ),
        (
            "",
            {
                (Verdict.BREAKING, "Body(name)", "parameter was removed"),
                (Verdict.BREAKING, "Body.name", "public object was removed"),
            },
        ),
        (NAME, set()),
    ],
    ids=["required", "optional", "removed", "the same"],
)
def test_a_model_that_callers_make_may_not_ask_for_more(
    tmp_path: Path, new: str, expected: set[tuple[Verdict, str, str]]
) -> None:
    found = surface_changes(tmp_path, (SYNC, NAME), (SYNC, new))
    assert {(one, place.removeprefix("openlayer_client.models."), what) for one, place, what in found} == expected


@pytest.mark.parametrize(("returned", "verdicts"), [("Body", {Verdict.COMPATIBLE}), ("None", set())])
def test_a_model_that_callers_are_only_given_may_grow(tmp_path: Path, returned: str, verdicts: set[Verdict]) -> None:
    operation = f"def sync(id: str) -> {returned}: ...\n"
    grown = "    role: str\n" + NAME if verdicts else NAME
    found = surface_changes(tmp_path, (operation, NAME), (operation, grown))
    assert {one for one, _, _ in found} == verdicts


def test_a_first_package_is_all_new(tmp_path: Path) -> None:
    found = surface.between(tmp_path / "none", package(tmp_path / "new", operation=SYNC))
    assert {change.verdict for change in found} == {Verdict.COMPATIBLE}
    assert "openlayer_client.models.Body" not in {change.place for change in found if change.what != "is new"}


@pytest.mark.parametrize(
    ("version", "change", "expected"),
    [
        ("0.1.0", Verdict.NOTHING, ("0.1.0", "none")),
        ("0.1.0", Verdict.DOCUMENTATION, ("0.1.1", "patch")),
        ("0.1.0", Verdict.COMPATIBLE, ("0.1.1", "patch")),
        ("0.1.7", Verdict.BREAKING, ("0.2.0", "minor")),
        ("1.2.3", Verdict.NOTHING, ("1.2.3", "none")),
        ("1.2.3", Verdict.DOCUMENTATION, ("1.2.4", "patch")),
        ("1.2.3", Verdict.COMPATIBLE, ("1.3.0", "minor")),
        ("1.2.3", Verdict.BREAKING, ("2.0.0", "major")),
    ],
)
def test_the_version_follows_from_the_verdict(version: str, change: Verdict, expected: tuple[str, str]) -> None:
    assert verdict.next_version(version, change) == expected


def test_the_farthest_change_decides() -> None:
    compatible = CallerChange(Verdict.COMPATIBLE, "a", "is new")
    breaking = CallerChange(Verdict.BREAKING, "b", "is gone")
    assert verdict.judge([compatible, breaking], texts_differ=True) is Verdict.BREAKING
    assert verdict.judge([compatible], texts_differ=True) is Verdict.COMPATIBLE
    assert verdict.judge([], texts_differ=True) is Verdict.DOCUMENTATION
    assert verdict.judge([], texts_differ=False) is Verdict.NOTHING


@pytest.mark.parametrize("line", ["", "package_version_override: 1.2", "package_version_override: latest"])
def test_a_configuration_without_a_version_is_refused_with_the_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "generator-config.yaml"
    path.write_text(f"project_name_override: p\n{line}\n")
    with pytest.raises(Problem, match=r"generator-config\.yaml#/package_version_override: is not a version"):
        verdict.current_version(path)
