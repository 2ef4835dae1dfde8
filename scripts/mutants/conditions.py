"""Changes to what a program decides by: conditions, comparisons, and the branches that hang on them."""

from collections.abc import Iterator

import libcst as cst

Parents = tuple[cst.CSTNode, ...]

_BOUNDARIES: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
}
_OPPOSITES: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
    cst.Is: cst.IsNot,
    cst.IsNot: cst.Is,
    cst.In: cst.NotIn,
    cst.NotIn: cst.In,
    cst.LessThan: cst.GreaterThanEqual,
    cst.LessThanEqual: cst.GreaterThan,
    cst.GreaterThan: cst.LessThanEqual,
    cst.GreaterThanEqual: cst.LessThan,
}


def condition_true(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`if x:` as `if True:`, and so in a conditional expression or a comprehension."""
    if _is_condition(node, parents):
        yield cst.Name("True")


def condition_false(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`if x:` as `if False:`, and so in a conditional expression or a comprehension."""
    if _is_condition(node, parents):
        yield cst.Name("False")


def operand_dropped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`a and b` as `a` and as `b`; so for `or`."""
    if isinstance(node, cst.BooleanOperation):
        yield from (node.left, node.right)


def not_dropped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`not a` as `a`."""
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
        yield node.expression


def boundary_moved(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`a < b` as `a <= b`; so for the other orders."""
    yield from _with_other_operator(node, _BOUNDARIES)


def comparison_reversed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`a == b` as `a != b`; so for the other comparisons. A whole condition is not: it is true and false already."""
    if not _is_condition(node, parents):
        yield from _with_other_operator(node, _OPPOSITES)


def _is_condition(node: cst.CSTNode, parents: Parents) -> bool:
    parent = parents[-1] if parents else None
    return isinstance(parent, cst.If | cst.IfExp | cst.CompIf) and node is parent.test


def _with_other_operator(
    node: cst.CSTNode, others: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]]
) -> Iterator[cst.CSTNode]:
    if not isinstance(node, cst.Comparison):
        return
    for index, target in enumerate(node.comparisons):
        if type(target.operator) in others:
            changed = target.with_changes(operator=others[type(target.operator)]())
            yield node.with_changes(comparisons=[*node.comparisons[:index], changed, *node.comparisons[index + 1 :]])
