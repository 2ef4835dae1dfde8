"""Every key is accounted for under concurrency and failures, and the accounting itself can fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from soak import Outcome, unaccounted

SCRIPT = Path(__file__).parents[2] / "scripts" / "soak.py"
KEY = {"name": "call-1", "secureKey": "sk-ol-soak-1"}
OTHER = {"name": "call-1", "secureKey": "sk-ol-soak-2"}


def test_every_key_of_a_few_hundred_creates_is_accounted_for() -> None:
    command = [sys.executable, str(SCRIPT), *"--calls 300 --threads 16 --tasks 32 --timeout 1".split()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("300 creates from") == 2
    assert "raised:" in done.stdout
    assert done.stdout.endswith("every key is accounted for, no call made two\n")


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome("call-1", secret="sk-ol-soak-1"),
        Outcome("call-1", content=b'{"secureKey": "sk-ol-soak-1"}', error="UnexpectedStatusError"),
        Outcome("call-1", outcome_unknown=True, error="APITimeoutError"),
    ],
    ids=["returned", "in the content", "unknown"],
)
def test_a_key_that_somebody_can_find_is_accounted_for(outcome: Outcome) -> None:
    assert unaccounted([outcome], [KEY]) == []


def test_a_call_that_raised_and_made_no_key_is_in_order() -> None:
    assert unaccounted([Outcome("call-1", error="InternalServerError")], []) == []


@pytest.mark.parametrize(
    ("outcome", "created", "fault"),
    [
        (Outcome("call-1", error="InternalServerError"), [KEY], "the key of call-1 is lost (InternalServerError)"),
        (Outcome("call-1", content=b"sk-ol-soak-9", error="X"), [KEY], "the key of call-1 is lost (X)"),
        (Outcome("call-1", secret="sk-ol-soak-1", outcome_unknown=True), [KEY, OTHER], "call-1 made 2 keys"),
        (
            Outcome("call-1", secret="sk-ol-soak-9", outcome_unknown=True),
            [KEY],
            "call-1 returned a key that the server did not make",
        ),
        (Outcome("call-2", error="X"), [KEY], "nobody asked for the key of call-1"),
    ],
    ids=["lost", "another in the content", "doubled", "made up", "unasked"],
)
def test_a_key_that_nobody_holds_or_that_is_one_too_many_is_a_fault(
    outcome: Outcome, created: list[dict[str, str]], fault: str
) -> None:
    assert unaccounted([outcome], created) == [fault]
