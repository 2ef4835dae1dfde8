"""`make update-spec` from end to end: pages in, a tree and a verdict out."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import documents
from pipeline.update_tools import COMMAND, CREATE, LIST, Outcome, Tree, new_tree, serving, snapshot, text_answer
from report import Output

UUID = "c93186a2-0b0a-4c5a-92f2-fbdcb174d0f3"
NAME_SCHEMA = """\
                  type: string
                  nullable: true
                  maxLength: 120
                  description: The API key name.
      responses:"""
DEFECT = CREATE.replace(f"name:\n{NAME_SCHEMA}", f"name: {UUID}\n      responses:")
NAME_TARGET = (
    "$.paths['/workspaces/{workspaceId}/api-keys'].post.requestBody.content['application/json'].schema.properties.name"
)
FIXES_NAME = (
    f'{{target: "{NAME_TARGET}", description: lost, x-replaces: {UUID}, '
    "update: {$ref: '#/components/schemas/ApiKey/properties/name'}}"
)
HIDES_KEY = (
    "{target: $.components.schemas.ApiKey.properties.secureKey.maxLength, description: d, x-replaces: 120, update: 60}"
)
NEW_PROPERTY = "        secureKey:\n          type: string\n"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A tree that was made from the page, once for all tests."""
    tree = new_tree(tmp_path_factory.mktemp("made") / "tree")
    tree.page()
    assert tree.run(tree.page()).code == 0
    return tree


@pytest.fixture
def tree(made: Tree, tmp_path: Path) -> Tree:
    """A copy of that tree."""
    shutil.copytree(made.root, tmp_path / "tree")
    return Tree(tmp_path / "tree")


@pytest.fixture
def empty(tmp_path: Path) -> Tree:
    return new_tree(tmp_path / "tree")


