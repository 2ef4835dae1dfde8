"""How a value stands in a URL, a header or a form: as text that says it and nothing else."""

import re
from typing import Any

from contract import formats
from contract.judge import Judge
from contract.schema import Schema

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


class Spelling:
    """Compares texts with the JSON values that they should spell."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def spells(self, schema: Schema, text: str, value: Any) -> bool:
        """Whether `text` is `value`."""
        if schema.kind == "union":
            schema = self._judge.variant(schema, value) or schema
        if isinstance(value, bool):
            return text == str(value).lower()
        if isinstance(value, int) and schema.kind != "number":
            return text == str(value)
        if isinstance(value, int | float):
            return _NUMBER.fullmatch(text) is not None and float(text) == value
        if schema.kind == "string" and schema.format == "date-time":
            return formats.conforms(text, "date-time") and formats.instant(text) == formats.instant(value)
        if schema.kind == "string" and schema.format == "uuid":
            return text.lower() == str(value).lower()
        return bool(text == value)

    def spells_all(self, schema: Schema, texts: list[str], values: list[Any]) -> bool:
        """Whether `texts` are the items of an array."""
        pairs = zip(texts, values, strict=False)
        return len(texts) == len(values) and all(self.spells(schema.items, text, value) for text, value in pairs)
