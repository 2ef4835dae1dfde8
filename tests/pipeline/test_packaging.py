"""The wheel and the sdist: what is in them, what they ask for, and that the wheel works with that and nothing else."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email.message import Message
from email.parser import Parser
from importlib.metadata import distribution
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from pipeline.commands import REPOSITORY, without_caches

DEPENDENCIES = {"httpx", "attrs", "python-dateutil"}
IMPORT = "import openlayer_client.api.create_api_key_in_workspace"
UV = Path(sys.executable).with_name("uv")
VERSION = str(yaml.safe_load((REPOSITORY / "generator-config.yaml").read_text())["package_version_override"])


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make build` makes in a copy of the repository that has been worked in."""
    root = tmp_path_factory.mktemp("packaging")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.check_output(listed, cwd=REPOSITORY, text=True).split("\0"):
        if (REPOSITORY / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, root / name)
    for cache in ("__pycache__", ".ruff_cache", ".mypy_cache"):
        (root / "generated/openlayer_client" / cache).mkdir()
        (root / "generated/openlayer_client" / cache / "left.pyc").touch()
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "dist"


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        return Parser().parsestr(archive.read(f"openlayer_client-{VERSION}.dist-info/METADATA").decode())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    venv.EnvBuilder(symlinks=True).create(folder / "venv")
    python = folder / "venv" / "bin" / "python"
    command: list[str | Path] = [UV, "pip", "install", "--quiet", "--offline", "--no-index", "--no-deps", "--no-config"]
    environment = {"PATH": os.environ["PATH"], "UV_CACHE_DIR": str(folder / "cache"), "HOME": str(folder)}
    subprocess.run([*command, "--python", python, wheel], check=True, env=environment)
    return python


def run(python: Path, code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    # Isolated: neither the folder nor the environment's variables add to what can be imported.
    command: list[str | Path] = [python, "-I", "-W", "error", "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def closure(names: set[str]) -> set[str]:
    """The distributions of `names` and all that they ask for here."""
    found: set[str] = set()
    pending = set(names)
    while pending:
        name = pending.pop()
        found.add(name)
        asked = [Requirement(text) for text in distribution(name).requires or []]
        needed = [each.name for each in asked if each.marker is None or each.marker.evaluate({"extra": ""})]
        pending |= {each.lower().replace("_", "-") for each in needed} - found
    return found


def test_a_wheel_and_an_sdist_are_made(dist: Path) -> None:
    names = {f"openlayer_client-{VERSION}-py3-none-any.whl", f"openlayer_client-{VERSION}.tar.gz"}
    assert {path.name for path in dist.iterdir()} == names


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        found = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
        records = {name.rpartition("/")[2] for name in archive.namelist() if ".dist-info/" in name}
    package = without_caches(REPOSITORY / "generated" / "openlayer_client")
    assert found == {f"openlayer_client/{name}": content for name, content in package.items()}
    assert "openlayer_client/py.typed" in found
    assert records == {"METADATA", "WHEEL", "RECORD", "LICENSE"}


def test_the_sdist_holds_what_the_wheel_is_made_from_and_no_tests(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "generated/openapi.yaml"} <= names
    assert {name.partition("/")[0] for name in names} <= {
        *("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "PKG-INFO", ".gitignore", "generated")
    }
    assert [name for name in names if "cache" in name] == []


def test_the_metadata_say_what_the_project_is(metadata: Message) -> None:
    assert metadata["Name"] == "openlayer-client"
    assert metadata["Version"] == VERSION
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "Apache-2.0"
    asked = [Requirement(text) for text in metadata.get_all("Requires-Dist", [])]
    assert {each.name for each in asked} == DEPENDENCIES
    assert not any(each.marker or each.extras or each.url for each in asked)
    # A bound from below: what is older has not been looked at.
    assert all(re.search(">=", str(each.specifier)) for each in asked)


def test_without_its_dependencies_the_import_fails_as_python_fails(installed: Path, tmp_path: Path) -> None:
    done = run(installed, IMPORT, tmp_path)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert re.fullmatch(r"ModuleNotFoundError: No module named '(httpx|attrs?|dateutil)'", last)


def test_with_its_three_dependencies_the_wheel_works(installed: Path, tmp_path: Path) -> None:
    # Links to what is installed here stand for an installation, which would need a network.
    needed = tmp_path / "needed"
    needed.mkdir()
    for name in closure(DEPENDENCIES):
        for top in {Path(file).parts[0] for file in distribution(name).files or ()} - {"..", "__pycache__"}:
            (needed / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    code = f"import sys; sys.path.append({str(needed)!r}); {IMPORT}; import openlayer_client"
    done = run(installed, f"{code}; print(openlayer_client.__version__, openlayer_client.__file__)", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    version, _, file = done.stdout.strip().partition(" ")
    assert version == VERSION
    assert Path(file).is_relative_to(installed.parent.parent)


def test_the_installed_metadata_and_the_package_tell_the_same_version(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "from importlib.metadata import version; print(version('openlayer-client'))", tmp_path)
    assert done.stdout.strip() == VERSION
    init = (REPOSITORY / "generated/openlayer_client/__init__.py").read_text()
    assert re.findall(r'^__version__ = "(.*)"$', init, re.MULTILINE) == [VERSION]
