"""YAML 1.2: what a scalar without quotes means, and that it means the same once it was written out."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import documents

TRUE = ["true", "True", "TRUE"]
FALSE = ["false", "False", "FALSE"]
# What YAML 1.1 takes for booleans, times, numbers, merges and values.
STRINGS = [
    *("yes", "no", "on", "off", "y", "n", "Yes", "NO", "On", "OFF"),
    *("2024-01-31", "2024-01-31T10:00:00Z", "2001-12-14t21:59:43.10-05:00"),
    *("1:30", "190:20:30", "12:30:45", "1_000", "0b101", "0x", "0o8", "1e", "1.5.2", "+-1", "--1", ".", "-.", "e3"),
    *("<<", "=", "nUll", "tRue", ".inf", "-.INF", ".nan", "0xG1"),
]
NUMBERS = {
    "0": 0,
    "-7": -7,
    "+7": 7,
    "010": 10,
    "0o17": 15,
    "0x1F": 31,
    "0xff": 255,
    "12345678901234567890": 12345678901234567890,
    "1.0": 1.0,
    "-.5": -0.5,
    "1.": 1.0,
    "1e3": 1000.0,
    "1E-2": 0.01,
    "+1.5e+2": 150.0,
    "685.230_15": "685.230_15",
}

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from([*STRINGS, *NUMBERS, *TRUE, *FALSE])
texts = texts | st.sampled_from(
    ["", " ", "~", "null", "- a", "a: b", "# a", "\n", "a\n", " a", "a ", "'", '"', "\ufeff", "\x85"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> Any:
    return documents.parse(f"a: {text}".encode(), "document")["a"]


def exactly(value: Any) -> str:
    """JSON text tells 1 from 1.0 and from true."""
    return json.dumps(value)


@pytest.mark.parametrize("text", STRINGS)
def test_what_only_yaml_1_1_converts_stays_text(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_numbers_are_those_of_yaml_1_2(text: str, value: float | str) -> None:
    assert exactly(read(text)) == exactly(value)


@pytest.mark.parametrize("text", [*TRUE, *FALSE])
def test_booleans_are_those_of_yaml_1_2(text: str) -> None:
    assert read(text) is (text in TRUE)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nulls_are_those_of_yaml_1_2(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", [*STRINGS, *NUMBERS, *TRUE, *FALSE, "~", "null", ""])
def test_quotes_make_everything_text(text: str) -> None:
    assert read(f"'{text}'") == text
    assert read(f'"{text}"') == text


@pytest.mark.parametrize("text", ["200", "1.5", "true", "null", "2024-01-31", "on"])
def test_a_key_is_text_as_it_stands(text: str) -> None:
    assert documents.parse(f"{text}: 1".encode(), "document") == {text: 1}
    assert documents.parse(f"{{{text}: 1}}".encode(), "document") == {text: 1}


def test_a_json_document_is_read_as_json() -> None:
    text = '{"a": "yes", "b": [1, 1.0, true, null], "200": "\\u00e9\\ud83d\\ude00\\n"}'
    assert exactly(documents.parse(text.encode(), "document")) == exactly(json.loads(text))


def test_aliases_of_harmless_size_are_followed() -> None:
    assert documents.parse(b"a: &x {b: [1]}\nc: *x", "document") == {"a": {"b": [1]}, "c": {"b": [1]}}


def test_merge_keys_are_no_part_of_yaml_1_2() -> None:
    assert documents.parse(b"a: &x {b: 1}\nc: {<<: *x}", "document")["c"] == {"<<": {"b": 1}}


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(texts, values, max_size=4))
def test_what_is_written_out_is_read_back_the_same(document: dict[str, Any]) -> None:
    text = documents.dump(document)
    assert exactly(documents.parse(text.encode(), "document")) == exactly(document)
    assert documents.dump(document) == text


@settings(max_examples=150, deadline=None)
@given(texts)
def test_what_is_written_out_is_text_for_readers_of_yaml_1_1_too(text: str) -> None:
    assert yaml.safe_load(documents.dump({"a": text})) == {"a": text}


def test_what_is_written_out_has_no_aliases_and_keeps_the_order_of_keys() -> None:
    shared = {"z": 1, "a": 2}
    assert documents.dump({"x": shared, "b": shared}) == "x:\n  z: 1\n  a: 2\nb:\n  z: 1\n  a: 2\n"
