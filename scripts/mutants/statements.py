"""Changes to statements: one left out, or one that ends otherwise."""

from collections.abc import Iterator

import libcst as cst

Parents = tuple[cst.CSTNode, ...]


def raise_removed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`raise x` as nothing: a check without consequence."""
    if isinstance(node, cst.Raise):
        yield cst.Pass()


def cause_shown(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`raise x from None` as `raise x`: the traceback tells what came before."""
    if isinstance(node, cst.Raise) and node.cause is not None:
        yield node.with_changes(cause=None, whitespace_after_raise=cst.SimpleWhitespace(" "))


def call_removed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A statement that is a call, or waits for one, as nothing: a close, a check of the time, an addition."""
    if isinstance(node, cst.Expr) and isinstance(node.value, cst.Call | cst.Await | cst.Yield):
        yield cst.Pass()


def deletion_removed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`del x` as nothing: what a traceback could show stays."""
    if isinstance(node, cst.Del):
        yield cst.Pass()


def assignment_removed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`x.a = y`, `x[k] = y` and `x += y` as nothing, outside `__init__`."""
    if isinstance(node, cst.AugAssign) or (_assigns_to_part(node) and not _in_init(parents)):
        yield cst.Pass()


def return_null(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`return x` as `return None`."""
    if isinstance(node, cst.Return) and node.value is not None and not _is_constant(node.value):
        yield node.with_changes(value=cst.Name("None"))


def loop_left(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`continue` as `break`."""
    if isinstance(node, cst.Continue):
        yield cst.Break()


def nothing_caught(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """`except X:` as `except ():`."""
    if parents and isinstance(parents[-1], cst.ExceptHandler) and node is parents[-1].type:
        yield cst.Tuple(elements=[], lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def base_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """An error class that is no kind of one of its bases."""
    is_base = isinstance(node, cst.Name) and len(parents) > 1 and isinstance(parents[-2], cst.ClassDef)
    if is_base and isinstance(node, cst.Name) and node.value.endswith("Error"):
        yield cst.Name("Exception")


def _assigns_to_part(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.AnnAssign):
        return isinstance(node.target, cst.Attribute | cst.Subscript)
    return isinstance(node, cst.Assign) and isinstance(node.targets[0].target, cst.Attribute | cst.Subscript)


def _in_init(parents: Parents) -> bool:
    function = next((parent for parent in reversed(parents) if isinstance(parent, cst.FunctionDef)), None)
    return function is not None and function.name.value == "__init__"


def _is_constant(value: cst.BaseExpression) -> bool:
    return isinstance(value, cst.Name) and value.value in ("None", "True", "False")
