"""Changes to texts: names, paths, methods, content types, statuses, separators and patterns. Prose is left alone."""

import re
from collections.abc import Iterator

import libcst as cst

Parents = tuple[cst.CSTNode, ...]

# Two words in a row: written for people, and changed without harm.
_PROSE = re.compile(r"\w[,;]? \w")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")
_STATUS = re.compile(r"[1-5][0-9]{2}")
_PATH = re.compile(r"/[\w/{}.-]*\w[\w/{}.-]*")
_CONTENT_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
# A character by its code, a repetition after a class or a group, or a number of repetitions; escapes are skipped.
_PATTERN_PART = re.compile(
    r"\\x(?P<code>[0-9a-f]{2})|\\.|(?<=[\])])(?P<many>[+*])(?!\])|(?<=[\])])(?P<optional>\?)"
    r"|\{(?P<least>\d+)(?P<most>,\d+)?\}"
)


def method_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """An HTTP method as POST, POST as PUT."""
    if _text(node) in _METHODS:
        yield _literal("PUT" if _text(node) == "POST" else "POST")


def status_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A status of the document as the one before or after it: 200 for 201."""
    text = _text(node)
    if text is not None and _STATUS.fullmatch(text):
        yield _literal(str(int(text) + (1 if text.endswith("0") else -1)))


def path_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A path with an addition to its last segment."""
    text = _text(node)
    if text is not None and _PATH.fullmatch(text):
        yield _literal(f"{text}x")


def content_type_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A content type as another one."""
    text = _text(node)
    if text is not None and _CONTENT_TYPE.fullmatch(text):
        yield _literal("application/x-other")


def text_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """Any other text that is no prose, no pattern, no key and no annotation: with an addition."""
    is_key = isinstance(parents[-1], cst.DictElement) and node is parents[-1].key if parents else False
    if isinstance(node, cst.SimpleString) and not is_key and not _is_special(node, parents):
        yield node.with_changes(value=f"{node.prefix}{node.quote}{node.raw_value}x{node.quote}")


def escape_loosened(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """An escape that lets `/` through."""
    if isinstance(node, cst.Arg) and _is_safe(node):
        yield node.with_changes(value=_literal("/"))


def part_dropped(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A formatted text that is no prose, without one of the values in it."""
    if not isinstance(node, cst.FormattedString) or _is_prose(node):
        return
    for index, part in enumerate(node.parts):
        if isinstance(part, cst.FormattedStringExpression):
            yield node.with_changes(parts=[*node.parts[:index], *node.parts[index + 1 :]])


def pattern_changed(node: cst.CSTNode, parents: Parents) -> Iterator[cst.CSTNode]:
    """A regular expression in which one repetition, or one character that has a code, is another."""
    if not isinstance(node, cst.SimpleString) or not _is_pattern(node, parents):
        return
    raw = node.raw_value
    for part in _PATTERN_PART.finditer(raw):
        changed = _other_part(part)
        if changed is not None:
            text = raw[: part.start()] + changed + raw[part.end() :]
            yield node.with_changes(value=f"{node.prefix}{node.quote}{text}{node.quote}")


def _other_part(part: re.Match[str]) -> str | None:
    if part["code"] and part["code"] != "00":
        return f"\\x{int(part['code'], 16) - 1:02x}"
    if part["many"]:
        return "*" if part["many"] == "+" else "+"
    if part["optional"]:
        return ""
    if part["most"]:
        return f"{{{part['least']},{int(part['most'][1:]) + 1}}}"
    return f"{{{int(part['least']) + 1}}}" if part["least"] else None


def _is_special(node: cst.SimpleString, parents: Parents) -> bool:
    text = _text(node)
    if text is not None and (text in _METHODS or any(kind.fullmatch(text) for kind in (_STATUS, _PATH, _CONTENT_TYPE))):
        return True
    return _is_prose(*parents, node) or _is_pattern(node, parents) or _is_codec_or_type(parents)


def _is_prose(*nodes: cst.CSTNode) -> bool:
    """Whether a text, or the formatted or concatenated one that it is part of, has two words in a row."""
    whole = next(node for node in nodes if isinstance(node, cst.BaseString))
    return _PROSE.search(cst.Module(body=[]).code_for_node(whole)) is not None


def _is_pattern(node: cst.SimpleString, parents: Parents) -> bool:
    call = next((parent for parent in reversed(parents) if isinstance(parent, cst.Call)), None)
    return (
        call is not None
        and isinstance(call.func, cst.Attribute)
        and isinstance(call.func.value, cst.Name)
        and call.func.value.value == "re"
    )


def _is_codec_or_type(parents: Parents) -> bool:
    """Whether a text is what `encode`, `decode` or `cast` takes, or what `quote` holds safe."""
    call = parents[-2] if len(parents) > 1 else None
    match call:
        case cst.Call(func=cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name))):
            return name in ("cast", "decode", "encode", "quote")
        case _:
            return False


def _is_safe(argument: cst.Arg) -> bool:
    return argument.keyword is not None and argument.keyword.value == "safe"


def _text(node: cst.CSTNode) -> str | None:
    if not isinstance(node, cst.SimpleString) or "r" in node.prefix:
        return None
    value = node.evaluated_value
    return value if isinstance(value, str) else None


def _literal(text: str) -> cst.SimpleString:
    return cst.SimpleString(f'"{text}"')
