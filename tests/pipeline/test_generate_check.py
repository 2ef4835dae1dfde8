"""What `scripts/generate.py --check` sees, and that it writes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commands import Done, Workplace
from pipeline.samples import THINGS
from pipeline.update_tools import snapshot

MODEL = "openlayer_client/models/thing.py"


def change(output: Path) -> None:
    (output / MODEL).write_bytes((output / MODEL).read_bytes() + b"#")


def remove(output: Path) -> None:
    (output / MODEL).unlink()


def add(output: Path) -> None:
    (output / "openlayer_client/models/extra.py").touch()


def change_document(output: Path) -> None:
    (output / "openapi.yaml").write_bytes(b"")


def change_and_add(output: Path) -> None:
    change(output)
    add(output)


def do_nothing(output: Path) -> None:
    pass


def add_caches(output: Path) -> None:
    for name in ("__pycache__", "openlayer_client/__pycache__", ".ruff_cache/0", "openlayer_client/.mypy_cache"):
        (output / name).mkdir(parents=True)
        (output / name / "x.pyc").touch()


@pytest.mark.parametrize(
    ("disturb", "lines"),
    [
        (change, [f"out/{MODEL}: changed"]),
        (remove, [f"out/{MODEL}: missing"]),
        (add, ["out/openlayer_client/models/extra.py: surplus"]),
        (change_document, ["out/openapi.yaml: changed"]),
        (
            change_and_add,
            ["out/openlayer_client/models/extra.py: surplus", f"out/{MODEL}: changed"],
        ),
    ],
    ids=["changed", "missing", "surplus", "document", "two"],
)
def test_a_check_names_each_file_that_differs_and_writes_nothing(
    disturb: Callable[[Path], None], lines: list[str], made: Workplace
) -> None:
    disturb(made.output)
    before = snapshot(made.folder)
    done = made.generate(THINGS, "--check")
    assert (done.code, done.out) == (1, "")
    *named, last = done.err.splitlines()
    assert named == lines
    assert last.startswith(f"error: {made.output}: ")
    assert "make generate" in last
    assert snapshot(made.folder) == before


@pytest.mark.parametrize("disturb", [do_nothing, add_caches])
def test_a_check_is_content_where_nothing_differs(disturb: Callable[[Path], None], made: Workplace) -> None:
    disturb(made.output)
    before = snapshot(made.folder)
    assert made.generate(THINGS, "--check") == Done(0, "", "")
    assert snapshot(made.folder) == before


def test_a_check_of_a_folder_that_is_not_there_names_every_file(workplace: Workplace) -> None:
    done = workplace.generate(THINGS, "--check")
    assert done.code == 1
    assert f"out/{MODEL}: missing\n" in done.err
    assert not workplace.output.exists()