def edited(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def verdict_of(outcome: Outcome) -> str:
    return outcome.out.partition("Verdict: ")[2].partition(";")[0]


def test_one_page_becomes_a_vendored_document_a_list_of_sources_and_a_package(empty: Tree) -> None:
    empty.page()
    before = os.times()
    outcome = empty.start("page.md")
    after = os.times()
    # Processor time, which other work on the machine does not stretch.
    assert after.children_user + after.children_system - before.children_user - before.children_system < 8
    assert (outcome.code, outcome.err) == (0, "")
    vendored = (empty.root / "openapi.yaml").read_text()
    source, date, sha256, blank = vendored.splitlines()[:4]
    text = vendored.split("\n", 4)[4]
    assert f"````yaml post /workspaces/{{workspaceId}}/api-keys\n{text}````\n" in CREATE
    [listed] = yaml.safe_load((empty.root / "openapi.sources.yaml").read_text())["sources"]
    assert source == "# Source: page.md"
    assert date == f"# Vendored: {listed['date']}, verbatim; corrections live in openapi.overlay.yaml"
    assert sha256 == f"# SHA-256 of what follows these four lines: {listed['sha256']}"
    assert blank == "#"
    assert listed["source"] == "page.md"
    assert {path.name for path in (empty.root / "generated").iterdir()} == {"openapi.yaml", "openlayer_client"}
    assert not (empty.root / ".openlayer-client-staging").exists()


def test_reading_again_without_naming_sources_changes_no_byte(tree: Tree) -> None:
    before = snapshot(tree.root)
    outcome = tree.run()
    assert outcome.code == 0
    assert "page.md: unchanged" in outcome.out
    assert verdict_of(outcome) == "nothing"
    assert snapshot(tree.root) == before


@pytest.mark.parametrize(
    ("old", "new", "verdict", "version", "shown"),
    [
        ("Keys are shown once.", "Keys are shown only once.", "nothing", "the version stays 0.1.0", "unchanged"),
        (
            "description: The API key id.",
            "description: The id.",
            "documentation",
            "patch version bump, 0.1.0 → 0.1.1",
            '~ properties.id.description: "The API key id." → "The id."',
        ),
        (
            NEW_PROPERTY,
            "        owner:\n          type: string\n" + NEW_PROPERTY,
            "compatible",
            "patch version bump, 0.1.0 → 0.1.1",
            "compatible openlayer_client.models.ApiKey.owner: is new",
        ),
        (
            "        - id\n",
            "        - id\n        - name\n",
            "compatible",
            "patch version bump, 0.1.0 → 0.1.1",
            "compatible schema ApiKey answer name: required",
        ),
        (
            "                  maxLength: 120\n",
            "                  maxLength: 64\n",
            "breaking",
            "minor version bump, 0.1.0 → 0.2.0",
            "request body application/json name: maxLength 120 → 64",
        ),
        (
            "operationId: createApiKeyInWorkspace",
            "operationId: createKey",
            "breaking",
            "minor version bump, 0.1.0 → 0.2.0",
            "openlayer_client.api.create_api_key_in_workspace: public object was removed",
        ),
        (
            "https://api.openlayer.com/v1",
            "https://api.openlayer.com/v2",
            "breaking",
            "minor version bump, 0.1.0 → 0.2.0",
            "call: servers https://api.openlayer.com/v1 → https://api.openlayer.com/v2",
        ),
        (
            "'201':",
            "'200':",
            "breaking",
            "minor version bump, 0.1.0 → 0.2.0",
            "createApiKeyInWorkspace answer 201: is gone",
        ),
    ],
    ids=["noise", "description", "property", "required", "limit", "operation", "server", "status"],
)
def test_each_kind_of_change_has_its_verdict_and_a_summary_that_fits_a_screen(
    tree: Tree, old: str, new: str, verdict: str, version: str, shown: str
) -> None:
    tree.page(edited(CREATE, old, new))
    outcome = tree.run()
    assert outcome.code == 0
    assert verdict_of(outcome) == verdict
    assert version in outcome.out
    assert shown in outcome.out
    assert outcome.out.count("\n") <= 24
    assert not ANSI.search(outcome.out)


def test_a_change_is_dated_and_what_did_not_change_keeps_its_date(tree: Tree) -> None:
    for name in ("openapi.yaml", "openapi.sources.yaml"):
        path = tree.root / name
        path.write_text(re.sub(r"\d{4}-\d\d-\d\d", "2020-01-31", path.read_text()))
    before = snapshot(tree.root)
    assert tree.run().code == 0
    assert snapshot(tree.root) == before
    tree.page(edited(CREATE, "The API key id.", "The id."))
    assert tree.run().code == 0
    assert "2020-01-31" not in (tree.root / "openapi.yaml").read_text()
    assert "2020-01-31" not in (tree.root / "openapi.sources.yaml").read_text()


def test_check_writes_nothing_and_ends_with_1_if_there_is_a_change(tree: Tree) -> None:
    assert tree.run("--check").code == 0
    tree.page(edited(CREATE, "maxLength: 120", "maxLength: 64"))
    before = snapshot(tree.root)
    outcome = tree.run("--check")
    assert outcome.code == 1
    assert verdict_of(outcome) == "breaking"
    assert snapshot(tree.root) == before


def test_a_generated_file_that_was_edited_by_hand_is_a_difference_that_is_mended(tree: Tree) -> None:
    before = tree.made()
    with (tree.root / "generated" / "openlayer_client" / "client.py").open("a") as file:
        file.write("# by hand\n")
    assert tree.run("--check").code == 1
    assert tree.run().code == 0
    assert tree.made() == before


def test_json_goes_to_standard_output_alone_and_progress_to_standard_error(tree: Tree) -> None:
    tree.page(edited(CREATE, "maxLength: 120", "maxLength: 64"))
    outcome = tree.start("--check", "--json")
    assert outcome.code == 1
    data = json.loads(outcome.out)
    assert data["verdict"] == "breaking"
    assert data["version"] == {"current": "0.1.0", "next": "0.2.0", "bump": "minor"}
    assert data["files"] == ["openapi.yaml", "openapi.sources.yaml", "generated"]
    assert [source["name"] for source in data["sources"]] == ["page.md"]
    assert {
        "verdict": "breaking",
        "place": "createApiKeyInWorkspace request body application/json name",
        "what": "maxLength 120 → 64",
    } in data["callers"]
    assert {
        "group": "schema ApiKey",
        "sign": "~",
        "place": "properties.name.maxLength",
        "old": 120,
        "new": 64,
    } in data["document"]
    assert [line.split()[0] for line in outcome.err.splitlines()] == ["read", "correct", "generate", "differs"]


def test_two_pages_become_one_document_and_an_operation_without_an_id_gets_a_stable_one(tree: Tree) -> None:
    pages = tree.page(), tree.page(LIST, "list.md")
    outcome = tree.run(*pages)
    assert outcome.code == 0
    assert "GET /workspaces/{workspaceId}/api-keys → getWorkspacesByWorkspaceIdApiKeys" in outcome.out
    assert verdict_of(outcome) == "compatible"
    document = documents.load(tree.root / "openapi.yaml")
    assert set(document["paths"]["/workspaces/{workspaceId}/api-keys"]) == {"get", "post"}
    assert (
        (tree.root / "openapi.yaml").read_text().startswith("# Source: the 2 pages that openapi.sources.yaml lists\n")
    )
    api = tree.root / "generated" / "openlayer_client" / "api"
    assert (api / "get_workspaces_by_workspace_id_api_keys.py").exists()
    before = snapshot(tree.root)
    assert verdict_of(tree.run()) == "nothing"
    assert snapshot(tree.root) == before


def test_pages_that_contradict_each_other_leave_the_tree_alone(tree: Tree) -> None:
    pages = tree.page(), tree.page(edited(LIST, "maxLength: 120", "maxLength: 64"), "list.md")
    before = snapshot(tree.root)
    outcome = tree.run(*pages)
    assert outcome.code == 1
    assert outcome.err.startswith("error: list.md#/components/schemas/ApiKey/properties/name/maxLength: holds 64 where")
    assert "page.md holds 120" in outcome.err
    assert snapshot(tree.root) == before


def test_a_lost_reference_stops_the_update_and_the_printed_action_lets_it_go_on(tree: Tree) -> None:
    tree.page(DEFECT)
    before = snapshot(tree.root)
    outcome = tree.run()
    assert outcome.code == 1
    assert f"schema/properties/name: a bare UUID, {UUID}" in outcome.out
    assert outcome.err.startswith("error: openapi.overlay.yaml: does not fit what was published; ")
    assert snapshot(tree.root) == before
    action = outcome.out[outcome.out.index("  - target:") :]
    assert "GUESS" in action
    tree.write("openapi.overlay.yaml", f"overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n{action}")
    outcome = tree.run()
    assert outcome.code == 0
    assert verdict_of(outcome) == "documentation"


def test_with_json_a_lost_reference_comes_as_an_action_without_a_verdict(tree: Tree) -> None:
    tree.page(DEFECT)
    outcome = tree.run("--json", "--check")
    assert outcome.code == 1
    data = json.loads(outcome.out)
    assert data["verdict"] is None
    assert [found["guess"] for found in data["defects"]] == ["#/components/schemas/ApiKey/properties/name"]
    assert [action["target"] for action in data["actions"]] == [NAME_TARGET]


def test_an_action_that_upstream_made_needless_is_named_and_stops_the_update(tree: Tree) -> None:
    tree.page(DEFECT)
    tree.overlay(FIXES_NAME)
    assert tree.run().code == 0
    tree.page()
    before = snapshot(tree.root)
    outcome = tree.run()
    assert outcome.code == 1
    assert (
        f"stale    openapi.overlay.yaml#/actions/0 ({NAME_TARGET}): upstream mended it: delete the action"
        in outcome.out
    )
    assert snapshot(tree.root) == before
    tree.overlay()
    assert verdict_of(tree.run()) == "documentation"


def test_an_action_whose_target_moved_is_named_with_the_new_place(tree: Tree) -> None:
    tree.overlay(HIDES_KEY.replace("120", "'abcdefgh'"))
    tree.page(edited(CREATE, "description: The API key value.", "description: abcdefgh"))
    outcome = tree.run()
    assert outcome.code == 1
    assert "now stands at $.components.schemas.ApiKey.properties.secureKey.description" in outcome.out


def test_an_overlay_that_fits_is_applied(tree: Tree) -> None:
    tree.overlay(HIDES_KEY)
    outcome = tree.run()
    assert outcome.code == 0
    assert "openapi.overlay.yaml: actions that fit: 1" in outcome.out
    assert "schema ApiKey answer secureKey: maxLength 120 → 60" in outcome.out
    assert "maxLength: 120" in (tree.root / "openapi.yaml").read_text()
    assert "maxLength: 60" in (tree.root / "generated" / "openapi.yaml").read_text()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain.yaml", "openapi: 3.1.0\ninfo: {title: t, version: '1'}\nservers: [{url: 'https://a.example'}]\n"),
        ("tabs.json", '{"openapi": "3.0.3",\n\t"info": {"title": "\\ud83d\\udd11", "version": "1"}'),
    ],
)
def test_plain_yaml_and_json_documents_are_read_too(empty: Tree, name: str, text: str) -> None:
    operation = '{"get": {"operationId": "ping", "security": [], "responses": {"204": {"description": "d"}}}}'
    servers = ', "servers": [{"url": "https://a.example"}]'
    whole = f'{text}paths: {{"/ping": {operation}}}\n'
    if name.endswith("json"):
        whole = f'{text}{servers}, "paths": {{"/ping": {operation}}}}}'
    outcome = empty.run(str(empty.write(name, whole)))
    assert (outcome.code, outcome.err) == (0, "")
    vendored = documents.load(empty.root / "openapi.yaml")
    assert vendored == documents.parse(whole.encode(), name)


