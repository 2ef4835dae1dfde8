"""Nothing in a document becomes code of the package, whatever quotes it uses."""

import ast
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands import Done, Workplace
from pipeline.samples import TEXT, Json, document, parameter, record

CALL = '__import__("os").mkdir("executed")'
# Each would end a string, a docstring, a comment or a template expression that does not expect it.
ESCAPES = {
    "docstring": f'""";{CALL};"""',
    "other docstring": f"''';{CALL};'''",
    "docstring on lines": f'"""\n{CALL}\n"""',
    "string": f'",{CALL},"',
    "backslash": f'\\";{CALL};"',
    "backslash before a docstring": f'\\""";{CALL};"""',
    "line": f"\n{CALL}\n",
    "line separator": f"\u2028{CALL}\u2028",
    "template": "{{" + CALL.replace('"', "'") + "}}",
    "template block": "{% set x = " + CALL.replace('"', "'") + " %}",
    "format": "{" + CALL + "}",
}


def every_text(text: str) -> Json:
    """A document with `text` wherever a document may hold any text."""
    held: Any = record(
        {
            text: {**TEXT, "description": text, "default": text},
            "a": {"type": "string", "enum": [text, "b"]},
            "b": {"const": text},
            "c": {"type": "string", "pattern": "".join(f"[{one}]" if one not in "\\^[]" else "." for one in text)},
            "d": record({text: {"const": text}}, description=text, title=text),
        },
        description=text,
        title=text,
        **{"x-note": text},
    )
    constant = {"const": text, "description": text}
    content = {"application/json": {"schema": {"anyOf": [constant, held]}}}
    post = {
        "operationId": f"do{text}",
        "summary": text,
        "description": text,
        "tags": [text],
        "parameters": [
            parameter(text, schema=constant, description=text),
            parameter("q", schema={"type": "array", "items": constant}, description=text),
        ],
        "requestBody": {"description": text, "content": content},
        "responses": {
            "200": {"description": text, "content": content},
            "201": {"description": text, "content": {"application/json": {"schema": constant}}},
            "4XX": {
                "description": text,
                "content": {"application/json": {"schema": {"additionalProperties": constant}}},
            },
        },
    }
    # A path with braces, control characters, ? or # would be another path, and is refused.
    path = "/" + "".join(one for one in text if one.isprintable() and one not in "{}?#")
    info = {"title": text, "version": text, "description": text, "license": {"name": text, "identifier": text}}
    schemas = {"Held": held, "Constant": constant, "List": {"type": "array", "items": constant}}
    return document({path: {"post": post}}, schemas=schemas, version="3.1.0", info=info, tags=[{"name": text}])


def called(folder: Path) -> list[str]:
    """Where the package refers to `__import__`, which it never does itself."""
    trees = {path: ast.parse(path.read_bytes()) for path in folder.rglob("*.py")}
    return [
        f"{path.name}:{node.lineno}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "__import__"
    ]


@pytest.mark.parametrize("name", ESCAPES)
def test_text_stays_text(name: str, workplace: Workplace) -> None:
    done = workplace.sketch(every_text(ESCAPES[name]))
    assert done == Done(0, "", ""), done.err[:1000]
    assert called(workplace.output) == []
    assert workplace.import_all() == Done(0, "", "")
    assert not (workplace.folder / "executed").exists()


@pytest.mark.parametrize("name", ESCAPES)
def test_the_address_of_the_server_stays_text(name: str, workplace: Workplace) -> None:
    servers = [{"url": "https://api.example.com/{part}", "variables": {"part": {"default": ESCAPES[name]}}}]
    done = workplace.sketch(document(servers=servers))
    if done.code:
        assert done.refusal.startswith(f"{workplace.spec}#/servers/0")
    else:
        assert called(workplace.output) == []


def test_code_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(f'"""Text {ESCAPES["docstring"]}."""\n')
    assert called(tmp_path) == ["module.py:1"]
    (tmp_path / "module.py").write_text(f"text = {ESCAPES['docstring']!r}\n")
    assert called(tmp_path) == []
