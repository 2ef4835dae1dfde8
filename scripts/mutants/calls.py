"""Changes to calls: what is called, with what, and whether anybody waits for it."""

from collections.abc import Iterator
from itertools import pairwise

import libcst as cst

Parents = tuple[cst.CSTNode, ...]

# Methods that make a text comparable or safe; without them there is a text still.
_TEXT_METHODS = frozenset("lower upper strip rstrip lstrip".split())
# Without these nothing would run at all, or everything as before.
_NOT_UNWRAPPED = frozenset("append get join len set_cookie_header staticmethod type".split())
# Calls whose last argument may be left out, and means something.
_WITH_DEFAULT = ("Error", "Fault", "get", "getattr", "pop", "wait_before")

# Where a call stands for its truth or for its effect alone, other operators leave it out.
_ALREADY_CHANGED = (cst.Raise, cst.Expr, cst.If, cst.IfExp, cst.UnaryOperation, cst.BooleanOperation, cst.NamedExpr)


def argument_dropped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A call without one of its keyword arguments, or without the last positional one where it may be left out."""
    if not isinstance(node, cst.Call):
        return
    for index, argument in enumerate(node.args):
        is_last = 0 < index == len(node.args) - 1 and _called(node).endswith(_WITH_DEFAULT)
        if argument.keyword is not None or argument.star or is_last:
            yield node.with_changes(args=[*node.args[:index], *node.args[index + 1 :]])


def arguments_swapped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A call in which two neighbouring arguments have each other's values: both of a kind, and named or attributes."""
    if not isinstance(node, cst.Call):
        return
    for index, (one, other) in enumerate(pairwise(node.args)):
        is_pair = type(one.value) is type(other.value) and (one.keyword is None) == (other.keyword is None)
        if is_pair and not one.star and (one.keyword is not None or isinstance(one.value, cst.Attribute)):
            pair = [one.with_changes(value=other.value), other.with_changes(value=one.value)]
            yield node.with_changes(args=[*node.args[:index], *pair, *node.args[index + 2 :]])


def fields_swapped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A call whose neighbouring arguments are calls alike, each with a name second: the names swapped."""
    if not isinstance(node, cst.Call):
        return
    for index, (one, other) in enumerate(pairwise(node.args)):
        if _is_named(one.value) and _is_named(other.value):
            pair = [_with_second(one, other), _with_second(other, one)]
            yield node.with_changes(args=[*node.args[:index], *pair, *node.args[index + 2 :]])


def call_unwrapped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`f(x)` as `x`: an escape, a check, a copy or `Nullable` left out."""
    if not isinstance(node, cst.Call) or len(node.args) != 1 or isinstance(parents[-1], _ALREADY_CHANGED):
        return
    only = node.args[0]
    is_literal = isinstance(only.value, cst.BaseString | cst.BaseNumber | cst.BaseList | cst.Tuple | cst.GeneratorExp)
    if only.keyword is None and not only.star and not is_literal and _called(node) not in _NOT_UNWRAPPED:
        yield only.value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def text_method_dropped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`text.lower()` as `text`; so for the methods that strip."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _TEXT_METHODS:
        yield node.func.value


def match_loosened(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`pattern.fullmatch(x)` as `pattern.match(x)`."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "fullmatch":
        yield node.with_changes(func=node.func.with_changes(attr=cst.Name("match")))


def await_dropped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`await x` as `x`."""
    if isinstance(node, cst.Await):
        yield node.expression


def other_error(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """An error of another class than the one that is meant."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and _called(node).endswith(("Error", "Fault")):
        yield node.with_changes(func=cst.Name("RuntimeError"))


def _called(call: cst.Call) -> str:
    """The last part of a called function's name."""
    match call.func:
        case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
            return name
        case _:
            return ""


def _is_named(value: cst.BaseExpression) -> bool:
    return isinstance(value, cst.Call) and len(value.args) > 1 and isinstance(value.args[1].value, cst.SimpleString)


def _with_second(argument: cst.Arg, other: cst.Arg) -> cst.Arg:
    call, donor = argument.value, other.value
    assert isinstance(call, cst.Call) and isinstance(donor, cst.Call)
    second = call.args[1].with_changes(value=donor.args[1].value)
    return argument.with_changes(value=call.with_changes(args=[call.args[0], second, *call.args[2:]]))
