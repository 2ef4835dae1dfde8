"""The Makefile: `make` alone explains itself, and nothing runs twice."""

import os
import re
import subprocess
from collections import Counter

import pytest

from pipeline.commands import REPOSITORY

PUBLIC = {"help", "demo", "generate", "check", "test", "mock", "build", "clean", "update-spec"}


def make(*arguments: str) -> str:
    command = ["make", "--no-print-directory", *arguments]
    # These tests run under make themselves, which hands its own flags down.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def documented() -> dict[str, str]:
    """The targets that help lists, and what it says of them."""
    return dict(re.findall(r"^  make (\S+) +(\S.*)$", make(), re.MULTILINE))


def test_make_alone_prints_a_line_a_target() -> None:
    lines = make().splitlines()
    assert len(lines) == len(documented()) > 5
    assert make("help").splitlines() == lines


def test_every_verb_of_the_project_is_explained() -> None:
    assert set(documented()) >= PUBLIC


def test_every_target_that_is_explained_exists_and_is_no_file() -> None:
    text = (REPOSITORY / "Makefile").read_text()
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert set(documented()) <= set(phony.split())
    assert set(phony.split()) == set(re.findall(r"^([a-z-]+):(?!=)", text, re.MULTILINE))


@pytest.mark.parametrize("target", sorted(PUBLIC - {"help"}))
def test_a_target_runs_nothing_twice(target: str) -> None:
    lines = [line for line in make("--dry-run", target).splitlines() if line.strip()]
    assert lines
    assert [line for line, count in Counter(lines).items() if count > 1] == []


def test_test_checks_everything_before_it_runs_the_tests() -> None:
    lines = make("--dry-run", "test").splitlines()
    found = [
        next((index for index, line in enumerate(lines) if tool in line), -1) for tool in ("--check", "mypy", "pytest")
    ]
    assert -1 not in found
    assert max(found[:2]) < found[2]
    for tool in ("generate.py --check", "ruff check", "ruff format", "mypy", "pytest"):
        assert sum(tool in line for line in lines) == 1, tool


def test_what_is_set_up_is_set_up_again_for_new_requirements_only() -> None:
    # A file that is there stands for the mark of a finished set-up.
    ready = ["READY=LICENSE", "--dry-run", "test"]
    assert "Setting up" not in make("--assume-old=requirements/dev.txt", *ready)
    assert "Setting up" in make("--assume-new=requirements/dev.txt", *ready)
