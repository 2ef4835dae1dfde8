"""The Python type of one schema, and the types that are made of others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class PythonType:
    """What generated code says of one schema.

    Attributes:
        annotation: The type of a value, as Python source.
        argument: The type that an argument may have; wider than `annotation` where a string will do.
        schema: The expression that builds the schema object of the run-time module `_schemas`.
        limits: The schema's limits in words, for docstrings.
        secret: Whether a `format: password` value can be met outside a class.
        classes: The classes that `annotation` names.
    """

    annotation: str
    schema: str
    argument: str = ""
    limits: tuple[str, ...] = ()
    secret: bool = False
    classes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "argument", self.argument or self.annotation)


def nullable(made: PythonType, or_null: bool = True) -> PythonType:
    """`made` or null, where `or_null`."""
    if not or_null or made.annotation in ("Any", "None") or made.annotation.endswith(" | None"):
        return made
    return PythonType(
        f"{made.annotation} | None",
        f"_schemas.Nullable({made.schema})",
        f"{made.argument} | None",
        (*made.limits, "may be null"),
        made.secret,
        made.classes,
    )


def without_null(made: PythonType) -> PythonType:
    """`made` where null cannot be written."""
    if not made.annotation.endswith(" | None"):
        return made
    is_nullable = made.schema.startswith("_schemas.Nullable(")
    return replace(
        made,
        annotation=made.annotation.removesuffix(" | None"),
        schema=made.schema[len("_schemas.Nullable(") : -1] if is_nullable else made.schema,
        argument=made.argument.removesuffix(" | None"),
        limits=tuple(text for text in made.limits if text != "may be null"),
    )


def union(variants: Sequence[PythonType], schema: str = "") -> PythonType:
    """The union of `variants`, with `schema` in place of trying one after the other."""
    annotations = list(dict.fromkeys(variant.annotation for variant in variants))
    arguments = list(dict.fromkeys(variant.argument for variant in variants))
    is_any = "Any" in annotations
    return PythonType(
        "Any" if is_any else " | ".join(annotations),
        schema or f"_schemas.Union({', '.join(variant.schema for variant in variants)})",
        "Any" if is_any else " | ".join(arguments),
        secret=any(variant.secret for variant in variants),
        classes=frozenset().union(*(variant.classes for variant in variants)),
    )
