"""The command line of `scripts/generate.py`."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import swap
from pipeline.commands import REPOSITORY, Done, Generator, Workplace, start, without_caches
from pipeline.samples import TEXT, THINGS, answering, document, record, ref
from pipeline.update_tools import snapshot

MODEL = "openlayer_client/models/thing.py"


def test_the_defaults_make_the_committed_package_in_three_seconds() -> None:
    started = time.monotonic()
    assert start("--check") == Done(0, "", "")
    # Three seconds on an idle machine; tests share theirs.
    assert time.monotonic() - started < 10


def test_a_new_folder_gets_the_document_and_the_package(workplace: Workplace) -> None:
    assert workplace.generate(THINGS) == Done(0, "", "")
    assert sorted(path.name for path in workplace.output.iterdir()) == ["openapi.yaml", "openlayer_client"]
    assert {MODEL, "openapi.yaml", "openlayer_client/py.typed"} <= set(snapshot(workplace.output))
    assert {path.name for path in workplace.folder.iterdir()} == {"openapi.json", "out"}


def test_the_output_holds_nothing_that_a_tool_left_behind(made: Workplace) -> None:
    odd = [name for name in snapshot(made.output) if not re.search(r"(\.py|/py\.typed|^openapi\.yaml)$", name)]
    assert odd == []


def test_an_older_output_is_replaced_as_a_whole(made: Workplace) -> None:
    renamed = document({"/things": {"get": answering(ref("Other"))}}, schemas={"Other": record({"name": TEXT})})
    assert made.generate(renamed) == Done(0, "", "")
    found = snapshot(made.output)
    assert MODEL not in found
    assert "openlayer_client/models/other.py" in found


def test_a_folder_that_is_empty_is_filled(workplace: Workplace) -> None:
    workplace.output.mkdir()
    assert workplace.generate(THINGS) == Done(0, "", "")
    assert MODEL in snapshot(workplace.output)


def test_caches_in_the_output_are_no_reason_to_refuse_it(made: Workplace) -> None:
    for name in ("__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"):
        (made.output / name).mkdir()
    assert made.generate(THINGS) == Done(0, "", "")


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(made: Workplace) -> None:
    (made.output / "notes.txt").write_text("mine")
    before = snapshot(made.output)
    assert made.generate(document()).refusal.startswith(f"{made.output}: holds notes.txt, which is not generated; ")
    assert snapshot(made.output) == before


def test_an_output_that_is_a_file_is_refused_and_left_alone(workplace: Workplace) -> None:
    workplace.output.write_text("mine")
    assert workplace.generate(THINGS).refusal.startswith(f"{workplace.output}: is a file; ")
    assert workplace.output.read_text() == "mine"


def test_the_overlay_is_applied_and_may_be_left_out(generator: Generator, tmp_path: Path) -> None:
    spec = REPOSITORY / "openapi.yaml"
    assert generator("--output", "out", "--spec", spec, cwd=tmp_path) == Done(0, "", "")
    assert without_caches(tmp_path / "out") == without_caches(REPOSITORY / "generated")
    # As published the document is not valid.
    refusal = generator("--output", "other", "--spec", spec, "--no-overlay", cwd=tmp_path).refusal
    assert refusal.startswith(f"{spec}#/paths/~1workspaces~1{{workspaceId}}~1api-keys/post/requestBody/")
    assert "/properties/name: is not valid OpenAPI 3.0.3" in refusal


@pytest.mark.parametrize(
    "arguments",
    [("--nonsense",), ("generated",), ("--spec",), ("--output", "a", "b"), ("--overlay", "x.yaml", "--no-overlay")],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_writes_nothing(
    arguments: tuple[str, ...], generator: Generator, tmp_path: Path
) -> None:
    done = generator(*arguments, cwd=tmp_path)
    assert done.code == 2
    assert done.err.startswith("usage: generate.py")
    assert list(tmp_path.iterdir()) == []


def test_help_tells_every_option(generator: Generator) -> None:
    done = generator("--help")
    assert done.code == 0
    assert set(re.findall(r"--[a-z-]+", done.out)) >= {
        *("--spec", "--overlay", "--no-overlay", "--config", "--output", "--check")
    }


def test_a_run_elsewhere_does_not_mind_one_that_is_under_way_here(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in ("scripts", "templates"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / swap.FOLDER).mkdir()
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        (tmp_path / "openapi.json").write_text(json.dumps(THINGS))
        (tmp_path / "config.yaml").write_text("post_hooks: []")
        given = ["--spec", "openapi.json", "--no-overlay", "--config", "config.yaml", "--output", "out"]
        command = [sys.executable, str(root / "scripts" / "generate.py"), *given]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    finally:
        os.close(handle)
    assert (done.returncode, done.stderr) == (0, "")
