"""Python names for the document's names, as docs/mapping.md says."""

import builtins
import keyword
import re

_DELIMITERS = r"\\. _-"
# Beside keywords and builtins: what a method's own argument, a JSON word and an imported module are called.
_RESERVED = {*dir(builtins), *keyword.kwlist, "self", "true", "false", "datetime"} - {"id"}
_IMPORTED = frozenset(
    "Any AuthenticatedClient Client ClassVar IntEnum Literal Mapping Model "
    "Response Sequence StrEnum UNSET UUID Unset".split()
)
_MODEL_MEMBERS = frozenset(("additional_properties", "from_dict", "to_dict"))
_OPERATION_ARGUMENTS = frozenset(("client", "body"))


class Scope:
    """A place in which no name stands twice: the later of two equal ones gets a number."""

    def __init__(self, separator: str = "_") -> None:
        self._separator = separator
        self._given: set[str] = set()

    def claim(self, name: str) -> str:
        """`name`, or `name` with the first free number from 2."""
        number, unique = 1, name
        while unique in self._given:
            number += 1
            unique = f"{name}{self._separator}{number}"
        self._given.add(unique)
        return unique


def snake(name: str) -> str:
    """`name` as a module, an argument or an attribute."""
    found = "_".join(_words(name)).lower()
    found = _unreserved(found)
    # A leading underscore would make the name look private.
    return found if found.isidentifier() and not _sanitized(name).startswith("_") else f"field_{found}"


def pascal(name: str) -> str:
    """`name` as a part of a class name."""
    return "".join(word if word.isupper() else word.capitalize() for word in _words(name))


def class_name(name: str) -> str:
    """`name` as a class."""
    found = _unreserved(pascal(name))
    if not found.isidentifier():
        found = _unreserved(pascal(f"Model{found}"))
    return f"{found}_" if found in _IMPORTED else found


def attribute(name: str) -> str:
    """`name` as an attribute of a model."""
    found = snake(name)
    return f"{found}_" if found in _MODEL_MEMBERS else found


def argument(name: str, location: str) -> str:
    """`name` as an argument of an operation."""
    found = snake(name)
    return f"{found}_{location}" if found in _OPERATION_ARGUMENTS else found


def _unreserved(name: str) -> str:
    return f"{name}_" if name in _RESERVED else name


def _sanitized(name: str) -> str:
    return "".join(one for one in name if one.isidentifier() or one.isdecimal() or one in _DELIMITERS)


def _words(name: str) -> list[str]:
    text = _sanitized(name)
    if any(one.isupper() for one in text):
        text = " ".join(re.split("([A-Z]?[a-z]+)", text))
    return re.findall(f"[^{_DELIMITERS}]+", text)
