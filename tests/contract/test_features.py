"""Everything that the document says is something that these tests understand."""

import pytest

from contract.document import Document
from contract.features import not_understood, not_understood_together
from contract.loading import document_path, load


def test_every_keyword_is_understood(pytestconfig: pytest.Config) -> None:
    found = list(not_understood(load(document_path(pytestconfig))))
    assert not found, "\n".join(found)


def test_every_combination_is_understood(document: Document) -> None:
    found = list(not_understood_together(document))
    assert not found, "\n".join(found)
