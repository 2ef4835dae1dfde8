"""Which tests speak of what a piece of code speaks of."""

import ast
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

_WORD = re.compile(r"[A-Z]?[a-z]{2,}")


class Likeness:
    """Compares the words of code with those of test functions; a word that few tests use counts more.

    Args:
        functions: The text of each test function.
    """

    def __init__(self, functions: Mapping[str, str]) -> None:
        self._words = {name: words(text) for name, text in functions.items()}
        counts = Counter(word for found in self._words.values() for word in found)
        self._weights = {word: math.log(1 + len(functions) / count) for word, count in counts.items()}

    def to(self, text: str) -> dict[str, float]:
        """How much each test function is like a text: from 0 to 1, which the one that is most like it has."""
        wanted = words(text)
        found = {
            name: sum(self._weights[word] for word in wanted & theirs) / (1 + math.log(1 + len(theirs)))
            for name, theirs in self._words.items()
        }
        most = max(found.values(), default=0.0)
        return {name: value / most for name, value in found.items()} if most else {}


def words(text: str) -> frozenset[str]:
    """The words that a text is made of, those inside its names included."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def functions(root: Path, files: Iterable[str]) -> dict[str, str]:
    """The text of each test function, by its id, with the name of its file."""
    found = {}
    for file in files:
        text = (root / file).read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[f"{file}::{node.name}"] = f"{file} {ast.get_source_segment(text, node)}"
    return found
