"""Classes have the fields, types and values that the document's schemas call for, and there are no other classes."""

import copy
import enum
import inspect
import pickle
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contract import python_types
from contract.arguments import Drawer
from contract.conversion import Conversion, to_json
from contract.document import Document
from contract.judge import Judge
from contract.package import Package
from contract.schema import Property, Schema

_MARKER = "secret-d8f2c1"


def test_every_schema_has_its_class_and_no_class_is_surplus(document: Document, package: Package) -> None:
    expected = {schema.class_name: schema.pointer for schema in document.classes}
    assert package.public_classes() == set(expected), f"the document calls for {expected}"
    assert sorted(package.models.__all__) == sorted(expected)
    assert package.members("models").keys() == {schema.module for schema in document.classes}


def test_the_fields_are_the_properties(model: Schema, package: Package) -> None:
    signature = inspect.signature(package.class_of(model))
    required = [one.attribute for one in model.properties.values() if one.required]
    optional = [one.attribute for one in model.properties.values() if not one.required]
    expected, found = [*required, *optional], list(signature.parameters)
    assert found == expected, f"{model.pointer} calls for {expected}, {model.class_name} takes {found}"
    for name, parameter in signature.parameters.items():
        wanted = inspect.Parameter.empty if name in required else package.unset
        assert parameter.default is wanted, f"{model.class_name}.{name} defaults to {parameter.default!r}"


def test_the_types_are_the_documents(model: Schema, package: Package) -> None:
    hints = package.hints(package.class_of(model))
    wrong = []
    for found in model.properties.values():
        plain = python_types.expected(found.schema)
        expected = plain if found.required else python_types.union([plain, "Unset"])
        actual = python_types.described(hints[found.attribute])
        if actual != expected:
            wrong.append(f"{found.name} calls for {expected}, {model.class_name}.{found.attribute} is {actual}")
    further = f"dict[str, {'Any' if model.is_closed else python_types.expected(model.additional)}]"
    if python_types.described(hints["additional_properties"]) != further:
        wrong.append(f"additionalProperties calls for {further}, the client has {hints['additional_properties']}")
    assert not wrong, f"{model.pointer}: {'; '.join(wrong)}"


def test_the_docstring_says_what_the_document_says(model: Schema, package: Package) -> None:
    text = "".join((inspect.getdoc(package.class_of(model)) or "").split())
    said = [model.raw.get("description", ""), *(found.description for found in model.properties.values())]
    missing = [words for words in said if "".join(words.split()) not in text]
    assert not missing, f"{model.pointer}: the docstring of {model.class_name} lacks {missing}"


def test_an_enum_has_the_documents_values(enumeration: Schema, package: Package) -> None:
    found = package.class_of(enumeration)
    base = enum.IntEnum if isinstance(enumeration.values[0], int) else enum.StrEnum
    assert issubclass(found, base), f"{enumeration.pointer}: {enumeration.class_name} is no {base.__name__}"
    assert [member.value for member in found] == list(dict.fromkeys(enumeration.values)), enumeration.pointer


@given(data=st.data())
def test_what_the_document_allows_comes_back_equal(
    model: Schema, data: st.DataObject, drawer: Drawer, conversion: Conversion, package: Package
) -> None:
    value = data.draw(drawer.values.of(model))
    found = package.class_of(model).from_dict(value)
    assert conversion.mistyped(model, found) is None
    assert conversion.differs(model, value, found.to_dict()) is None
    assert found == conversion.to_python(model, value)


@settings(max_examples=8)
@given(data=st.data())
def test_copies_are_equal_and_what_is_unset_stays_unset(
    model: Schema, data: st.DataObject, drawer: Drawer, conversion: Conversion
) -> None:
    found = conversion.to_python(model, data.draw(drawer.values.of(model)))
    for again in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert again == found
        assert to_json(again) == to_json(found)


@given(data=st.data())
def test_a_secret_does_not_show(
    model_with_secret: Schema, data: st.DataObject, drawer: Drawer, judge: Judge, conversion: Conversion
) -> None:
    value: dict[str, Any] = data.draw(drawer.values.of(model_with_secret, full=True))
    for found in model_with_secret.properties.values():
        if found.schema.is_secret:
            shown = repr(conversion.to_python(model_with_secret, _marked(value, found, judge)))
            assert "***" in shown, f"{model_with_secret.pointer}: {found.name} is not masked"
            assert _MARKER not in shown, f"{model_with_secret.pointer}: {found.name} shows"


@settings(max_examples=1)
@given(data=st.data())
def test_what_is_no_secret_shows(
    model: Schema, data: st.DataObject, drawer: Drawer, judge: Judge, conversion: Conversion
) -> None:
    value: dict[str, Any] = data.draw(drawer.values.of(model, full=True))
    for found in model.properties.values():
        marked = _marked(value, found, judge)
        if found.schema.kind == "string" and not found.schema.is_secret and marked[found.name] == _MARKER:
            shown = repr(conversion.to_python(model, marked))
            assert _MARKER in shown, f"{model.pointer}: {found.name} is no secret and does not show"


def _marked(value: dict[str, Any], found: Property, judge: Judge) -> dict[str, Any]:
    """`value` with the marker for a property, if it may be the marker."""
    return {**value, found.name: _MARKER} if judge.accepts(found.schema, _MARKER) else value
