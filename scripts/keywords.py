"""Which words of OpenAPI the generated client understands; everything else is refused, never dropped."""

from collections.abc import Mapping
from pathlib import Path

from problems import Problem

# Documentation: no effect on what is sent or accepted.
NOTES = frozenset(
    "title description summary example examples deprecated externalDocs xml default readOnly writeOnly "
    "$comment tags operationId".split()
)
SCHEMA = NOTES | frozenset(
    "$ref type format nullable enum const minLength maxLength pattern minimum maximum exclusiveMinimum "
    "exclusiveMaximum multipleOf items minItems maxItems uniqueItems properties required additionalProperties "
    "minProperties maxProperties oneOf anyOf allOf discriminator".split()
)
PARAMETER = NOTES | frozenset("name in required style explode schema content allowEmptyValue allowReserved".split())
MEDIA_TYPE = NOTES | {"schema"}
REQUEST_BODY = NOTES | {"content", "required", "$ref"}
ANSWER = NOTES | {"content", "headers", "links", "$ref"}
OPERATION = NOTES | frozenset("parameters requestBody responses security".split())
PATH_ITEM = NOTES | frozenset("parameters get put post delete options head patch trace".split())
ROOT = NOTES | frozenset("openapi info servers paths components jsonSchemaDialect".split())


def refuse_unknown(
    node: Mapping[str, object], known: frozenset[str], kind: str, pointer: str, where: Path | str
) -> None:
    """Raise a `Problem` for the first key of `node` that is neither known nor an extension (`x-…`)."""
    for key in node:
        if key not in known and not key.startswith("x-"):
            remedy = "replace or remove it with an action in the overlay"
            raise Problem(where, f"{kind} keyword {key!r} is not supported", remedy, pointer)


def constraints(schema: Mapping[str, object], *allowed: str) -> list[str]:
    """The keywords of a schema that say something of its values, but for `$ref` and those that are `allowed`."""
    return [key for key in schema if key not in NOTES and key not in ("$ref", *allowed) and not key.startswith("x-")]
