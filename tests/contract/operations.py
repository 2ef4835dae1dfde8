"""What an OpenAPI document says about an operation, as plain data."""

from dataclasses import dataclass
from typing import Any

from contract.schema import Schema

LOCATIONS = ("path", "query", "header", "cookie")


class _Brief:
    """Shows as its name in what Hypothesis reports, too."""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


@dataclass(frozen=True, eq=False, repr=False)
class Parameter(_Brief):
    """A parameter: `style` is `json` where the document gives it a content type."""

    name: str
    location: str
    argument: str
    required: bool
    schema: Schema
    style: str
    explode: bool
    description: str
    pointer: str

    def __repr__(self) -> str:
        return f"{self.location}.{self.name}"


@dataclass(frozen=True, eq=False, repr=False)
class Media(_Brief):
    """A content type of a body or an answer; `form` says how it is read: `json`, `text`, `bytes` or `urlencoded`."""

    content_type: str
    form: str
    schema: Schema

    def __repr__(self) -> str:
        return self.content_type


@dataclass(frozen=True, eq=False)
class Body:
    """A request body."""

    required: bool
    media: tuple[Media, ...]
    description: str
    pointer: str


@dataclass(frozen=True, eq=False, repr=False)
class Answer(_Brief):
    """A documented answer; `media` is the content type that the client reads, None for no content."""

    status: str
    media: Media | None
    description: str
    pointer: str

    def __repr__(self) -> str:
        return self.status

    def covers(self, status: int) -> bool:
        """Whether this entry, by itself, is about `status`."""
        return self.status in ("default", str(status), f"{status // 100}XX")


@dataclass(frozen=True, eq=False, repr=False)
class Operation(_Brief):
    """An operation; `credential` is `required`, `optional` or `none`."""

    id: str
    method: str
    path: str
    pointer: str
    folder: str
    module: str
    summary: str
    description: str
    credential: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    answers: tuple[Answer, ...]

    def __repr__(self) -> str:
        return self.id

    def at(self, location: str) -> list[Parameter]:
        """The parameters of one location."""
        return [parameter for parameter in self.parameters if parameter.location == location]

    @property
    def successes(self) -> list[Answer]:
        """The answers that `sync` returns."""
        below = [answer for answer in self.answers if answer.status[0] in "123"]
        return below or [answer for answer in self.answers if answer.status == "default"]

    def answer_to(self, status: int) -> Answer | None:
        """The documented answer for a status: an exact one before a range before `default`."""
        for key in (str(status), f"{status // 100}XX", "default"):
            for answer in self.answers:
                if answer.status == key:
                    return answer
        return None

    def is_success(self, status: int) -> bool:
        """Whether `sync` returns on this status; `default` is a success where a success is plain."""
        answer = self.answer_to(status)
        return answer in self.successes and status < (300 if answer.status == "default" else 400)
