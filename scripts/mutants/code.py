"""Every mutant of a package, made from the syntax trees of its modules."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

from mutants import calls, conditions, statements, texts, values
from mutants.mutant import Mutant

Operator = Callable[[cst.CSTNode, tuple[cst.CSTNode, ...]], Iterator[cst.CSTNode]]

OPERATORS: dict[str, Operator] = {
    "condition true": conditions.condition_true,
    "condition false": conditions.condition_false,
    "operand dropped": conditions.operand_dropped,
    "not dropped": conditions.not_dropped,
    "boundary moved": conditions.boundary_moved,
    "comparison reversed": conditions.comparison_reversed,
    "number changed": values.number_changed,
    "flag flipped": values.flag_flipped,
    "unset to null": values.unset_to_null,
    "arithmetic changed": values.arithmetic_changed,
    "alternative dropped": values.alternative_dropped,
    "element dropped": values.element_dropped,
    "entries swapped": values.entries_swapped,
    "method changed": texts.method_changed,
    "status changed": texts.status_changed,
    "path changed": texts.path_changed,
    "content type changed": texts.content_type_changed,
    "text changed": texts.text_changed,
    "escape loosened": texts.escape_loosened,
    "part dropped": texts.part_dropped,
    "pattern changed": texts.pattern_changed,
    "argument dropped": calls.argument_dropped,
    "arguments swapped": calls.arguments_swapped,
    "fields swapped": calls.fields_swapped,
    "call unwrapped": calls.call_unwrapped,
    "text method dropped": calls.text_method_dropped,
    "match loosened": calls.match_loosened,
    "await dropped": calls.await_dropped,
    "other error": calls.other_error,
    "raise removed": statements.raise_removed,
    "cause shown": statements.cause_shown,
    "call removed": statements.call_removed,
    "deletion removed": statements.deletion_removed,
    "assignment removed": statements.assignment_removed,
    "return null": statements.return_null,
    "loop left": statements.loop_left,
    "nothing caught": statements.nothing_caught,
    "base changed": statements.base_changed,
}

_TYPE_NAME = re.compile(r"_?[A-Z][a-z]\w*|[A-Z]")


def of_package(package: Path) -> list[Mutant]:
    """The mutants of every module of a package, in the order of modules, places and operators."""
    modules = sorted(path.relative_to(package).as_posix() for path in package.rglob("*.py"))
    return [mutant for module in modules for mutant in of_module(module, (package / module).read_text("utf-8"))]


def of_module(module: str, text: str) -> list[Mutant]:
    """The mutants of one module, no two of them alike."""
    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    spans = wrapper.resolve(ByteSpanPositionProvider)
    content = text.encode("utf-8")
    found: dict[str, Mutant] = {}
    for node, parents in _nodes(wrapper.module, ()):
        for name, operator in OPERATORS.items():
            for changed in operator(node, parents):
                span = spans[node]
                new = wrapper.module.code_for_node(changed).encode("utf-8")
                mutated = content[: span.start] + new + content[span.start + span.length :]
                mutant = Mutant(name, module, text, mutated.decode("utf-8"))
                found.setdefault(mutant.mutated, mutant)
    found.pop(text, None)
    return list(found.values())


def _nodes(
    node: cst.CSTNode, parents: tuple[cst.CSTNode, ...]
) -> Iterator[tuple[cst.CSTNode, tuple[cst.CSTNode, ...]]]:
    """The nodes that say what a module does, each with those around it."""
    yield node, parents
    for child in _children(node):
        if not _says_nothing(child):
            yield from _nodes(child, (*parents, node))


def _children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The parts of a node, without the names that it gives."""
    match node:
        case cst.Arg() | cst.Attribute() | cst.NamedExpr():
            return [node.value]
        case cst.AnnAssign() | cst.Assign():
            return [node.value] if node.value is not None else []
        case cst.Param():
            return [node.default] if node.default is not None else []
        case cst.For() | cst.CompFor():
            return [child for child in node.children if child is not node.target]
        case cst.FunctionDef() | cst.ClassDef():
            return [child for child in node.children if child is not node.name]
        case cst.AsName():
            return []
        case _:
            return list(node.children)


def _says_nothing(node: cst.CSTNode) -> bool:
    """Whether a node is a docstring, an annotation, a type, an import, an assertion, or a list of public names."""
    match node:
        case cst.Annotation() | cst.ImportFrom() | cst.Import() | cst.Assert():
            return True
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True
        case cst.If(test=cst.Name(value="TYPE_CHECKING")):
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
            return name in ("__all__", "__slots__") or _TYPE_NAME.fullmatch(name) is not None
        case _:
            return False
