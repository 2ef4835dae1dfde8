"""What is committed names no machine and no package index, pins what it asks for, and runs through make alone."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pipeline.commands import REPOSITORY

REQUIREMENTS = REPOSITORY / "requirements"
# Put together here, for this file is committed too.
INDEX_HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("pypi", "python", "org"))]
INDEX_OPTIONS = ["--" + option for option in ("index-url", "extra-index-url", "find-links", "trusted-host")]
FOLDERS = ["/" + name + "/" for name in ("home", "root", "work", "Users")]
WHEEL = re.compile(r"[\w.-]+==[\w.+!-]+( ;[^\\]+)? \\")


def committed() -> dict[str, str]:
    """The text of every file that is or would be committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(command, cwd=REPOSITORY, text=True).split("\0")
    paths = {name: REPOSITORY / name for name in names if (REPOSITORY / name).is_file()}
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items()}


def pins(name: str) -> dict[str, str]:
    """Names and versions of a pinned file."""
    lines = (REQUIREMENTS / f"{name}.txt").read_text().splitlines()
    found = [Requirement(line.rstrip("\\ ")) for line in lines if line and line[0] not in " #"]
    return {canonicalize_name(each.name): str(each.specifier) for each in found}


def asked(name: str) -> list[Requirement]:
    """What an input file asks for, with what it includes."""
    found = []
    for line in (REQUIREMENTS / f"{name}.in").read_text().splitlines():
        if line.startswith("-r "):
            found += asked(line.removeprefix("-r ").removesuffix(".in"))
        elif line and not line.startswith("#"):
            found.append(Requirement(line))
    return found


@pytest.mark.parametrize("needles", [INDEX_HOSTS, INDEX_OPTIONS, FOLDERS], ids=["hosts", "options", "folders"])
def test_no_committed_file_names_a_package_index_or_a_folder_of_one_machine(needles: list[str]) -> None:
    # A path of a URL, an API or an archive has something before it.
    places = re.compile("|".join(rf"(?<![\w.}}/-]){re.escape(needle)}" for needle in needles))
    found = {name: match[0] for name, text in committed().items() if (match := places.search(text))}
    assert found == {}


@pytest.mark.parametrize("name", ["dev", "generate", "run"])
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    blocks = re.split(r"^(?=\S)", (REQUIREMENTS / f"{name}.txt").read_text(), flags=re.MULTILINE)
    packages = [block for block in blocks if block.strip() and not block.startswith("#")]
    assert len(packages) == len(pins(name)) > 3
    for block in packages:
        first, *rest = block.splitlines()
        assert WHEEL.fullmatch(first), first
        hashes = [line for line in rest if re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)]
        assert hashes, first
        assert all(line in hashes or line.startswith("    #") for line in rest), block


@pytest.mark.parametrize("name", ["dev", "generate", "run"])
def test_what_is_pinned_is_what_is_asked_for(name: str) -> None:
    pinned = pins(name)
    for each in asked(name):
        version = pinned[canonicalize_name(each.name)].removeprefix("==")
        assert each.specifier.contains(version), each


@pytest.mark.parametrize("name", ["generate", "run"])
def test_the_smaller_sets_are_parts_of_the_larger_one(name: str) -> None:
    assert pins(name).items() <= pins("dev").items()


def test_the_package_asks_for_what_its_requirements_file_asks_for() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert sorted(map(str, map(Requirement, project["dependencies"]))) == sorted(map(str, asked("run")))


def test_ci_runs_make_test_and_nothing_else() -> None:
    script = REPOSITORY / ".ci" / "run"
    lines = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.match(r"(set|cd) ", line)] == ["exec make test"]
    assert script.stat().st_mode & 0o111


def workflows() -> list[Path]:
    return sorted((REPOSITORY / ".github" / "workflows").glob("*.y*ml"))


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.stem)
def test_a_workflow_runs_make_targets_and_nothing_else(path: Path) -> None:
    steps = [step for job in yaml.safe_load(path.read_text())["jobs"].values() for step in job["steps"]]
    assert {step["uses"].partition("@")[0] for step in steps if "uses" in step} <= {
        "actions/checkout",
        "actions/setup-python",
    }
    commands = [line for step in steps if "run" in step for line in step["run"].splitlines()]
    targets = re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)
    assert commands
    assert [line for line in commands if line not in [f"make {target}" for target in targets]] == []


def test_the_tests_run_on_every_supported_python() -> None:
    text = (REPOSITORY / ".github" / "workflows" / "test.yml").read_text()
    assert re.findall(r'"(3\.\d+)"', text) == ["3.11", "3.12", "3.13", "3.14"]
    assert "make test" in text


def test_what_tools_leave_behind_is_ignored() -> None:
    left = [
        ".venv/x",
        "dist/x",
        "build/x",
        "scripts/__pycache__/x",
        ".mypy_cache/x",
        ".ruff_cache/x",
        ".pytest_cache/x",
    ]
    left += [".hypothesis/x", "generated/openlayer_client/.ruff_cache/x"]
    done = subprocess.run(["git", "check-ignore", *left], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.stdout.split() == left
