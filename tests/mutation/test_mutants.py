"""What counts as a mutant: every module is changed in many ways, and only where a change could matter."""

import ast
from pathlib import Path

import pytest

import documents
from mutants import code, document_side, equivalents
from mutants.mutant import Mutant
from problems import Problem

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "generated" / "openlayer_client"


@pytest.fixture(scope="module")
def operation() -> list[Mutant]:
    name = "api/create_api_key_in_workspace.py"
    return code.of_module(name, (PACKAGE / name).read_text(encoding="utf-8"))


def test_every_mutant_is_a_module_that_differs_from_the_original(operation: list[Mutant]) -> None:
    assert len(operation) > 10
    for mutant in operation:
        assert ast.dump(ast.parse(mutant.mutated)) != ast.dump(ast.parse(mutant.original))
    assert len({mutant.mutated for mutant in operation}) == len(operation)


def test_the_operation_is_changed_where_a_caller_would_suffer(operation: list[Mutant]) -> None:
    changes = {mutant.operator for mutant in operation}
    assert changes >= {"method changed", "path changed", "status changed", "content type changed", "flag flipped"}


def test_words_and_types_are_not_mutated() -> None:
    text = '"""Words."""\n\nfrom typing import Any\n\n__all__ = ["a"]\n\nA: Any\n'
    assert code.of_module("words.py", text) == []
    assert code.of_module("words.py", f"{text}LIMIT = 5\n")


@pytest.mark.parametrize("text", ["if a > 1:\n    b()\n", "if a > 2:\n    c()\n"])
def test_the_same_text_gives_the_same_mutants(text: str) -> None:
    assert code.of_module("m.py", text) == code.of_module("m.py", text) != []


def test_there_are_forty_variants_of_the_document_and_each_changes_it() -> None:
    document = documents.load(REPOSITORY / "generated" / "openapi.yaml")
    variants = document_side.variants(document)
    assert len(variants) >= 40
    assert all(variant.document != document for variant in variants)
    assert len({variant.operator for variant in variants}) == len(variants)


ENTRY = "{operator: boundary moved, module: m.py, line: 'if a > 1:', becomes: 'if a >= 1:', reason: why}"


def test_a_survivor_is_listed_with_its_reason_and_stale_where_it_is_no_survivor(tmp_path: Path) -> None:
    path = tmp_path / "mutants.yaml"
    path.write_text(f"equivalent: [{ENTRY}]")
    listed = equivalents.load(path)
    mutants = code.of_module("m.py", "if a > 1:\n    b()\n")
    (meant,) = [mutant for mutant in mutants if listed[0].is_for(mutant)]
    assert equivalents.stale(listed, mutants, []) == []
    assert len(equivalents.stale(listed, mutants, [meant])) == 1
    assert len(equivalents.stale(listed, [], [])) == 1


@pytest.mark.parametrize("entry", [ENTRY.replace("why", "''"), ENTRY.replace(", reason: why", ""), "5"])
def test_an_entry_without_a_reason_is_refused(entry: str, tmp_path: Path) -> None:
    path = tmp_path / "mutants.yaml"
    path.write_text(f"equivalent: [{entry}]")
    with pytest.raises(Problem, match="/equivalent/0"):
        equivalents.load(path)