def test_a_page_is_read_over_http_and_again_from_the_list(empty: Tree) -> None:
    with serving(text_answer(CREATE)) as base:
        assert empty.run(f"{base}/page.md").code == 0
        assert f"# Source: {base}/page.md\n" in (empty.root / "openapi.yaml").read_text()
        assert verdict_of(empty.run()) == "nothing"
    outcome = empty.run()
    assert outcome.code == 1
    assert outcome.err.startswith(f"error: {base}/page.md: cannot be read: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            CREATE.replace("openapi: 3.0.3\n", "openapi: 2.0\n"),
            "page.md#/openapi: is not an OpenAPI 3.0 or 3.1 document",
        ),
        (CREATE.replace("openapi: 3.0.3\n", ""), "page.md: holds no OpenAPI document"),
        (CREATE.replace("in: path", "in: pathway"), "page.md#/"),
        (CREATE.replace("  title: Openlayer API\n", "  title: [\n"), "page.md: is not valid YAML"),
    ],
    ids=["version", "none", "invalid", "yaml"],
)
def test_a_page_that_cannot_be_used_is_named_and_leaves_the_tree_alone(tree: Tree, text: str, message: str) -> None:
    tree.page(text)
    before = snapshot(tree.root)
    outcome = tree.run()
    assert outcome.code == 1
    assert outcome.err.startswith(f"error: {message}")
    assert outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err
    assert snapshot(tree.root) == before


