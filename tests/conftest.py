"""Options shared by every test folder."""

import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--generated",
        type=Path,
        default=REPOSITORY / "generated",
        metavar="DIR",
        help="folder that holds the openlayer_client package under test (default: generated)",
    )
    parser.addoption(
        "--openapi",
        type=Path,
        default=None,
        metavar="FILE",
        help="document to hold the package against (default: openapi.yaml beside the package)",
    )


def pytest_configure(config: pytest.Config) -> None:
    # First on the path, before any test module imports the package.
    sys.path.insert(0, str(config.getoption("generated").resolve()))
