"""Ask for the credentials that an operation is secured with; any that is there will do."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import mock_operations
import pointers
from mock_operations import Operation
from mock_parameters import Pairs
from mock_refusals import RefusalError


def check(document: dict[str, Any], operation: Operation, sent: Mapping[str, Pairs]) -> None:
    """Refuse a request without the credentials of any of the operation's alternatives.

    Raises:
        RefusalError: 401, with the challenge that names the credentials.
    """
    alternatives = [
        [mock_operations.node(document, pointers.join("/components/securitySchemes", name)).content for name in names]
        for names in operation.node.content.get("security", [])
    ]
    if not alternatives or any(all(_is_met(scheme, sent) for scheme in schemes) for schemes in alternatives):
        return
    challenges = ", ".join(dict.fromkeys(_challenge(scheme) for schemes in alternatives for scheme in schemes))
    detail = f"The operation is secured; send a credential ({challenges})."
    raise RefusalError(HTTPStatus.UNAUTHORIZED, detail, {"www-authenticate": challenges})


def _is_met(scheme: dict[str, Any], sent: Mapping[str, Pairs]) -> bool:
    if scheme["type"] == "apiKey":
        name = scheme["name"].lower() if scheme["in"] == "header" else scheme["name"]
        return bool(dict(sent[scheme["in"]]).get(name))
    if scheme["type"] == "mutualTLS":
        return True
    kind, _, credential = dict(sent["header"]).get("authorization", "").partition(" ")
    return kind.lower() == _challenge(scheme).lower() and len(credential.split()) == 1


def _challenge(scheme: dict[str, Any]) -> str:
    """The name that HTTP has for a scheme; OAuth 2 and OpenID Connect send bearer tokens."""
    if scheme["type"] == "http":
        return str(scheme["scheme"]).capitalize()
    return "ApiKey" if scheme["type"] == "apiKey" else "Bearer"
