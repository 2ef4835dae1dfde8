"""What is taken from a page, whatever stands around it."""

import json
import re

import pytest

import documents
import pages
from pipeline.update_tools import CREATE
from problems import Problem

_FENCE = re.search(r"^````yaml.*?\n(.*?)^````$", CREATE, re.DOTALL | re.MULTILINE)
DOCUMENT = _FENCE.group(1) if _FENCE else ""
SMALL = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"


def extract(text: str | bytes) -> pages.Extract:
    return pages.extract(text.encode() if isinstance(text, str) else text, "page.md")


def test_the_fenced_document_is_taken_byte_for_byte_from_among_notes_and_other_fences() -> None:
    assert len(DOCUMENT) > 1000
    assert extract(CREATE).text == DOCUMENT


@pytest.mark.parametrize(
    "text",
    [
        f"# Page\n```yaml\n{SMALL}```\n",
        f"# Page\n~~~\n{SMALL}~~~\n",
        f"<Note>\n```yaml\n{SMALL}```\n</Note>\n",
        "<Tab>\n\n    ```yaml\n" + "".join(f"    {line}\n" for line in SMALL.splitlines()) + "    ```\n</Tab>\n",
        "- a list\n\n  ```yaml\n" + "".join(f"  {line}\n" for line in SMALL.splitlines()) + "  ```\n",
        f"---\ntitle: Keys\nopenapi: post /keys\n---\n\n```yaml\n{SMALL}```\n",
        f"<!-- A remark. -->\n\n```yaml\n{SMALL}```\n",
        f"# Page\r\n```yaml\r\n{SMALL}```\r\n",
        f"# Page\n```yaml\n{SMALL}",
    ],
    ids=["backticks", "tildes", "in a tag", "indented", "in a list", "front matter", "remark", "crlf", "open"],
)
def test_a_fence_is_found_however_it_is_written(text: str) -> None:
    assert extract(text).text == SMALL


@pytest.mark.parametrize(
    "text",
    [
        SMALL,
        "# A comment\n---\n" + SMALL,
        json.dumps(documents.parse(SMALL.encode(), "")),
        json.dumps(documents.parse(SMALL.encode(), ""), indent=4),
        "components:\n  schemas:\n    A:\n      description: |\n        ```json\n        {}\n        ```\n" + SMALL,
        DOCUMENT,
    ],
    ids=["yaml", "comment first", "json", "indented json", "version after a fence", "fences in descriptions"],
)
def test_a_document_without_a_page_around_it_is_taken_whole(text: str) -> None:
    assert extract(text).text == text


def test_a_byte_order_mark_is_left_out() -> None:
    assert extract(b"\xef\xbb\xbf" + SMALL.encode()).text == SMALL


def test_messages_count_lines_from_the_top_of_the_page() -> None:
    with pytest.raises(Problem, match=r"page\.md: .*duplicate key 'info' \(line 6, "):
        extract(f"# Page\n\n```yaml\n{SMALL.replace('paths', 'info')}```\n").parse("page.md")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"```yaml\n{SMALL}```\n\n```yaml\n{SMALL}```\n", r"holds 2 OpenAPI documents \(line 1 and line 7\)"),
        (f"<!--\n```yaml\n{SMALL}```\n-->\n", "holds no OpenAPI document"),
        ("# Page\n```yaml\nopenapi: post /keys\n```\n", "holds no OpenAPI document"),
        ("<html><body>Not found</body></html>", "holds no OpenAPI document"),
        ("", "holds no OpenAPI document"),
        (b"\xff\xfe", "is not UTF-8 text"),
    ],
    ids=["two", "commented out", "no version", "html", "empty", "not text"],
)
def test_a_page_without_exactly_one_document_is_refused(text: str | bytes, what: str) -> None:
    with pytest.raises(Problem, match=what):
        extract(text)
