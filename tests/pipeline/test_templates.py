"""The templates: which of the generator's own they replace, that all are used, and where the HTTP library is named."""

import ast
import hashlib
import re
from importlib.metadata import version
from pathlib import Path

import jinja2
import openapi_python_client
import pytest

import documents
import generate
import package
from pipeline.commands import REPOSITORY
from pipeline.samples import TEXT, Json, answering, document, record

TEMPLATES = REPOSITORY / "templates"
UPSTREAM = Path(openapi_python_client.__file__).parent / "templates"
# Of each template of openapi-python-client 0.29.1 that one here replaces. Where a new version changes one, compare
# the two, take over what is good, and write the new hash here.
HASHES = {
    "api_init.py.jinja": "f3b0290732b219be73b204cc3a44170eab0b64299a485a093306c6cc20d064cc",
    "client.py.jinja": "4eac65762f21014a7fbf59e730f1be6d28c9c85ddc1c40b458b6ff5f67a64c9e",
    "endpoint_init.py.jinja": "c1837a037fdbbd85b5dc1d49f58bd80a672fe4496cfaaf84d3b91927027b56da",
    "endpoint_module.py.jinja": "c1b2628053eb4875ba59566baa5ae907666f9cbfafa308d93f970a4404b7cd52",
    "errors.py.jinja": "b6ba7ea79aa7d7f24b47119985d1ed20268d3da0ab70309ee138088a106b6af9",
    "int_enum.py.jinja": "cf8776855b1d826971501d5f6d5b38c3cb496aad9276684b8ece268db67918bc",
    "model.py.jinja": "fd1c79680d51c06cfbb89809ad123750ba9add98b688036c04cabbf1f8ba40a0",
    "models_init.py.jinja": "4f64a3d6e1b15a561be5573c1b7702eb928c0e4fa6b67107d20e57a74c44d51a",
    "package_init.py.jinja": "ac15907e32dc39bd9b83ea6f2002fb87514f2182b97f88231b5a9c47321f6210",
    "str_enum.py.jinja": "e4979a5e6b338351eda8bdac534017cfbeb51a809b494fd3c632db39414817fc",
    "types.py.jinja": "93df9d75883a4eafac77dd21bc6907f3ef612e3f7841e08656618dcf6c4ce494",
}


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.jinja")}


def write(folder: Path, made: Json) -> None:
    (folder / "openapi.yaml").write_text(documents.dump(made))
    (folder / "config.yaml").write_text("post_hooks: []")
    generate.generate(folder / "openapi.yaml", None, folder / "config.yaml", folder / "out")


def test_the_generator_is_pinned_to_the_version_that_is_installed() -> None:
    assert version("openapi-python-client") == "0.29.1"
    pins = re.findall(
        r"^openapi-python-client(.*)$", (REPOSITORY / "requirements/generate.in").read_text(), re.MULTILINE
    )
    assert pins == ["==0.29.1"]


def test_every_template_that_is_replaced_is_the_one_that_was_looked_at() -> None:
    replaced = sorted(names(TEMPLATES) & names(UPSTREAM))
    assert {name: hashlib.sha256((UPSTREAM / name).read_bytes()).hexdigest() for name in replaced} == HASHES


def test_every_template_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = set()
    get_source = jinja2.FileSystemLoader.get_source

    def record_name(
        self: jinja2.FileSystemLoader, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, object]:
        used.add(template)
        return get_source(self, environment, template)

    monkeypatch.setattr(jinja2.FileSystemLoader, "get_source", record_name)
    schemas = {
        "Thing": record({"name": TEXT}),
        "Colour": {"type": "string", "enum": ["red"]},
        "Size": {"type": "integer", "enum": [1]},
    }
    write(tmp_path, document({"/things": {"get": answering(TEXT, tags=["things"])}}, schemas=schemas))
    assert names(TEMPLATES) - used == set()


def test_the_http_library_is_named_in_one_place() -> None:
    literals = [
        f"{path.name}: {node.value}"
        for path in sorted((REPOSITORY / "scripts").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == package.HTTP
    ]
    assert literals == [f"package.py: {package.HTTP}"]
    imports = re.compile(rf"^\s*(import|from)\s+{package.HTTP}\b", re.MULTILINE)
    assert [path.name for path in TEMPLATES.rglob("*.jinja") if imports.search(path.read_text(encoding="utf-8"))] == []


def test_another_http_library_takes_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "HTTP", "drop_in")
    write(tmp_path, document())
    imported = {
        alias.name: alias.asname
        for path in (tmp_path / "out").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported["drop_in"] == "httpx"
    assert "httpx" not in imported
