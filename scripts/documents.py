"""Read and write YAML and JSON documents, refusing what would be misread or could exhaust the machine."""

import json
import math
import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, NoReturn

import yaml

from problems import Problem, reason

MAX_BYTES = 20 * 1024 * 1024
MAX_NODES = 5_000_000
MAX_DEPTH = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


def load(path: Path) -> dict[str, Any]:
    """Read a YAML or JSON file whose root is a mapping.

    Raises:
        Problem: The file is missing, unreadable, over 20 MB, not YAML, has duplicate keys, expands
            (through aliases) to more than five million values, or does not hold a mapping.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Problem(path, f"cannot be read: {reason(error)}", "name a readable file") from None
    return parse(content, path)


def parse(content: bytes, where: Path | str) -> dict[str, Any]:
    """Parse YAML or JSON text; the same promises as `load`, with `where` for the messages."""
    if len(content) > MAX_BYTES:
        raise Problem(where, f"has over {MAX_BYTES:,} bytes", "name a smaller document")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(where, f"is not UTF-8 text (byte {error.start})", "save it as UTF-8") from None
    document = _parse_json(text, where) if text.lstrip()[:1] == "{" else _parse_yaml(text, where)
    if document is None:
        raise Problem(where, "is empty", "name an OpenAPI document")
    _check_size(document, where)
    if not isinstance(document, dict):
        raise Problem(where, f"holds a {type(document).__name__}, not a mapping", "name an OpenAPI document")
    return document


def dump(document: dict[str, Any]) -> str:
    """A document as YAML text: keys in their order, no aliases, the same bytes on every run."""
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's core schema, which is JSON's: `yes`, `on`, `1:30` and dates are strings, keys are unique strings."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None:
                raise yaml.constructor.ConstructorError(None, None, "a key is not a string", key.start_mark)
            if name in seen:
                raise yaml.constructor.ConstructorError(None, None, f"duplicate key {name!r}", key.start_mark)
            seen.add(name)
        # Status codes are often written without quotes, and JSON has string keys only.
        return {key.value: self.construct_object(value, deep=deep) for key, value in node.value}


# Dropped and not extended: the resolvers of the base class are those of YAML 1.1.
_Loader.yaml_implicit_resolvers = {}

for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _characters = [*_first.replace("\0", ""), *([""] if "\0" in _first else [])]
    # The dumper learns them too, so that it quotes every string that this or an older reader would convert.
    for _class in (_Loader, _Dumper):
        _class.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _characters)


def _construct_int(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> int:
    return int(node.value, 0 if node.value[:2] in ("0o", "0x") else 10)


def _construct_float(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> float:
    return float(node.value)


# For what JSON has not (sets, binary data, time stamps) there is the one that refuses.
_Loader.yaml_constructors = {
    tag: yaml.constructor.SafeConstructor.yaml_constructors[tag]
    for tag in (None, *(f"tag:yaml.org,2002:{name}" for name in ("bool", "map", "null", "seq", "str")))
}
_Loader.add_constructor("tag:yaml.org,2002:int", _construct_int)
_Loader.add_constructor("tag:yaml.org,2002:float", _construct_float)


def _parse_yaml(text: str, where: Path | str) -> Any:
    try:
        _check_depth(text, where)
        # The loader is a subclass of the safe one: it constructs plain data only.
        return yaml.load(text, Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        raise Problem(where, f"is not valid YAML: {error.problem}{place}", "mend it there") from None
    except (yaml.YAMLError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise Problem(where, f"is not valid YAML: {_first_line(error)}", "mend it") from None


def _check_depth(text: str, where: Path | str) -> None:
    """Count levels before a tree is built: the C library builds it by recursion, and would take the process along."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _too_deep(where)


def _too_deep(where: Path | str) -> Problem:
    return Problem(where, f"is nested more than {MAX_DEPTH} levels deep", "name an OpenAPI document")


def _parse_json(text: str, where: Path | str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(pairs)
        if len(mapping) < len(pairs):
            names = [name for name, _ in pairs]
            duplicate = next(name for name in names if names.count(name) > 1)
            raise Problem(where, f"duplicate key {duplicate!r}", "keep one of the two")
        return mapping

    def refuse(constant: str) -> NoReturn:
        raise Problem(where, f"holds {constant}, which JSON has not", "write a number")

    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=refuse)
    except json.JSONDecodeError as error:
        # A YAML flow mapping starts like JSON.
        if text.lstrip()[1:2] not in ('"', ""):
            return _parse_yaml(text, where)
        place = f"line {error.lineno}, column {error.colno}"
        raise Problem(where, f"is not valid JSON: {error.msg} ({place})", "mend it there") from None
    except RecursionError:
        raise _too_deep(where) from None
    except ValueError:
        raise Problem(where, "holds a number that is too long to read", "mend it") from None


def _check_size(document: Any, where: Path | str) -> None:
    """Aliases let a few bytes stand for billions of values: count what a reader would have to walk."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()

    def size(node: Any, depth: int) -> int:
        if isinstance(node, float) and not math.isfinite(node):
            raise Problem(where, "holds a number that is not finite", "write one that is")
        if isinstance(node, str) and _SURROGATE.search(node):
            raise Problem(where, "holds a lone surrogate, which is no character", "write the character itself")
        if isinstance(node, str | int | float | None):
            return 1
        if not isinstance(node, dict | list):
            raise Problem(where, f"holds a {type(node).__name__}, which JSON has not", "remove its YAML tag")
        if id(node) in open_nodes:
            raise Problem(where, "an alias points into itself", "write the value out")
        if depth > MAX_DEPTH:
            raise _too_deep(where)
        if id(node) not in sizes:
            open_nodes.add(id(node))
            inner = [*node, *node.values()] if isinstance(node, dict) else node
            sizes[id(node)] = 1 + sum(size(value, depth + 1) for value in inner)
            open_nodes.discard(id(node))
        return sizes[id(node)]

    if size(document, 0) > MAX_NODES:
        raise Problem(where, f"its aliases expand to over {MAX_NODES:,} values", "write the values out")


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
