"""The arguments of one call: what the document allows, drawn by Hypothesis, and the keywords that Python takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from contract.conversion import Conversion, Raw
from contract.judge import Judge
from contract.operations import Media, Operation, Parameter
from contract.python_types import of_content
from contract.values import Strategy, Values

_COOKIE_DELIMITERS = ' ",;\\'
_ITEM_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|", "simple": ","}


@dataclass(frozen=True)
class Arguments:
    """JSON values of the parameters by argument name, and of the body; what is not there is omitted."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    media: Media | None = None
    body: Any = None

    def with_parameter(self, argument: str, value: Any) -> "Arguments":
        """The same but for one parameter."""
        return replace(self, parameters={**self.parameters, argument: value})

    def keywords(self, operation: Operation, conversion: Conversion) -> dict[str, Any]:
        """What is handed to the operation's functions."""
        keywords = {
            parameter.argument: conversion.to_python(
                parameter.schema, self.parameters[parameter.argument], argument=True
            )
            for parameter in operation.parameters
            if parameter.argument in self.parameters
        }
        if self.media is not None:
            is_plain = self.media.form == "bytes" and not isinstance(self.body, Raw)
            body = self.body if is_plain else conversion.to_python(self.media.schema, self.body, argument=True)
            keywords["body"] = body
        return keywords


# The plainest arguments of each operation.
Simplest = Mapping[Operation, Arguments]


class Drawer:
    """Draws arguments that the document allows and HTTP has a spelling for."""

    def __init__(self, judge: Judge) -> None:
        self.values = Values(judge)
        self._judge = judge
        self._of_alphabet = cache(self._make_values)

    def arguments(self, operation: Operation, *, full: bool = False) -> Strategy:
        """Arguments of an operation; all that there are, where they are `full`."""
        required: dict[str, Strategy] = {}
        optional: dict[str, Strategy] = {}
        for parameter in operation.parameters:
            chosen = required if parameter.required or full else optional
            chosen[parameter.argument] = self.parameter(parameter, full=full)
        bodies: list[Strategy] = []
        if operation.body is not None:
            # Of several content types with one Python type, the first is the one that is sent.
            by_type = {of_content(media, argument=True): media for media in reversed(operation.body.media)}
            bodies = [self.body(media, full=full) for media in by_type.values()]
        if operation.body is None or not (operation.body.required or full):
            bodies.append(st.just((None, None)))
        parameters = st.fixed_dictionaries(required, optional=optional)
        return st.builds(lambda found, body: Arguments(found, *body), parameters, st.one_of(bodies))

    def parameter(self, parameter: Parameter, *, full: bool = False) -> Strategy:
        """Values of a parameter."""
        found = self._of_alphabet(*_alphabet(parameter)).of(parameter.schema, full)
        return found.filter(lambda value: is_spellable(parameter, value))

    def body(self, media: Media, *, full: bool = False) -> Strategy:
        """A body of one content type, with that type."""
        if media.form == "bytes":
            found: Strategy = st.binary(min_size=1 if full else 0, max_size=50)
        else:
            found = self.values.of(media.schema, full)
            found = found.filter(_is_form) if media.form == "urlencoded" else found
        return st.tuples(st.just(media), found)

    def _make_values(self, is_ascii: bool, without: str) -> Values:
        low, high = (32, 126) if is_ascii else (None, None)
        characters = st.characters(
            min_codepoint=low, max_codepoint=high, exclude_categories=["Cs"], exclude_characters=without
        )
        return Values(self._judge, characters)


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float)


def _is_form(value: dict[str, Any]) -> bool:
    """Whether a form can say it: single values, and arrays of them that are not empty."""
    return all(
        bool(inner) and all(map(_is_scalar, inner)) if isinstance(inner, list) else _is_scalar(inner)
        for inner in value.values()
    )


def _alphabet(parameter: Parameter) -> tuple[bool, str]:
    """Whether a parameter's text must be ASCII, and the delimiters that it cannot hold."""
    if parameter.style == "json" or parameter.location == "path":
        return False, ""
    if parameter.location == "cookie":
        return True, _COOKIE_DELIMITERS
    delimiter = _ITEM_DELIMITERS.get(parameter.style, "") if parameter.schema.kind == "array" else ""
    return parameter.location == "header", delimiter


def is_spellable(parameter: Parameter, value: Any) -> bool:
    """Whether HTTP has a spelling for a value of a parameter."""
    if parameter.style == "json":
        return True
    if isinstance(value, dict | list):
        inner = list(value.values()) if isinstance(value, dict) else value
        # Nothing at all is what an argument that is omitted is.
        return bool(value) and all(_is_scalar(one) and is_spellable(parameter, one) for one in inner)
    if value is None:
        return False
    if parameter.location == "path":
        # An empty segment, and one that says "here" or "up", would change the path.
        return value not in ("", ".", "..")
    if parameter.location == "header" and isinstance(value, str):
        # Blanks around a field value are not a part of it, and an empty item is none.
        return value == value.strip() and (value != "" or parameter.schema.kind != "array")
    return True
