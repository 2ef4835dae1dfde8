"""Whatever the document calls its things, the package can be imported and its types and style are in order."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import Done, Workplace
from pipeline.odd_names import DOCUMENTS


def tool(*command: str | Path, cwd: Path) -> str:
    arguments = [Path(sys.executable).with_name(str(command[0])), *command[1:]]
    done = subprocess.run(arguments, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", DOCUMENTS)
def test_odd_names_make_a_package_that_can_be_imported_and_is_tidy(name: str, workplace: Workplace) -> None:
    done = workplace.generate(DOCUMENTS[name])
    assert done == Done(0, "", ""), done.err[:1000]
    assert workplace.import_all() == Done(0, "", "")
    rules = ["--select=E4,E7,E9,F,I,UP", "--target-version=py311"]
    quiet = ["--isolated", "--no-cache", "--quiet"]
    assert tool("ruff", "check", *quiet, *rules, "--output-format=concise", ".", cwd=workplace.output) == ""
    assert tool("ruff", "format", *quiet, "--line-length=110", "--check", ".", cwd=workplace.output) == ""


def test_odd_names_make_packages_whose_types_are_in_order(workplace: Workplace) -> None:
    # Side by side in one run, for what they all import takes longest.
    for name in ("components", "properties", "parameters", "kinds"):
        if workplace.sketch(DOCUMENTS[name]) == Done(0, "", ""):
            (workplace.output / "openlayer_client").rename(workplace.folder / f"of_{name}")
    found = sorted(path.name for path in workplace.folder.glob("of_*"))
    assert len(found) > 1
    packages = [argument for name in found for argument in ("-p", name)]
    flags = ["--strict", "--no-error-summary", "--config-file=", "--cache-dir=cache"]
    assert tool("mypy", *flags, *packages, cwd=workplace.folder) == ""
