"""Documents that would be misread, or could exhaust the machine, are refused with the file and the place."""

from pathlib import Path

import pytest

import documents
from pipeline.commands import Workplace
from problems import Problem

DEEP = 40_000


def bomb(levels: int) -> bytes:
    """Each level names the one before ten times."""
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels))]
    return "\n".join(lines).encode()


# What is refused, what is read and differs in that thing only, and words of the refusal.
PAIRS = {
    "empty": (b"", b"{}", "is empty"),
    "blank": (b" \n\t\n", b"{}", "empty|not valid YAML"),
    "comment only": (b"# nothing", b"# nothing\na: 1", "is empty"),
    "null": (b"null", b"null: null", "is empty"),
    "list": (b"- a: 1", b"a: 1", "holds a list, not a mapping"),
    "JSON list": (b'["a"]', b'{"a": 1}', "holds a list, not a mapping"),
    "plain text": (b"Not found", b"Not: found", "holds a str, not a mapping"),
    "YAML syntax": (b"a: 1\nb: [1\n", b"a: 1\nb: [1]\n", "not valid YAML: .*line 3, column 1"),
    "YAML indentation": (b"a:\n\tb: 1", b"a:\n b: 1", "not valid YAML: .*line 2, column 1"),
    "JSON syntax": (b'{"a": 1,\n}', b'{"a": 1\n}', "not valid JSON: .*line [12], column"),
    "two documents": (b"a: 1\n---\nb: 2", b"---\na: 1", "another document .line 2"),
    "duplicate key": (b"a: 1\nb: 2\na: 3", b"a: 1\nb: 2\nc: 3", "duplicate key 'a' .line 3, column 1"),
    "duplicate quoted key": (b"a: 1\n'a': 3", b"a: 1\n'A': 3", "duplicate key 'a' .line 2"),
    "duplicate number key": (b"200: 1\n'200': 3", b"200: 1\n'201': 3", "duplicate key '200' .line 2"),
    "duplicate flow key": (b"x: {a: 1, a: 3}", b"x: {a: 1, b: 3}", "duplicate key 'a' .line 1, column 11"),
    "duplicate JSON key": (b'{"x": {"a": 1, "a": 3}}', b'{"x": {"a": 1, "b": 3}}', "duplicate key 'a'"),
    "list as key": (b"? [a]\n: 1", b"? a\n: 1", "key is not a string .line 1"),
    "alias bomb": (bomb(12), bomb(4), "aliases expand to over 5,000,000 values"),
    "alias cycle": (b"a: &x\n  b: *x", b"a: &x\n  b: 1\nc: *x", "alias points into itself"),
    "undefined alias": (b"a: *x", b"a: &x 1\nb: *x", "undefined alias .line 1, column 4"),
    "Latin-1": ("a: é".encode("latin-1"), "a: é".encode(), "not UTF-8 text .byte 3"),
    "UTF-16": ("a: é".encode("utf-16"), "a: é".encode("utf-8-sig"), "not UTF-8 text .byte 0"),
    "control character": (b"a: \x01", b'a: "\\x01"', "control characters are not allowed"),
    "Python object": (b"a: !!python/object/apply:os.getcwd []", b"a: []", "constructor for the tag .*line 1"),
    "own tag": (b"a: !thing b", b"a: b", "constructor for the tag '!thing' .line 1"),
    "set": (b"a: !!set {b}", b"a: {b: }", "."),
    "ordered map": (b"a: !!omap [{b: 1}]", b"a: [{b: 1}]", "."),
    "pairs": (b"a: !!pairs [b: 1]", b"a: [b: 1]", "."),
    "binary": (b"a: !!binary aGk=", b"a: !!str aGk=", "."),
    "time stamp": (b"a: !!timestamp 2024-01-01", b"a: !!str 2024-01-01", "."),
    "no time stamp": (b"a: !!timestamp soon", b"a: !!str soon", "."),
    "no boolean": (b"a: !!bool maybe", b"a: !!bool true", "."),
    "no integer": (b"a: !!int x", b"a: !!int 1", "."),
    "list as integer": (b"a: !!int [1]", b"a: !!int 1", "."),
    "list as map": (b"a: !!map [b]", b"a: !!map {b: }", "."),
    "huge YAML number": (b"a: " + b"1" * 5000, b"a: " + b"1" * 4000, "."),
    "huge JSON number": (b'{"a": ' + b"1" * 5000 + b"}", b'{"a": ' + b"1" * 4000 + b"}", "."),
    "not a number": (b'{"a": NaN}', b'{"a": "NaN"}', "."),
    "infinity": (b'{"a": 1e999}', b'{"a": 1e99}', "."),
    "YAML infinity": (b"a: 1e999", b"a: 1e99", "."),
    "lone surrogate": (b'{"a": "\\ud83d"}', b'{"a": "\\ud83d\\ude00"}', "."),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_document_that_cannot_be_trusted_is_refused_and_its_neighbour_is_read(name: str, tmp_path: Path) -> None:
    refused, read, words = PAIRS[name]
    path = tmp_path / "document.yaml"
    path.write_bytes(read)
    assert isinstance(documents.load(path), dict)
    path.write_bytes(refused)
    with pytest.raises(Problem, match=words) as caught:
        documents.load(path)
    assert str(caught.value).startswith(f"{path}")


@pytest.mark.parametrize("surplus", [0, 1])
def test_a_document_of_more_than_20_megabytes_is_refused(surplus: int, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    frame = b'{"a": ""}'
    path.write_bytes(frame[:-2] + b"x" * (20 * 1024 * 1024 - len(frame) + surplus) + frame[-2:])
    if surplus:
        with pytest.raises(Problem, match="has over 20,971,520 bytes"):
            documents.load(path)
    else:
        assert len(documents.load(path)["a"]) > 20_000_000


def test_a_missing_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"nothing\.yaml: cannot be read: no such file"):
        documents.load(tmp_path / "nothing.yaml")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be read: is a directory"):
        documents.load(tmp_path)


@pytest.mark.parametrize(
    ("left", "middle", "right"),
    [("[", "", "]"), ("{a: ", "1", "}"), ("- ", "1", ""), ("? ", "a", ""), ('{"a": ', "1", "}")],
    ids=["flow list", "flow map", "block list", "complex key", "JSON"],
)
def test_a_document_nested_without_end_is_refused(left: str, middle: str, right: str, workplace: Workplace) -> None:
    # A stack that overflows ends the whole process, hence one of its own.
    prefix = "" if left.startswith(("{", "-", "?")) else "a: "
    done = workplace.generate(f"{prefix}{left * DEEP}{middle}{right * DEEP}".encode())
    assert "nested" in done.refusal


def test_a_document_may_be_nested_as_deep_as_schemas_are(tmp_path: Path) -> None:
    path = tmp_path / "document.yaml"
    path.write_text(f"a: {'[' * 150}{']' * 150}")
    value = documents.load(path)["a"]
    for _ in range(149):
        (value,) = value
    assert value == []
