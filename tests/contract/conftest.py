"""Fixtures and parameters from the document that the package is held against."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import HealthCheck, Phase, find, settings

from contract.absences import absences
from contract.api import BASE_PATH, Api
from contract.arguments import Drawer, Simplest
from contract.conversion import Conversion
from contract.document import Document
from contract.grammar import NotUnderstood
from contract.judge import Judge
from contract.loading import document_path, load
from contract.package import Package
from contract.server import Server
from contract.subjects import SUBJECTS
from contract.wire import Reading

_DOCUMENT = pytest.StashKey[Document | NotUnderstood]()

settings.register_profile(
    "contract",
    max_examples=25,
    deadline=None,
    database=None,
    derandomize=False,
    print_blob=False,
    report_multiple_bugs=False,
    phases=[Phase.generate, Phase.shrink],
    # Documents decide how large a value must be and how narrow a schema is.
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.filter_too_much,
    ],
)
settings.load_profile("contract")


def pytest_configure(config: pytest.Config) -> None:
    try:
        config.stash[_DOCUMENT] = Document(load(document_path(config)))
    except (OSError, yaml.YAMLError) as error:
        raise pytest.UsageError(f"{document_path(config)} cannot be read: {error}") from None
    except NotUnderstood as error:
        # `test_features.py` reports it; nothing else can be said about such a document.
        config.stash[_DOCUMENT] = error


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    document = metafunc.config.stash[_DOCUMENT]
    for name in SUBJECTS.keys() & set(metafunc.fixturenames):
        called, found = SUBJECTS[name]
        cases = found(document) if isinstance(document, Document) else {}
        nothing = pytest.mark.skip(reason=f"nothing to check: the document has no {called}")
        parameters = [pytest.param(value, id=key) for key, value in cases.items()]
        metafunc.parametrize(name, parameters or [pytest.param(None, id="none", marks=nothing)])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    document = config.stash[_DOCUMENT]
    if isinstance(document, Document) and (features := absences(document)):
        terminalreporter.section("Nothing to check")
        terminalreporter.line(f"The document has no {', no '.join(features)}.")


@pytest.fixture(scope="session")
def document(pytestconfig: pytest.Config) -> Document:
    found = pytestconfig.stash[_DOCUMENT]
    if isinstance(found, NotUnderstood):
        pytest.fail(f"the document is not understood at {found}", pytrace=False)
    return found


@pytest.fixture(scope="session")
def package() -> Package:
    try:
        return Package()
    except Exception as error:
        pytest.fail(f"the package cannot be imported: {error!r}", pytrace=False)


@pytest.fixture(scope="session")
def judge(document: Document) -> Judge:
    return Judge(document.raw)


@pytest.fixture(scope="session")
def drawer(judge: Judge) -> Drawer:
    return Drawer(judge)


@pytest.fixture(scope="session")
def simplest(document: Document, drawer: Drawer) -> Simplest:
    """The plainest arguments of each operation."""
    return {operation: find(drawer.arguments(operation), lambda found: True) for operation in document.operations}


@pytest.fixture(scope="session")
def conversion(package: Package, judge: Judge) -> Conversion:
    return Conversion(judge, package.models, package.unset)


@pytest.fixture(scope="session")
def api(package: Package, judge: Judge, conversion: Conversion) -> Iterator[Api]:
    with Server() as server:
        found = Api(package, server, conversion, Reading(judge, conversion, BASE_PATH))
        yield found
        found.close()
