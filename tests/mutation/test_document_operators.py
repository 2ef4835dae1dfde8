"""Each operator of the document side changes one thing, at a place that lends itself to it."""

import copy
from typing import Any

import pytest

import pointers
from mutants import document_side, places
from mutants.variant import Effect, Operator

EMPTY = {"openapi": "3.0.3", "info": {"title": "Nothing", "version": "1"}, "paths": {}}


def differences(one: Any, other: Any, pointer: str = "") -> set[str]:
    """The places at which two documents differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        found = {pointers.join(pointer, key) for key in one.keys() ^ other.keys()}
        return found.union(
            *(differences(one[key], other[key], pointers.join(pointer, key)) for key in one.keys() & other.keys())
        )
    return set() if one == other else {pointer}


def by_name(name: str) -> Operator:
    return next(operator for operator in document_side.OPERATORS if operator.name == name)


def test_no_two_operators_have_one_name() -> None:
    names = [operator.name for operator in document_side.OPERATORS]
    assert len(set(names)) == len(names)


def test_todays_document_has_forty_variants(document: dict[str, Any]) -> None:
    variants = document_side.variants(document)
    assert len(variants) >= 40
    assert len({variant.operator for variant in variants}) == len(variants)
    assert document_side.variants(document) == variants


@pytest.mark.parametrize("operator", document_side.OPERATORS, ids=lambda operator: operator.name)
def test_an_operator_changes_something_and_leaves_the_original_alone(
    operator: Operator, document: dict[str, Any]
) -> None:
    before = copy.deepcopy(document)
    variants = list(operator.variants(document))
    assert variants, "today's document has a place for it"
    assert document == before
    for variant in variants:
        assert differences(document, variant.document)
        assert (variant.operator, variant.effect, variant.refused) == (operator.name, operator.effect, operator.refused)


@pytest.mark.parametrize(
    "operator",
    [operator for operator in document_side.OPERATORS if operator.kind is not places.root],
    ids=lambda operator: operator.name,
)
def test_an_operator_makes_nothing_of_a_document_without_its_kind_of_place(operator: Operator) -> None:
    assert list(operator.variants(EMPTY)) == []


PROPERTIES = "/components/schemas/ApiKey/properties"
OPERATION = "/paths/~1workspaces~1{workspaceId}~1api-keys/post"
BODY_NAME = f"{OPERATION}/requestBody/content/application~1json/schema/properties/name"


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("property renamed", {f"{PROPERTIES}/name", f"{PROPERTIES}/somethingElse"}),
        ("required property dropped", {f"{PROPERTIES}/id", "/components/schemas/ApiKey/required"}),
        ("property required", {"/components/schemas/ApiKey/required"}),
        ("null allowed or not", {f"{PROPERTIES}/id/nullable"}),
        ("shorter text in the body", {f"{BODY_NAME}/maxLength"}),
        ("status 200", {f"{OPERATION}/responses/200", f"{OPERATION}/responses/201"}),
        ("method put", {OPERATION, OPERATION.replace("post", "put")}),
        ("no credential", {f"{OPERATION}/security"}),
        ("body required", {f"{OPERATION}/requestBody/required"}),
        ("other server", {"/servers"}),
    ],
)
def test_an_operator_changes_that_and_nothing_besides(name: str, changed: set[str], document: dict[str, Any]) -> None:
    variants = [differences(document, variant.document) for variant in by_name(name).variants(document)]
    assert any(
        found in (changed, changed | {pointers.join("/components/schemas/ApiKey", "required")}) for found in variants
    )


def test_a_reference_follows_a_renamed_component(document: dict[str, Any]) -> None:
    (variant,) = by_name("component renamed").variants(document)
    answer = pointers.resolve(variant.document, f"{OPERATION}/responses/201/content/application~1json/schema")
    assert answer == {"$ref": "#/components/schemas/SomethingElse"}
    assert "ApiKey" not in variant.document["components"]["schemas"]


def test_documentation_is_told_apart() -> None:
    notes = {operator.name for operator in document_side.OPERATORS if operator.effect is Effect.NOTES}
    assert {"example", "operation deprecated", "title", "extension"} <= notes
    assert not notes & {"property renamed", "status 200", "shorter text in the body"}
