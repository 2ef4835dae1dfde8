"""Each bad input gives one line that names the file and the place, and nothing is written."""

import json
import re
from pathlib import Path

import pytest

from pipeline.commands import Done, Generator, Workplace
from pipeline.samples import TEXT, Json, answering, document, operation, parameter, record, ref, taking
from pipeline.update_tools import snapshot

GOOD_CONFIG = 'package_name_override: openlayer_client\npackage_version_override: "1"\npost_hooks: ["true"]\n'
GOOD_OVERLAY = (
    "overlay: 1.0.0\nactions: [{target: $.info.title, description: why, x-replaces: Things, update: More things}]"
)
GOOD = {"openapi.json": json.dumps(document()), "overlay.yaml": GOOD_OVERLAY, "config.yaml": GOOD_CONFIG}


def generate(generator: Generator, folder: Path, **files: str | bytes | None) -> Done:
    """Generate from good files, but for those that are given; None is for a file that is not there."""
    names = {"spec": "openapi.json", "overlay": "overlay.yaml", "config": "config.yaml"}
    contents: dict[str, str | bytes | None] = {**GOOD, **{names[key]: content for key, content in files.items()}}
    for name, content in contents.items():
        if content is not None:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    before = snapshot(folder)
    given = [part for option, name in names.items() for part in (f"--{option}", name)]
    done = generator(*given, "--output", "out", cwd=folder)
    if done.code:
        assert snapshot(folder) == before
    return done


def test_good_files_are_no_bad_input(generator: Generator, tmp_path: Path) -> None:
    assert generate(generator, tmp_path) == Done(0, "", "")
    assert "title: More things" in (tmp_path / "out" / "openapi.yaml").read_text()


FILES = {
    "missing": (None, "{}: cannot be read: no such file or directory; "),
    "empty": ("", "{}"),
    "not YAML": ("a: [1\n", "{}"),
    "not text": (b"\xff\xfe\x00", "{}"),
    "a list": ("- a: 1", "{}"),
    "plain text": ("Not found", "{}"),
    "something else": ("name: x", "{}"),
    "duplicate key": ("a: 1\na: 2", "{}"),
}
# Every setting of the generator has a default.
ACCEPTED = {("config", "something else")}


@pytest.mark.parametrize(
    ("which", "name"),
    [(which, name) for which in ("spec", "overlay", "config") for name in FILES if (which, name) not in ACCEPTED],
)
def test_a_file_that_is_none_is_named(which: str, name: str, generator: Generator, tmp_path: Path) -> None:
    content, words = FILES[name]
    path = {"spec": "openapi.json", "overlay": "overlay.yaml", "config": "config.yaml"}[which]
    assert generate(generator, tmp_path, **{which: content}).refusal.startswith(words.format(path))


@pytest.mark.parametrize(
    "config",
    [
        GOOD_CONFIG.replace('["true"]', "5"),
        GOOD_CONFIG.replace('"true"', '""'),
        GOOD_CONFIG.replace('"true"', '"  "'),
    ],
    ids=["hooks are a number", "empty hook", "blank hook"],
)
def test_a_configuration_that_the_generator_cannot_use_is_refused(
    config: str, generator: Generator, tmp_path: Path
) -> None:
    assert generate(generator, tmp_path, config=config).refusal.startswith("config.yaml")


def test_a_warning_of_the_generator_is_an_error(generator: Generator, tmp_path: Path) -> None:
    made = json.dumps(document({"/things": {"post": taking(record({"name": TEXT}))}}))
    assert generate(generator, tmp_path, spec=made) == Done(0, "", "")
    config = GOOD_CONFIG + "content_type_overrides: {application/json: application/unheard-of}\n"
    refusal = generate(generator, tmp_path, spec=made, config=config).refusal
    assert re.search("openapi-python-client: WARNING parsing POST /things", refusal)
    assert "openlayer_client/api/get_things.py" in snapshot(tmp_path / "out")


BAD: dict[str, tuple[Json, str]] = {
    "Swagger 2": ({"swagger": "2.0"}, "#/openapi: is not an OpenAPI 3.0 or 3.1 document"),
    "OpenAPI 3.2": (document(version="3.2.0"), "#/openapi: is not an OpenAPI 3.0 or 3.1 document"),
    "version is a number": ({**document(), "openapi": 3.1}, "#/openapi: "),
    "no info": ({"openapi": "3.0.3", "paths": {}}, "#: is not valid OpenAPI 3.0.3: 'info' is a required"),
    "bad component": (document(schemas={"Thing": {"type": "thing"}}), "#/components/schemas/Thing/type: "),
    "bad property": (
        document(schemas={"Thing": record({"a/b": {"type": "string", "maxLength": -1}})}),
        "#/components/schemas/Thing/properties/a~1b/maxLength: ",
    ),
    "bad inline schema": (
        document({"/things": {"get": answering({"type": "string", "pattern": "("})}}),
        "#/paths/~1things/get/responses/200/content/application~1json/schema/pattern: ",
    ),
    "missing component": (
        document({"/things": {"get": answering(ref("None"))}}),
        "#/paths/~1things/get/responses/200/content/application~1json/schema: ",
    ),
    "missing parameter": (
        document({"/things": {"get": operation(parameters=[ref("None", "parameters")])}}),
        "#/paths/~1things/get/parameters/0: ",
    ),
    "same operation twice": (document({"/things": {"get": operation(), "put": operation()}}), "#"),
    "path without its parameter": (document({"/things/{id}": {"get": operation()}}), "#"),
    "missing security scheme": (
        document({"/things": {"get": operation(security=[{"none": []}])}}),
        "#/paths/~1things/get/security",
    ),
    "webhooks": (document(version="3.1.0", webhooks={}), "#: "),
    "callbacks": (document({"/things": {"get": operation(callbacks={})}}), "#/paths/~1things/get: "),
    "unknown format": (
        document(schemas={"Thing": {"type": "string", "format": "colour"}}),
        "#/components/schemas/Thing/format: ",
    ),
    "required without properties": (
        document(schemas={"Thing": {"required": ["name"]}}),
        "#/components/schemas/Thing",
    ),
    "type that no variant has": (
        document(schemas={"Thing": {"type": "string", "oneOf": [{"type": "integer"}, {"type": "boolean"}]}}),
        "#/components/schemas/Thing",
    ),
    "array in a path": (
        document(
            {"/things/{a}": {"get": operation(parameters=[parameter("a", "path", {"type": "array", "items": TEXT})])}}
        ),
        "#/paths/~1things~1{a}/get/parameters/0",
    ),
}


for _location, _names in {
    "header": ["", "X Y", "X:Y", "é", "X\r\nY", "Host", "Content-Length", "Transfer-Encoding"],
    "cookie": ["", "a=b", "a;b", "é", "a\r\nb"],
}.items():
    for _name in _names:
        _made = document({"/things": {"get": operation(parameters=[parameter(_name, _location)])}})
        BAD[f"{_location} {_name!r}"] = (_made, "#/paths/~1things/get/parameters/0: ")
for _path in ("/a?b=c", "/a#b", "/a/../b", "/./a", "/a\r\nb"):
    BAD[f"path {_path!r}"] = (document({_path: {"get": operation()}}), "#/paths/")


@pytest.mark.parametrize("name", BAD)
def test_a_document_that_cannot_be_kept_is_refused_with_its_pointer(name: str, workplace: Workplace) -> None:
    made, place = BAD[name]
    refusal = workplace.sketch(made).refusal
    assert refusal.startswith(f"{workplace.spec}{place}")
    # And what to do about it.
    assert "; " in refusal
    assert not workplace.output.exists()
