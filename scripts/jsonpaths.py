"""JSONPath expressions, as overlay actions use them, for JSON pointers."""

import re
from typing import Any

import pointers

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OPERATORS = ("parent", "where", "wherenot")


def jsonpath(document: Any, pointer: str) -> str:
    """The expression that hits what `pointer` names in `document`, and nothing else."""
    path, value = "$", document
    for token in pointers.split(pointer):
        if isinstance(value, list):
            path += f"[{token}]"
            value = value[int(token)]
        else:
            escaped = token.replace("\\", "\\\\").replace("'", "\\'")
            is_plain = _PLAIN.fullmatch(token) and token not in _OPERATORS
            path += f".{token}" if is_plain else f"['{escaped}']"
            value = value[token]
    return path
