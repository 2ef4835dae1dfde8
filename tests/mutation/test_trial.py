"""Mutants are told from the client, and the client is not told from itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mutants.session import ROOT

Outcomes = dict[str, tuple[bool, bool, str]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """For each mutant: whether it was killed, whether because of the time, and the reason."""
    folder = tmp_path_factory.mktemp("trial") / "bench"
    run = subprocess.run(
        [sys.executable, Path(__file__).with_name("trial.py"), folder],
        env={"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return {name: (killed, timed_out, reason) for name, killed, timed_out, reason in lines}


def test_a_wrong_client_is_told(outcomes: Outcomes) -> None:
    killed, timed_out, reason = outcomes["other path"]
    assert killed
    assert not timed_out
    assert "/keys" in reason


def test_a_client_that_cannot_be_imported_is_told(outcomes: Outcomes) -> None:
    killed, _, reason = outcomes["broken"]
    assert killed
    assert "NameError" in reason


def test_a_client_that_differs_in_a_comment_is_not_told(outcomes: Outcomes) -> None:
    assert outcomes["comment"] == (False, False, "")
