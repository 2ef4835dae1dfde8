"""The plan of a package: each operation of the effective document in the words of the Python surface."""

from dataclasses import dataclass, field

from python_type import PythonType
from python_types import Types

LOCATIONS = ("path", "query", "header", "cookie")


@dataclass
class Parameter:
    """A parameter: where and how it travels, and the argument that carries it."""

    name: str
    argument: str
    location: str
    type: PythonType
    required: bool
    description: str
    default: str | None
    style: str
    pointer: str


@dataclass
class Body:
    """One content type of a request body."""

    content_type: str
    kind: str
    type: PythonType


@dataclass
class Answer:
    """A documented answer; `type` and `content_type` are None where it has no content."""

    status: str
    kind: str
    type: PythonType | None
    description: str
    content_type: str | None = None


@dataclass
class Operation:
    """One operation: the module that it becomes and all that the module says."""

    operation_id: str
    method: str
    path: str
    pointer: str
    tag: str | None
    folder: str | None
    module: str
    summary: str
    description: str
    secured: bool
    parameters: list[Parameter] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    body_required: bool = False
    body_description: str = ""
    answers: list[Answer] = field(default_factory=list)

    @property
    def headline(self) -> str:
        """What the operation does, in a line."""
        return self.summary or self.description or self.operation_id

    @property
    def details(self) -> str:
        """What the description says besides."""
        return "" if self.description == self.headline else self.description

    @property
    def successes(self) -> list[Answer]:
        """The answers that `sync` returns: statuses below 400, or `default` where there is none."""
        below = [answer for answer in self.answers if answer.status[0] in "123"]
        return below or [answer for answer in self.answers if answer.status == "default"]

    @property
    def result(self) -> str:
        """The annotation of what `sync` returns."""
        found = [answer.type.annotation if answer.type else "None" for answer in self.successes]
        return " | ".join(dict.fromkeys(found)) or "None"

    @property
    def body(self) -> str:
        """The annotation of the argument `body`."""
        return " | ".join(dict.fromkeys(body.type.argument for body in self.bodies))

    @property
    def accept(self) -> str:
        """The header `Accept`: what the documented answers may be."""
        if any(answer.kind in ("bytes", "text") for answer in self.answers):
            return "*/*"
        documented = [answer.content_type for answer in self.answers if answer.content_type]
        return ", ".join(dict.fromkeys([*documented, "application/json"]))

    @property
    def imports(self) -> list[str]:
        """The models that the module names."""
        types = [parameter.type for parameter in self.parameters] + [body.type for body in self.bodies]
        types += [answer.type for answer in self.answers if answer.type]
        return sorted(frozenset().union(*(made.classes for made in types)))

    def at(self, location: str) -> list[Parameter]:
        """The parameters of one location."""
        return [parameter for parameter in self.parameters if parameter.location == location]


@dataclass
class Plan:
    """All that the templates render."""

    base_url: str | None
    title: str
    version: str
    types: Types
    operations: list[Operation]