def test_without_sources_it_says_how_to_name_them(empty: Tree) -> None:
    outcome = empty.run()
    assert outcome.code == 1
    assert 'lists no sources; name them: make update-spec FROM="URL-or-file …"' in outcome.err


def test_a_source_that_is_named_twice_is_refused(tree: Tree) -> None:
    outcome = tree.run(tree.page(), tree.page())
    assert outcome.code == 1
    assert outcome.err == "error: page.md: is named twice; name it once\n"


def test_wrong_usage_ends_with_2(tree: Tree) -> None:
    assert tree.run("--chekc").code == 2


@pytest.mark.parametrize("is_terminal", [True, False])
def test_colours_are_for_terminals_only(monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    Output(as_json=False).step("read", "page.md")
    assert bool(ANSI.search(stream.getvalue())) == is_terminal
    assert ANSI.sub("", stream.getvalue()).endswith("page.md\n")


def test_published_text_cannot_steer_the_terminal(tree: Tree) -> None:
    tree.page(edited(CREATE, "description: The API key id.", 'description: "\\e[31mred\\u202E"'))
    outcome = tree.run()
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out


def test_killed_while_it_replaces_the_tree_is_the_new_one_at_the_next_start(tree: Tree) -> None:
    tree.page(edited(CREATE, "maxLength: 120", "maxLength: 64"))
    # The first rename makes the journal, the second takes the old document away.
    killer = f"""if True:
        import itertools, os, signal, sys
        sys.path.insert(0, {str(COMMAND.parent)!r})
        import update_spec
        done = itertools.count()
        def kill(event, arguments):
            if event == "os.rename" and ".openlayer-client-staging" in str(arguments) and next(done) == 2:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(kill)
        update_spec.main(sys.argv[1:])
    """
    command = [sys.executable, "-c", killer, "--root", str(tree.root)]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert not (tree.root / "openapi.yaml").exists()
    outcome = tree.run("--check")
    assert outcome.code == 0
    assert "finished an interrupted update" in outcome.out
    assert not (tree.root / ".openlayer-client-staging").exists()
    assert "maxLength: 64" in (tree.root / "generated" / "openapi.yaml").read_text()


@pytest.mark.parametrize(
    ("reference", "what"),
    [("{base}/schemas.yaml#/ApiKey", "leaves the document"), ("#/components/FILL-IN", "names nothing")],
    ids=["foreign", "dangling"],
)
def test_a_reference_that_leads_nowhere_is_refused_and_a_foreign_one_is_not_fetched(
    tree: Tree, reference: str, what: str
) -> None:
    asked: list[str] = []
    with serving(lambda request: asked.append(request.path)) as base:
        lost = reference.replace("{base}", base)
        tree.page(edited(CREATE, "'#/components/schemas/ApiKey'", f"'{lost}'"))
        outcome = tree.run()
    assert outcome.code == 1
    assert outcome.err.startswith("error: page.md#/paths/")
    assert f"$ref {what}: {lost}" in outcome.err
    assert asked == []
