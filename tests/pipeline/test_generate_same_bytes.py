"""Same inputs, same bytes: wherever, whenever and however often the generator runs."""

import getpass
import json
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.commands import COMMAND, REPOSITORY, Done, Generator, Workplace, start, without_caches
from pipeline.samples import TEXT, THINGS, Json, answering, document, parameter, record, ref, taking
from pipeline.update_tools import snapshot

NAMES = "Ant Bee Cat Dog Elk".split()


def many_names() -> Json:
    """A document whose names would come out in another order if a set held them."""
    animals = {name: record({"kind": TEXT, "id": {**TEXT, "readOnly": True}}, required=["kind"]) for name in NAMES}
    colours = {
        f"{name}Colour": {"type": "string", "enum": [f"{name}ish", "grey", None], "nullable": True} for name in NAMES
    }
    zoo = record({name: {"oneOf": [ref(other) for other in NAMES]} for name in NAMES})
    fields = [parameter(name, schema=ref(f"{name}Colour")) for name in NAMES]
    paths = {f"/{name}": {"post": taking(ref("Zoo"), **answers(name), parameters=fields)} for name in NAMES}
    return document(paths, schemas={**animals, **colours, "Zoo": zoo})


def answers(name: str) -> Json:
    responses = answering({"anyOf": [ref(other) for other in NAMES]})["responses"]
    return {"operationId": f"make{name}", "tags": [name, "all"], "responses": responses}


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spec") / "openapi.json"
    path.write_text(json.dumps(many_names()))
    return path


@pytest.fixture(scope="module")
def made(spec: Path, generator: Generator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("made") / "out"
    assert generator("--spec", spec, "--no-overlay", "--output", output) == Done(0, "", "")
    return output


def test_hash_seed_locale_time_zone_and_folder_make_no_difference(spec: Path, made: Path, tmp_path: Path) -> None:
    expected = without_caches(made)
    for number, locale in enumerate(("C", "POSIX")):
        output = tmp_path / f"{number} ü" / "somewhere else"
        environment = {
            "PYTHONHASHSEED": str(number),
            "LC_ALL": locale,
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONUTF8": "0",
            "TZ": ("Asia/Tokyo", "America/Lima")[number],
            "HOME": str(tmp_path),
            "COLUMNS": "40",
        }
        given: list[str | Path] = ["--spec", os.path.relpath(spec, tmp_path), "--no-overlay", "--output", output]
        assert start(*given, cwd=tmp_path, environment=environment) == Done(0, "", "")
        assert without_caches(output) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [("ruff.toml", "line-length = 40"), (".ignore", "*"), (".gitignore", "**/*.py")],
    ids=["ruff.toml", ".ignore", ".gitignore"],
)
def test_files_around_the_target_make_no_difference(
    name: str, content: str, things: Path, workplace: Workplace
) -> None:
    (workplace.folder / ".git").mkdir()
    (workplace.folder / name).write_text(content)
    assert workplace.generate(THINGS) == Done(0, "", "")
    assert without_caches(workplace.output) == without_caches(things)


def test_an_operation_is_formatted_whatever_its_tag_is_called(workplace: Workplace) -> None:
    # Names of folders that tools leave out by themselves.
    tags = ["animals", "build", "dist", "venv", "node_modules", "site-packages", ".git", "__pycache__"]
    paths = {
        f"/{tag}": {"get": answering(TEXT, tags=[tag], operationId=f"{number}")} for number, tag in enumerate(tags)
    }
    assert workplace.generate(document(paths)) == Done(0, "", "")
    modules = list((workplace.output / "openlayer_client" / "api").glob("*/field_*.py"))
    assert len(modules) == len(tags)
    # Templates import more than most operations use, and the formatter takes it away.
    assert [module.parent.name for module in modules if "from uuid import UUID" in module.read_text()] == []


def test_the_output_names_no_machine_no_user_and_no_day(spec: Path, made: Path) -> None:
    texts = [REPOSITORY, Path.home(), Path(sys.prefix), COMMAND.parent, made.parent, spec.parent, socket.gethostname()]
    needles = {str(text).encode() for text in texts if len(str(text)) > 4}
    needles |= {f"{datetime.now(UTC):{pattern}}".encode() for pattern in ("%Y-%m-%d", "%d %b %Y", "%B %d")}
    needles |= {getpass.getuser().encode()} - {b"root"}
    found = {(name, needle) for name, content in snapshot(made).items() for needle in needles if needle in content}
    assert not found
    # The same search finds such a thing where it is.
    assert str(made.parent).encode() in os.fsencode(made)
