"""The effective document: what Openlayer published, corrected by the overlay and normalised."""

import re
import warnings
from pathlib import Path
from typing import Any

from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from referencing.exceptions import Unresolvable

import documents
import overlay
import pointers
import references
from normalise import normalise
from problems import Problem

MOST_COPIES = 1_000_000


def effective_document(spec: Path, overlay_path: Path | None) -> dict[str, Any]:
    """Load, correct, check and normalise the document in `spec`.

    Args:
        spec: The vendored document.
        overlay_path: The overlay to apply, or None for the document as it is.

    Raises:
        Problem: A file cannot be read, an overlay action does not fit, or the result is not valid OpenAPI.
    """
    document = documents.load(spec)
    _check_version(document, spec)
    if overlay_path is not None:
        document = overlay.apply(document, overlay.load(overlay_path), overlay_path)
    check(document, spec)
    effective = normalise(document, spec)
    check(effective, spec)
    return effective


def check(document: dict[str, Any], where: Path | str) -> None:
    """Hold `document` against the OpenAPI specification.

    Raises:
        Problem: The first fault, with its place.
    """
    _check_version(document, where)
    _check_paths(document, where)
    _check_references(document, where)
    plain = references.without_distractions(document)
    is_30 = document["openapi"].startswith("3.0.")
    validator = OpenAPIV30SpecValidator(plain) if is_30 else OpenAPIV31SpecValidator(plain)
    try:
        with warnings.catch_warnings():
            # Of patterns; `scalar_types.py` has its own word on them.
            warnings.simplefilter("ignore", FutureWarning)
            error = next(iter(validator.iter_errors()), None)
    except RecursionError:
        remedy = "give the recursion an end with an action in the overlay"
        raise Problem(where, "a schema is made of itself without end", remedy, "/components/schemas") from None
    except Unresolvable as error:
        # A $ref inside an extension that another $ref points into.
        what = f"$ref names nothing: {_shorten(error.ref)}"
        raise Problem(where, what, "mend it with an action in the overlay", "") from None
    if error is not None:
        # The deepest cause of a failed alternative says more than "is not valid under any of the given schemas".
        while error.context:
            error = max(error.context, key=lambda inner: len(inner.absolute_path))
        place = _place(document, pointers.join("", *error.absolute_path), error.instance)
        what = f"is not valid OpenAPI {document['openapi']}: {_shorten(error.message)}"
        raise Problem(where, what, "mend it with an action in the overlay", place)


def _check_paths(document: dict[str, Any], where: Path | str) -> None:
    paths = document.get("paths")
    for path in paths if isinstance(paths, dict) else ():
        if re.search(r"[{}]", re.sub(r"{[^{}]+}", "", path)):
            remedy = "mend the path with an action in the overlay"
            raise Problem(
                where, "a path holds a brace without its other half", remedy, pointers.join("", "paths", path)
            )


def _check_references(document: dict[str, Any], where: Path | str) -> None:
    for pointer, node in references.objects(document):
        reference = node.get("$ref")
        if not isinstance(reference, str):
            continue
        if not reference.startswith("#/"):
            remedy = "copy what it names into the document"
            raise Problem(where, f"$ref leaves the document: {_shorten(reference)}", remedy, pointer)
        try:
            references.target(document, reference)
        except LookupError:
            remedy = "mend it with an action in the overlay"
            raise Problem(where, f"$ref names nothing: {_shorten(reference)}", remedy, pointer) from None
    if references.copies(document) > MOST_COPIES:
        what = f"its $refs stand for over {MOST_COPIES:,} copies"
        raise Problem(where, what, "make the repeated parts components of their own")


def _place(document: dict[str, Any], pointer: str, value: Any) -> str:
    """The whole pointer of a fault whose place the validator gives from the schema around it only."""
    for found, inner in pointers.walk(document):
        if found == pointer or (found.endswith(pointer) and inner == value):
            return found
    return pointer


def _check_version(document: dict[str, Any], where: Path | str) -> None:
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith(("3.0.", "3.1.")):
        raise Problem(where, "is not an OpenAPI 3.0 or 3.1 document", "name one that is", "/openapi")


def _shorten(message: str, limit: int = 160) -> str:
    return message if len(message) <= limit else message[: limit - 1] + "…"
