"""Find and read OpenAPI documents: as JSON values, whichever YAML version a library's defaults are for."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml


def document_path(config: pytest.Config) -> Path:
    """The document that the package is held against."""
    given: Path | None = config.getoption("openapi")
    generated: Path = config.getoption("generated")
    return given or generated / "openapi.yaml"


def load(path: Path) -> dict[str, Any]:
    """The document in a YAML or JSON file."""
    document: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    return document


class _Loader(yaml.CSafeLoader):
    """YAML 1.2: dates, `on` and `1:30` are strings; and so is every key."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (as its base has it)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {key.value: self.construct_object(value, deep=deep) for key, value in node.value}


for _tag, _first, _pattern in (
    ("bool", "tTfF", "true|True|TRUE|false|False|FALSE"),
    ("null", ["~", "n", "N", ""], "~|null|Null|NULL|"),
    ("int", "-+0123456789", "[-+]?[0-9]+"),
    ("float", "-+.0123456789", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+)"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))
