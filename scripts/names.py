"""Python names for the names of the document, by the generator's own rules, and none of them twice."""

import keyword
import unicodedata
from pathlib import Path

from openapi_python_client.strings import ClassName, PythonIdentifier

from problems import Problem

# A file's name has 255 bytes, some of which a suffix may take.
LONGEST = 200

# What generated modules import: a class of that name would hide it.
_TAKEN_CLASSES = frozenset(
    "Any AuthenticatedClient Client ClassVar IntEnum Literal Mapping Model "
    "Response Sequence StrEnum UNSET UUID Unset".split()
)
# What every model defines: a property of that name would hide it.
_TAKEN_PROPERTIES = frozenset(("additional_properties", "from_dict", "to_dict"))
# What every operation takes besides its parameters.
_TAKEN_PARAMETERS = frozenset(("body", "client"))


class Names:
    """The names given so far in one scope, such as one class or one folder of modules."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def module(self, name: str) -> str:
        """A module name for an operation, a tag or a class."""
        return self._unique(identifier(name), "_")

    def class_(self, name: str) -> str:
        """A class name for a schema."""
        found = unicodedata.normalize("NFKC", ClassName(name, "Model"))
        return self._unique(f"{found}_" if found in _TAKEN_CLASSES else found, "")

    def attribute(self, name: str) -> str:
        """An attribute name for a property."""
        found = identifier(name)
        return self._unique(f"{found}_" if found in _TAKEN_PROPERTIES else found, "_")

    def member(self, name: str) -> str:
        """A member name for a value of an enumeration."""
        return self._unique(identifier(name).upper(), "_")

    def argument(self, name: str, location: str) -> str:
        """An argument name for a parameter."""
        found = identifier(name)
        return self._unique(f"{found}_{location}" if found in _TAKEN_PARAMETERS else found, "_")

    def _unique(self, name: str, separator: str) -> str:
        found, number = name, 2
        while found in self._given:
            found, number = f"{name}{separator}{number}", number + 1
        self._given.add(found)
        return found


def check_length(name: str, pointer: str, where: Path | str) -> None:
    """Raise a `Problem` for a name that is too long for the module that bears it."""
    if len(name.encode()) > LONGEST:
        raise Problem(where, f"a name of over {LONGEST} bytes", "shorten it with an action in the overlay", pointer)


def identifier(name: str) -> str:
    """`name` in snake case as a Python identifier."""
    # Python reads identifiers in this form, in which two names may turn out to be one.
    found = unicodedata.normalize("NFKC", PythonIdentifier(name, "field_"))
    return f"{found}_" if keyword.iskeyword(found) else found


def pascal(name: str) -> str:
    """`name` in Pascal case, as a part of a longer class name."""
    return str(ClassName(f"x {name}", ""))[1:]
