"""Changes to constants and to the collections that hold them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

import libcst as cst

Parents = tuple[cst.CSTNode, ...]
Element = TypeVar("Element", bound=cst.CSTNode)

_ARITHMETIC: dict[type[cst.BaseBinaryOp], type[cst.BaseBinaryOp]] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.FloorDivide: cst.Multiply,
    cst.Modulo: cst.Multiply,
    cst.Power: cst.Multiply,
    cst.LeftShift: cst.RightShift,
}


def number_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A number as one more."""
    if isinstance(node, cst.Integer):
        yield cst.Integer(str(node.evaluated_value + 1))
    elif isinstance(node, cst.Float):
        yield cst.Float(repr(node.evaluated_value + 1))


def flag_flipped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`True` as `False`, and the other way round: `required`, `strict`, `secured`, `repr`, …"""
    if isinstance(node, cst.Name) and node.value in ("True", "False"):
        yield cst.Name("False" if node.value == "True" else "True")


def unset_to_null(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`UNSET` as `None`: what was left out becomes null."""
    if isinstance(node, cst.Name) and node.value == "UNSET":
        yield cst.Name("None")


def arithmetic_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`a + b` as `a - b`; so for the other operations."""
    if isinstance(node, cst.BinaryOperation) and type(node.operator) in _ARITHMETIC:
        yield node.with_changes(operator=_ARITHMETIC[type(node.operator)]())


def alternative_dropped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`A | B` as `A` and as `B`: a type that a value may have."""
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.BitOr):
        yield from (node.left, node.right)


def element_dropped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A list, set, dictionary or tuple of like things without one of its elements."""
    if isinstance(node, cst.Tuple):
        if _is_set(node, parents[-1]):
            for left in _without_one(node.elements):
                # A tuple of one needs its comma.
                yield node.with_changes(elements=[left[0].with_changes(comma=cst.Comma()), *left[1:]] if left else [])
    elif isinstance(node, cst.List | cst.Dict) or (isinstance(node, cst.Set) and len(node.elements) > 1):
        for rest in _without_one(node.elements):
            yield node.with_changes(elements=rest)


def entries_swapped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A dictionary in which two keys have each other's values, or in which two others are taken in in turn."""
    if not isinstance(node, cst.Dict):
        return
    for index, (one, other) in enumerate(pairwise(node.elements)):
        pair = [one.with_changes(value=other.value), other.with_changes(value=one.value)]
        yield node.with_changes(elements=[*node.elements[:index], *pair, *node.elements[index + 2 :]])


def _is_set(node: cst.Tuple, parent: cst.CSTNode) -> bool:
    """Whether a tuple is used as a set of like things: a record without one of its values could not be taken apart."""
    if isinstance(parent, cst.ExceptHandler | cst.ComparisonTarget):
        return True
    is_alike = len({type(element.value) for element in node.elements}) == 1
    return isinstance(parent, cst.Arg | cst.DictElement) and is_alike and len(node.elements) != 2


def _without_one(elements: Sequence[Element]) -> Iterator[list[Element]]:
    for index in range(len(elements)):
        yield [*elements[:index], *elements[index + 1 :]]
