"""Reads a request as it came and says where it is not what the document and the arguments call for."""

import json
import re
from typing import Any
from urllib.parse import quote, unquote, unquote_plus

from contract.arguments import Arguments
from contract.conversion import Conversion
from contract.judge import Judge
from contract.operations import Media, Operation, Parameter
from contract.server import Received
from contract.spelling import Spelling

_SEGMENT = r"((?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)"
_SEPARATORS = {"form": ",", "spaceDelimited": "%20|[+]", "pipeDelimited": "[|]|%7[Cc]"}

Pairs = list[tuple[str, str]]


class Reading:
    """Holds requests against the document; every method gives the faults in words."""

    def __init__(self, judge: Judge, conversion: Conversion, base_path: str) -> None:
        self._judge = judge
        self._conversion = conversion
        self._spelling = Spelling(judge)
        self._base_path = base_path

    def faults(self, operation: Operation, sent: Arguments, received: Received, credential: str | None) -> list[str]:
        """Everything in a request that is not as it should be."""
        authorization = [] if credential is None else [credential]
        faults = []
        if received.method != operation.method:
            faults.append(f"the method is {operation.method}, the client sends {received.method}")
        if received.header("Authorization") != authorization:
            faults.append(f"the credential is {authorization}, the client sends {received.header('Authorization')}")
        faults += _accept(operation, received)
        faults += self._path(operation, sent, received)
        faults += self._query(operation, sent, received)
        faults += self._headers(operation, sent, received)
        faults += self._cookies(operation, sent, received)
        return faults + self._body(operation, sent, received)

    def _path(self, operation: Operation, sent: Arguments, received: Received) -> list[str]:
        path = received.target.partition("?")[0]
        pieces = re.split(r"{([^{}]+)}", operation.path)
        literal = [re.escape(quote(piece, safe="/:@!$&'()*+,;=~")) for piece in pieces[::2]]
        match = re.fullmatch(re.escape(self._base_path) + _SEGMENT.join(literal), path)
        if match is None:
            return [f"the path is {self._base_path}{operation.path}, the client sends {path}"]
        texts = dict(zip(pieces[1::2], match.groups(), strict=True))
        return [
            fault
            for parameter in operation.at("path")
            for fault in self._one(parameter, sent, [unquote(texts[parameter.name], errors="strict")])
        ]

    def _query(self, operation: Operation, sent: Arguments, received: Received) -> list[str]:
        pairs = _pairs(received.target.partition("?")[2])
        faults = []
        for parameter in operation.at("query"):
            if parameter.style == "deepObject":
                prefix = f"{parameter.name}["
                mine = [pair for pair in pairs if pair[0].startswith(prefix)]
                texts = [(name.removeprefix(prefix).removesuffix("]"), unquote_plus(text)) for name, text in mine]
                faults += self._object(parameter, sent.parameters.get(parameter.argument, {}), texts)
            else:
                mine = [pair for pair in pairs if pair[0] == parameter.name]
                faults += self._one(parameter, sent, _items(parameter, [text for _, text in mine]))
            pairs = [pair for pair in pairs if pair not in mine]
        return faults + [f"query.{name} is not in the document, the client sends it" for name, _ in pairs]

    def _headers(self, operation: Operation, sent: Arguments, received: Received) -> list[str]:
        faults = []
        for parameter in operation.at("header"):
            texts = received.header(parameter.name)
            if parameter.schema.kind == "array" and parameter.style != "json":
                texts = [item.strip() for text in texts for item in text.split(",")]
            faults += self._one(parameter, sent, texts)
        return faults

    def _cookies(self, operation: Operation, sent: Arguments, received: Received) -> list[str]:
        crumbs = [crumb.strip() for text in received.header("Cookie") for crumb in text.split(";")]
        pairs = [(name, text) for name, _, text in (crumb.partition("=") for crumb in crumbs)]
        faults = []
        for parameter in operation.at("cookie"):
            texts = [text for name, text in pairs if name == parameter.name]
            # The document does not say whether a cookie is percent-encoded, so either will do.
            plain = self._one(parameter, sent, texts)
            faults += plain and self._one(parameter, sent, [unquote(text) for text in texts])
        documented = {parameter.name for parameter in operation.at("cookie")}
        surplus = [name for name, _ in pairs if name not in documented]
        return faults + [f"cookie.{name} is not in the document, the client sends it" for name in surplus]

    def _one(self, parameter: Parameter, sent: Arguments, texts: list[str]) -> list[str]:
        place = f"{parameter.location}.{parameter.name}"
        if parameter.argument not in sent.parameters:
            return [f"{place} is omitted, the client sends {texts}"] if texts else []
        value = sent.parameters[parameter.argument]
        if parameter.style == "json":
            is_right = len(texts) == 1 and not self._json_fault(parameter.schema, texts[0], value)
        elif isinstance(value, list):
            is_right = self._spelling.spells_all(parameter.schema, texts, value)
        else:
            is_right = len(texts) == 1 and self._spelling.spells(parameter.schema, texts[0], value)
        return [] if is_right else [f"{place} is {value!r}, the client sends {texts}"]

    def _object(self, parameter: Parameter, value: dict[str, Any], texts: Pairs) -> list[str]:
        place = f"{parameter.location}.{parameter.name}"
        is_right = sorted(name for name, _ in texts) == sorted(value) and all(
            self._spelling.spells(_property(parameter, name), text, value[name]) for name, text in texts
        )
        return [] if is_right else [f"{place} is {value!r}, the client sends {texts}"]

    def _body(self, operation: Operation, sent: Arguments, received: Received) -> list[str]:
        content_types = [text.partition(";")[0].strip() for text in received.header("Content-Type")]
        if sent.media is None:
            surplus = [*content_types, *([repr(received.body)] if received.body else [])]
            return [f"the body is omitted, the client sends {one}" for one in surplus]
        faults = []
        if content_types != [sent.media.content_type.partition(";")[0].strip()]:
            faults.append(f"the content type is {sent.media.content_type}, the client sends {content_types}")
        return faults + self._content(sent.media, sent.body, received.body)

    def _content(self, media: Media, value: Any, content: bytes) -> list[str]:
        if media.form == "bytes":
            return [] if content == value else [f"the body is {value!r}, the client sends {content!r}"]
        if media.form == "urlencoded":
            return self._form(media, value, _pairs(content.decode("ascii")))
        fault = self._json_fault(media.schema, content.decode(), value)
        return [f"body{fault}"] if fault else []

    def _form(self, media: Media, value: dict[str, Any], pairs: Pairs) -> list[str]:
        faults = [f"form.{name} is not in the body, the client sends it" for name, _ in pairs if name not in value]
        for name, inner in value.items():
            texts = [unquote_plus(text) for key, text in pairs if key == name]
            found = media.schema.properties.get(name)
            schema = found.schema if found else media.schema.additional
            if isinstance(inner, list):
                is_right = self._spelling.spells_all(schema, texts, inner)
            else:
                is_right = len(texts) == 1 and self._spelling.spells(schema, texts[0], inner)
            faults += [] if is_right else [f"form.{name} is {inner!r}, the client sends {texts}"]
        return faults

    def _json_fault(self, schema: Any, text: str, value: Any) -> str | None:
        try:
            actual = json.loads(text, parse_constant=_no_number)
        except ValueError as error:
            return f" is {value!r}, the client sends {text!r} ({error})"
        if found := self._conversion.differs(schema, value, actual):
            return f"{found.pointer} is {found.expected!r}, the client sends {found.actual!r}"
        return None if self._judge.accepts(schema, actual) else f" is {actual!r}, which the document forbids"


