"""The vendored document: four comment lines that say where it came from, and then the publisher's own text."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import documents
import sources
from merge import merge
from pages import Extract
from problems import Problem
from sources import Source

FILE = "openapi.yaml"


def compose(
    extracts: Mapping[str, Extract], parsed: Mapping[str, dict[str, Any]], read: Sequence[Source]
) -> tuple[str, dict[str, Any]]:
    """The text of the vendored file for what was read from `read`, and the document that it holds.

    One page stays as it is; several are merged.

    Raises:
        Problem: The pages do not fit together.
    """
    if len(extracts) > 1:
        document = merge(parsed)
        return _with_header(documents.dump(document), "merged", read), document
    [(name, extract)] = extracts.items()
    text = _with_header(extract.text, "verbatim", read)
    if not _holds(text, parsed[name]):
        text = _with_header(documents.dump(parsed[name]), "rewritten as YAML", read)
    return text, parsed[name]


def _with_header(text: str, how: str, read: Sequence[Source]) -> str:
    origin = read[0].name if len(read) == 1 else f"the {len(read)} pages that {sources.FILE} lists"
    return (
        f"# Source: {origin}\n"
        f"# Vendored: {max(source.date for source in read)}, {how}; corrections live in openapi.overlay.yaml\n"
        f"# SHA-256 of what follows these four lines: {hashlib.sha256(text.encode()).hexdigest()}\n"
        f"#\n{text}"
    )


def _holds(text: str, document: dict[str, Any]) -> bool:
    """Whether the text reads as `document`: JSON below a YAML comment is YAML, and need not be valid YAML."""
    try:
        return documents.parse(text.encode(), FILE) == document
    except Problem:
        return False
