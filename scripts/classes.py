"""The schemas that become classes of the package."""

from dataclasses import dataclass, field

from python_type import PythonType


@dataclass
class Property:
    """A property of a model: its name in the document and in Python, and its type."""

    name: str
    attribute: str
    type: PythonType
    required: bool
    description: str
    default: str | None
    pointer: str


@dataclass
class Model:
    """An object schema that becomes a class."""

    name: str
    module: str
    pointer: str
    description: str
    properties: list[Property] = field(default_factory=list)
    additional: PythonType | None = None
    additional_allowed: bool = True
    limits: str = ""

    @property
    def classes(self) -> list[str]:
        """The classes that the model's annotations name."""
        types = [found.type for found in self.properties] + ([self.additional] if self.additional else [])
        return sorted(frozenset().union(*(made.classes for made in types)))


@dataclass
class Enumeration:
    """An enum schema that becomes a class."""

    name: str
    module: str
    pointer: str
    description: str
    values: dict[str, str | int] = field(default_factory=dict)