def _accept(operation: Operation, received: Received) -> list[str]:
    """Documented successes that the client says it does not take."""
    ranges = [text.partition(";")[0].strip() for header in received.header("Accept") for text in header.split(",")]
    faults = []
    for answer in operation.successes:
        content_type = answer.media.content_type.partition(";")[0].strip() if answer.media else "*/*"
        taken = {"*/*", content_type, f"{content_type.partition('/')[0]}/*"}
        if ranges and answer.media and not taken.intersection(ranges):
            faults.append(f"{answer.status} is {content_type}, the client accepts {ranges}")
    return faults


def _property(parameter: Parameter, name: str) -> Any:
    found = parameter.schema.properties.get(name) if parameter.schema.kind == "model" else None
    return found.schema if found else parameter.schema.additional


def _pairs(encoded: str) -> Pairs:
    """The fields of a query or a form: names decoded, values as they came."""
    fields = [field.partition("=") for field in encoded.split("&") if field]
    return [(unquote_plus(name), value) for name, _, value in fields]


def _items(parameter: Parameter, values: list[str]) -> list[str]:
    if parameter.schema.kind == "array" and not parameter.explode and parameter.style in _SEPARATORS:
        values = [item for value in values for item in re.split(_SEPARATORS[parameter.style], value)]
    return [unquote_plus(value) for value in values]


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
