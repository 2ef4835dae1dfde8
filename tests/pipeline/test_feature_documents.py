"""Each feature document reaches its verdict: a client that keeps the contract, or a refusal that names the place."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import documents
from pipeline.commands import REPOSITORY, Done, Workplace

_FOLDER = REPOSITORY / "tests" / "documents"
_FEATURES = sorted((_FOLDER / "features").glob("*.yaml"))
_DOCUMENTS: dict[Path, dict[str, Any]] = {path: documents.load(path) for path in _FEATURES}
_GENERATED = [path for path, document in _DOCUMENTS.items() if document["x-verdict"] == "generated"]
_REFUSED = [path for path, document in _DOCUMENTS.items() if document["x-verdict"] == "refused"]
# The contract of these is held every time, that of all others by `make documents`.
_ALWAYS = ("contents", "nullable-enum", "nullable-ref", "statuses")


def _name(path: Path) -> str:
    return path.stem


def _generate(workplace: Workplace, path: Path) -> Done:
    return workplace.generator("--spec", path, "--no-overlay", "--output", workplace.output)


def test_every_document_has_a_verdict() -> None:
    assert len(_GENERATED) + len(_REFUSED) == len(_FEATURES) > 60


@pytest.mark.parametrize("path", _REFUSED, ids=_name)
def test_what_cannot_be_done_right_is_refused_at_its_place(path: Path, workplace: Workplace) -> None:
    refusal = _generate(workplace, path).refusal
    assert f"#{_DOCUMENTS[path]['x-pointer']}:" in refusal
    assert path.name in refusal
    assert not workplace.output.exists()


@pytest.mark.parametrize("path", _GENERATED, ids=_name)
def test_what_can_be_done_right_is_generated_and_can_be_imported(path: Path, workplace: Workplace) -> None:
    assert _generate(workplace, path) == Done(0, "", "")
    assert workplace.import_all().code == 0


_HELD = [
    pytest.param(path, marks=() if path.stem in _ALWAYS else pytest.mark.documents, id=path.stem)
    for path in [*_GENERATED, _FOLDER / "growth.yaml"]
]


@pytest.mark.parametrize("path", _HELD)
def test_what_is_generated_keeps_the_contract(path: Path, workplace: Workplace) -> None:
    assert _generate(workplace, path) == Done(0, "", "")
    held = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "tests/contract", "--quiet", "-p", "no:cacheprovider"),
            *(f"--generated={workplace.output}", f"--basetemp={workplace.folder / 'held'}"),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert held.returncode == 0, held.stdout[-4000:]
