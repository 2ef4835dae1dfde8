"""Fixtures of the pipeline tests."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.commands import Done, Generator, Workplace
from pipeline.samples import THINGS


@pytest.fixture(scope="session")
def generator() -> Iterator[Generator]:
    """Runs `scripts/generate.py` with the arguments of the call."""
    made = Generator()
    yield made
    made.close()


@pytest.fixture
def workplace(generator: Generator, tmp_path: Path) -> Workplace:
    """Generates from the document of the call, in a folder of the test's own."""
    return Workplace(generator, tmp_path)


@pytest.fixture(scope="session")
def things(generator: Generator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The things, generated once."""
    workplace = Workplace(generator, tmp_path_factory.mktemp("things"))
    assert workplace.generate(THINGS) == Done(0, "", "")
    return workplace.output


@pytest.fixture
def made(things: Path, workplace: Workplace) -> Workplace:
    """Where the things have been generated already."""
    shutil.copytree(things, workplace.output)
    workplace.write(THINGS)
    return workplace
