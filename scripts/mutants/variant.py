"""One change to a document, and what it must lead to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from mutants import places
from mutants.places import Kind, Place


class Effect(Enum):
    """What a change means for the client that was generated before it."""

    CODE = "the client must be another one: it fails"
    NOTES = "documentation only: the client passes"


@dataclass(frozen=True)
class Variant:
    """A document with one thing changed.

    Attributes:
        operator: What kind of change it is.
        pointer: Where it was made.
        document: The document with the change.
        effect: What it means for the client of today.
        refused: Whether nothing can be generated from it, and the refusal must name the place.
    """

    operator: str
    pointer: str
    document: dict[str, Any]
    effect: Effect
    refused: bool


@dataclass(frozen=True)
class Operator:
    """A kind of change.

    Attributes:
        name: What it is called.
        kind: The places to try.
        edit: Makes the change, or gives False where the place does not lend itself to it.
        effect: What it means for the client of today.
        refused: Whether it asks for what generating refuses.
    """

    name: str
    kind: Kind
    edit: Callable[[Place], bool | None]
    effect: Effect = Effect.CODE
    refused: bool = False

    def variants(self, document: dict[str, Any]) -> Iterator[Variant]:
        """The document with the change, at every place that lends itself to it."""
        for place in places.find(document, self.kind):
            if self.edit(place) is not False and place.document != document:
                yield Variant(self.name, place.pointer, place.document, self.effect, self.refused)
