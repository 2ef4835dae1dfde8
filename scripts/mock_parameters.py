"""Read parameters and form fields as OpenAPI's styles write them."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, unquote_plus

import mock_texts
import pointers
from mock_operations import Node
from mock_schemas import Schemas
from mock_texts import Style, UnreadableError

ABSENT: Any = object()

_DELIMITERS = {"spaceDelimited": r"%20|\+", "pipeDelimited": r"%7[Cc]|\|"}
_DECODERS: dict[str, Callable[[str], str]] = {
    "path": unquote,
    "query": unquote_plus,
    "header": str.strip,
    "cookie": str,
}

Pairs = list[tuple[str, str]]


def pairs(text: str) -> Pairs:
    """The names and values of a query or a form: names decoded, values as they were sent."""
    split = (part.partition("=") for part in text.split("&"))
    return [(unquote_plus(name), value) for name, _, value in split if name]


def parameter(schemas: Schemas, node: Node, sent: Mapping[str, Pairs]) -> Any:
    """The value of a parameter, or ABSENT.

    Args:
        schemas: The document's schemas.
        node: The parameter.
        sent: What the request holds by place: path, query, header (names in lower case) and cookie.

    Raises:
        UnreadableError: The text is not what the parameter's style makes of any value.
    """
    place, name = node.content["in"], node.content["name"]
    if place == "header":
        name = name.lower()
    decode = _DECODERS[place]
    if "content" in node.content:
        return _from_json(_only(sent[place], name), decode)
    at = [schema_pointer(node)]
    style = node.content.get("style", "form" if place in ("query", "cookie") else "simple")
    exploded = node.content.get("explode", style == "form")
    if place == "query":
        return _from_pairs(schemas, at, name, style, exploded, sent[place])
    raw = _only(sent[place], name)
    if raw is ABSENT:
        return ABSENT
    text, delimiter = _path_text(raw, name, style, exploded)
    return mock_texts.value(schemas, at, text, Style(delimiter, exploded, decode))


def form(schemas: Schemas, pointer: str, text: str, encoding: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an `application/x-www-form-urlencoded` body whose schema stands at `pointer`.

    A field that is not what its style makes of any value becomes a list of its texts, for the schema to refuse.
    """
    sent = pairs(text)
    want = mock_texts.wanted(schemas, [pointer]).shape
    others = {name: want.additional for name, _ in sent if name.partition("[")[0] not in want.properties}
    fields = {}
    for name, at in {**want.properties, **others}.items():
        try:
            field = _field(schemas, at, name, encoding.get(name, {}), sent)
        except UnreadableError:
            field = [raw for key, raw in sent if key == name]
        if field is not ABSENT:
            fields[name] = field
    return fields


def schema_pointer(node: Node) -> str:
    """Where the schema of a parameter stands."""
    if "content" in node.content:
        return pointers.join(node.pointer, "content", next(iter(node.content["content"])), "schema")
    return f"{node.pointer}/schema"


def _field(schemas: Schemas, at: list[str], name: str, rules: Mapping[str, Any], sent: Pairs) -> Any:
    if not rules and "object" in mock_texts.wanted(schemas, at).types:
        return _from_json(_only(sent, name), unquote_plus)
    style = rules.get("style", "form")
    return _from_pairs(schemas, at, name, style, rules.get("explode", style == "form"), sent)


def _from_pairs(schemas: Schemas, at: list[str], name: str, style: str, exploded: bool, sent: Pairs) -> Any:
    want = mock_texts.wanted(schemas, at)
    if "object" in want.types and (exploded or style == "deepObject"):
        is_deep = style == "deepObject"
        found = _deep(sent, name) if is_deep else [pair for pair in sent if pair[0] in want.shape.properties]
        members = {
            member: _from_pairs(schemas, want.shape.property(member), member, "form", True, found)
            for member, _ in found
        }
        return members or ABSENT
    if "array" in want.types and exploded:
        texts = [unquote_plus(raw) for key, raw in sent if key == name]
        return [mock_texts.scalar(schemas, want.shape.items, text) for text in texts] or ABSENT
    raw = _only(sent, name)
    if raw is ABSENT:
        return ABSENT
    return mock_texts.value(schemas, at, raw, Style(_DELIMITERS.get(style, ","), exploded, unquote_plus))


def _deep(sent: Pairs, name: str) -> Pairs:
    """The members of `name[member]=value`."""
    keys = ((re.fullmatch(rf"{re.escape(name)}\[([^\[\]]+)\]", key), raw) for key, raw in sent)
    return [(match[1], raw) for match, raw in keys if match]


def _path_text(raw: str, name: str, style: str, exploded: bool) -> tuple[str, str]:
    """The text behind the mark that its style puts before it, and the delimiter of its members."""
    if style == "label":
        return _behind(".", raw), r"\." if exploded else ","
    if style == "matrix":
        head = f";{name}="
        if raw.startswith(head):
            return _behind(head, raw), re.escape(head) if exploded else ","
        return _behind(";", raw), ";"
    return raw, ","


def _behind(mark: str, raw: str) -> str:
    if not raw.startswith(mark):
        raise UnreadableError(f"must start with {mark}")
    return raw.removeprefix(mark)


def _only(sent: Pairs, name: str) -> str | Any:
    texts = [raw for key, raw in sent if key == name]
    if len(texts) > 1:
        raise UnreadableError("is given more than once")
    return texts[0] if texts else ABSENT


def _from_json(raw: str | Any, decode: Callable[[str], str]) -> Any:
    if raw is ABSENT:
        return ABSENT
    try:
        return mock_texts.from_json(decode(raw))
    except ValueError:
        raise UnreadableError("must be JSON") from None
