"""How parameters of each style are written, and what a style has no spelling for."""

from typing import Any

import pytest

from openlayer_client import _schemas
from openlayer_client._parameters import (
    Parameter,
    write_cookie,
    write_form,
    write_header,
    write_path,
    write_query,
)
from openlayer_client._schemas import Array, Boolean, Map, Nullable, Number, SchemaFault, String

TEXTS = Array(String())


@pytest.mark.parametrize(
    ("schema", "style", "value", "written"),
    [
        (String(), "form", "a b&c=d/é", [("q", "a%20b%26c%3Dd%2F%C3%A9")]),
        (String(), "form", "", [("q", "")]),
        (Boolean(), "form", True, [("q", "true")]),
        (Number(), "form", 1.5, [("q", "1.5")]),
        (TEXTS, "form", ["a", "b"], [("q", "a"), ("q", "b")]),
        (TEXTS, "commas", ["a", "b,c"], [("q", "a,b%2Cc")]),
        (TEXTS, "spaceDelimited", ["a", "b"], [("q", "a%20b")]),
        (TEXTS, "pipeDelimited", ["a", "b"], [("q", "a%7Cb")]),
        (Map(Boolean()), "deepObject", {"a": True, "b]": False}, [("q%5Ba%5D", "true"), ("q%5Bb%5D%5D", "false")]),
        (Map(TEXTS), "json", {"a": ["é"]}, [("q", "%7B%22a%22%3A%5B%22%5Cu00e9%22%5D%7D")]),
        (Nullable(String()), "json", None, [("q", "null")]),
    ],
)
def test_a_query_is_written_in_its_style(
    schema: _schemas.Schema, style: str, value: Any, written: list[tuple[str, str]]
) -> None:
    assert write_query(Parameter("q", "q", schema, style), value) == written


def test_a_name_is_escaped_as_values_are() -> None:
    assert write_query(Parameter("a b&c/d", "a", String(), "form"), "e") == [("a%20b%26c%2Fd", "e")]
    assert write_form({"a/b": "c/d"}) == "a%2Fb=c%2Fd"


@pytest.mark.parametrize(
    ("schema", "style", "value"),
    [
        (TEXTS, "form", []),
        (TEXTS, "commas", []),
        (Nullable(String()), "form", None),
        (Map(TEXTS), "deepObject", {"a": ["b"]}),
        (String(), "form", "\ud800"),
    ],
    ids=["empty array", "empty array in one", "null", "nested", "surrogate"],
)
def test_what_a_query_cannot_carry_is_refused(schema: _schemas.Schema, style: str, value: Any) -> None:
    with pytest.raises(SchemaFault):
        write_query(Parameter("q", "q", schema, style), value)


@pytest.mark.parametrize(
    ("schema", "style", "value", "written"),
    [
        (String(), "simple", "a b", "a b"),
        (String(), "simple", "", ""),
        (Boolean(), "simple", False, "false"),
        (TEXTS, "simple", ["a", "b"], "a,b"),
        (Array(Number()), "simple", [1, 2.5], "1,2.5"),
        (Map(String()), "json", {"a": "é"}, '{"a":"\\u00e9"}'),
    ],
)
def test_a_header_is_written_in_its_style(schema: _schemas.Schema, style: str, value: Any, written: str) -> None:
    assert write_header(Parameter("X-A", "x_a", schema, style), value) == written


@pytest.mark.parametrize("value", ["a\nb", "é", " a", "a ", "\x7f"])
def test_what_a_header_cannot_carry_is_refused(value: str) -> None:
    with pytest.raises(SchemaFault, match="header cannot carry"):
        write_header(Parameter("X-A", "x_a", String()), value)


@pytest.mark.parametrize("items", [[], [""], ["a,b"], [" a"], ["b", " a", "b"], ["b", "a ", "b"], ["é"]])
def test_items_that_would_run_together_in_a_header_are_refused(items: list[str]) -> None:
    with pytest.raises(SchemaFault, match=r"header cannot carry|empty array"):
        write_header(Parameter("X-A", "x_a", TEXTS), items)


@pytest.mark.parametrize("value", ["a;b", "a b", "a,b", 'a"b', "é", "a\\b"])
def test_what_a_cookie_cannot_carry_is_refused(value: str) -> None:
    parameter = Parameter("c", "c", String(), "form")
    assert write_cookie(parameter, "a-b_c.d") == "a-b_c.d"
    with pytest.raises(SchemaFault, match="cookie cannot carry"):
        write_cookie(parameter, value)


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_keeps_its_shape(value: str) -> None:
    parameter = Parameter("p", "p", String(), required=True)
    assert write_path(parameter, "../a?b#c%2f") == "..%2Fa%3Fb%23c%252f"
    with pytest.raises(SchemaFault, match="change the path"):
        write_path(parameter, value)


def test_a_form_is_written_pair_by_pair() -> None:
    assert write_form({"a b": "c&d", "e": [1, True], "f": []}) == "a%20b=c%26d&e=1&e=true"


@pytest.mark.parametrize("value", [None, {"a": 1}, [[1]]], ids=["null", "object", "nested array"])
def test_what_a_form_cannot_carry_is_refused_at_its_place(value: Any) -> None:
    with pytest.raises(SchemaFault) as caught:
        write_form({"a": "b", "c": value})
    assert caught.value.pointer == "/c"
