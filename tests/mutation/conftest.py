"""Fixtures of the tests of mutation testing."""

from typing import Any

import pytest

import documents
from mutants import code
from mutants.mutant import Mutant
from mutants.session import PACKAGE, ROOT


@pytest.fixture(scope="session")
def mutants() -> list[Mutant]:
    """Those of today's client."""
    return code.of_package(ROOT / "generated" / PACKAGE)


@pytest.fixture
def document() -> dict[str, Any]:
    """Today's effective document."""
    return documents.load(ROOT / "generated" / "openapi.yaml")
