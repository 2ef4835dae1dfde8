"""A local stand-in for the API that an OpenAPI document describes: `python scripts/mock_api.py --help`."""

import argparse
from pathlib import Path

import documents
import mock_server
import spec
from mock_app import CREATED_PATH, create_app
from mock_server import Address, serve
from problems import exit_with

__all__ = ["CREATED_PATH", "Address", "create_app", "main", "serve"]

_SPEC = Path(__file__).resolve().parent.parent / "generated" / "openapi.yaml"


def main(arguments: list[str] | None = None) -> None:
    """Serve a document's operations until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(description="Serve every operation of an OpenAPI document, without the real API.")
    parser.add_argument("--spec", type=Path, default=_SPEC, help="the document (default: generated/openapi.yaml)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="the port, 0 for any (default: %(default)s)")
    options = parser.parse_args(arguments)

    document = documents.load(options.spec)
    spec.check(document, options.spec)
    app = create_app(document)
    listener = mock_server.listen(options.host, options.port)
    address = mock_server.address(document, listener)
    announcement = f"Mock API at {address.base_url} (created: {address.root}{CREATED_PATH}; Ctrl-C stops it)"
    mock_server.run(app, listener, _print, announcement)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("must be a number from 0 to 65535")
    return int(text)


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    exit_with(main)
