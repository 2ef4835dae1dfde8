"""Find the OpenAPI document in what a publisher serves: a Markdown page that fences it, or the document itself."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

import documents
from problems import Problem

_LINE_END = re.compile(r"\r\n?|\n")
_REMEDY = "name a page with one fenced OpenAPI block, or an OpenAPI document in YAML or JSON"
# A version must follow: the front matter of a page can say `openapi: POST /keys`.
_VERSION_LINE = re.compile(r"""^["']?openapi["']?\s*:\s*["']?\d""", re.MULTILINE)
_JSON_VERSION = re.compile(r"""^\s*\{.*?"openapi"\s*:\s*"\d""", re.DOTALL)


@dataclass(frozen=True)
class Extract:
    """The text of an OpenAPI document, and the number of lines above it in what it was taken from."""

    text: str
    lines_above: int = 0

    def parse(self, where: Path | str) -> dict[str, Any]:
        """The document that the text holds; messages count lines from the top of the page.

        Raises:
            Problem: `documents.parse` refuses the text.
        """
        return documents.parse(("\n" * self.lines_above + self.text).encode(), where)


def extract(content: bytes, where: Path | str) -> Extract:
    """The one OpenAPI document in `content`, verbatim.

    Raises:
        Problem: There is none, or more than one, or the content is not text.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(where, f"is not UTF-8 text (byte {error.start})", _REMEDY) from None
    if _JSON_VERSION.match(text) or (not _has_fence(text) and _VERSION_LINE.search(text)):
        return Extract(text)
    fences = _fences(text)
    covered = {line for fence in fences for line in range(fence.first, fence.last)}
    outside = "\n".join(line for number, line in enumerate(_LINE_END.split(text)) if number not in covered)
    if _VERSION_LINE.search(outside):
        return Extract(text)
    shown = [fence for fence in fences if not fence.is_commented_out]
    found = [fence for fence in shown if _VERSION_LINE.search(fence.text) or _JSON_VERSION.match(fence.text)]
    if not found:
        raise Problem(where, "holds no OpenAPI document", _REMEDY)
    if len(found) > 1:
        lines = " and ".join(f"line {fence.first + 1}" for fence in found)
        raise Problem(where, f"holds {len(found)} OpenAPI documents ({lines})", _REMEDY)
    return Extract(found[0].text, found[0].first + 1)


@dataclass(frozen=True)
class _Fence:
    text: str
    is_commented_out: bool
    first: int
    last: int


# Publishers write MDX, in which indented text is no code and a tag needs no blank line around it:
# only the rules that both dialects share are on.
_MARKDOWN = MarkdownIt("zero").enable(["blockquote", "fence", "list"])


def _has_fence(text: str) -> bool:
    return "```" in text or "~~~" in text


def _fences(text: str) -> list[_Fence]:
    found = []
    is_commented_out = False
    for token in _MARKDOWN.parse(text):
        if token.type == "inline":
            opened, closed = token.content.rfind("<!--"), token.content.rfind("-->")
            is_commented_out = opened > closed if opened != closed else is_commented_out
        elif token.type == "fence" and token.map:
            found.append(_Fence(token.content, is_commented_out, *token.map))
    return found
