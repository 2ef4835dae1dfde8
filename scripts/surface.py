"""What changes in the package's own Python surface, read from its source without running it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import griffe

from verdict import CallerChange, Verdict

PACKAGE = "openlayer_client"
_ONE_CALL = frozenset({"sync", "asyncio", "sync_detailed", "asyncio_detailed", "__init__"})
_MISSING_WAY_BACK = (griffe.BreakageKind.OBJECT_REMOVED, griffe.BreakageKind.PARAMETER_REMOVED)


def between(old: Path, new: Path) -> list[CallerChange]:
    """What is gone, different or new between the packages in two folders; a missing package has nothing in it."""
    before, after = _load(old), _load(new)
    made = _models_that_callers_make(before) | _models_that_callers_make(after)
    found: dict[str, CallerChange] = {}
    for breakage in griffe.find_breaking_changes(before, after):
        if _concerns_callers(breakage, made):
            place = _place(breakage, before)
            found[place] = CallerChange(Verdict.BREAKING, place, breakage.kind.value.lower())
    # What the way back would lose is what the way there brings.
    for breakage in griffe.find_breaking_changes(after, before):
        if breakage.kind in _MISSING_WAY_BACK and _concerns_callers(breakage, made):
            place = _place(breakage, after)
            found.setdefault(place, CallerChange(Verdict.COMPATIBLE, place, "is new"))
    return list(found.values())


class _AttrsAsDataclasses(griffe.Extension):
    """Lets griffe, which knows dataclasses, see the `__init__` that attrs makes."""

    def on_class_instance(self, *, cls: griffe.Class, **_: Any) -> None:
        for decorator in cls.decorators:
            if decorator.callable_path == "attrs.define":
                decorator.value = griffe.ExprName("dataclasses.dataclass")

    def on_attribute_instance(self, *, attr: griffe.Attribute, **_: Any) -> None:
        if isinstance(attr.value, griffe.ExprCall) and attr.value.canonical_path == "attrs.field":
            attr.value.function = griffe.ExprName("dataclasses.field")


def _load(folder: Path) -> griffe.Module:
    if not (folder / PACKAGE / "__init__.py").exists():
        return griffe.Module(PACKAGE)
    extensions = griffe.load_extensions(_AttrsAsDataclasses)
    loaded = griffe.load(PACKAGE, search_paths=[folder], extensions=extensions, allow_inspection=False)
    if not isinstance(loaded, griffe.Module):
        raise TypeError(loaded)
    return loaded


def _models_that_callers_make(package: griffe.Module) -> set[str]:
    """The classes of arguments, and of what those hold: of the others, callers only read what they are given."""
    if not {"api", "models"} <= package.members.keys():
        return set()
    models = package["models"]
    pending = [
        name
        for function in _functions(package["api"])
        for parameter in function.parameters
        for name in _names(parameter.annotation)
    ]
    found: set[str] = set()
    while pending:
        name = pending.pop()
        if name in models.members and name not in found:
            found.add(name)
            pending += [inner for held in models[name].attributes.values() for inner in _names(held.annotation)]
    return found


def _functions(module: griffe.Module) -> Iterator[griffe.Function]:
    yield from (member for member in module.functions.values() if not member.is_alias)
    for inner in module.modules.values():
        yield from _functions(inner)


def _names(annotation: str | griffe.Expr | None) -> list[str]:
    if not isinstance(annotation, griffe.Expr):
        return []
    return [part.name for part in annotation.iterate(flat=True) if isinstance(part, griffe.ExprName)]


def _concerns_callers(breakage: griffe.Breakage, made: set[str]) -> bool:
    obj = breakage.obj
    if obj.name == "__init__" and obj.path.startswith(f"{PACKAGE}.models."):
        return obj.path.split(".")[-2] in made
    # Models are imported from `models`, never from the modules inside.
    return not (obj.is_module and obj.path.startswith(f"{PACKAGE}.models."))


def _place(breakage: griffe.Breakage, package: griffe.Module) -> str:
    """The name by which callers know it; an operation's four functions count as one, a class and its `__init__` too."""
    place = breakage.obj.path
    if breakage.obj.name in _ONE_CALL:
        place = place.rpartition(".")[0]
    models = package.members.get("models")
    for member in models.members.values() if models else ():
        if isinstance(member, griffe.Alias) and f"{place}.".startswith(f"{member.target_path}."):
            place = member.path + place.removeprefix(member.target_path)
    parameter = next((v for v in (breakage.old_value, breakage.new_value) if isinstance(v, griffe.Parameter)), None)
    return f"{place}({parameter.name})" if parameter else place
