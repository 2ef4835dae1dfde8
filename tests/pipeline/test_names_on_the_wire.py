"""Names and values of the document reach the wire character for character."""

import json

import pytest

from pipeline.commands import Done, Workplace
from pipeline.samples import TEXT, Json, answering, document, operation, parameter, record, ref

NAMES = [
    "plain",
    "a\nb",
    "tab\t",
    "soft\xadhyphen",
    "zero\u200bwidth",
    "\u2028",
    "\x7f",
    "\x01",
    "😀",
    "\ue000",
    '"',
    "\\",
    "{}",
    " ",
]
READ = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from openlayer_client.models import Thing
data = json.loads(Path(sys.argv[2]).read_text())
thing = Thing.from_dict(data)
unknown = list(thing.additional_properties)
assert not unknown, unknown
assert thing.to_dict() == data, thing.to_dict()
"""
CALL = """
import json, sys
from inspect import signature
from pathlib import Path
from urllib.parse import parse_qsl
import httpx
sys.path.insert(0, sys.argv[1])
from openlayer_client import Client
from openlayer_client.api import get_things

names = json.loads(Path(sys.argv[2]).read_text())
sent = []
def answer(request):
    sent.append(request)
    return httpx.Response(204)
with Client(httpx_args={"transport": httpx.MockTransport(answer)}) as client:
    arguments = [name for name in signature(get_things.sync).parameters if name != "client"]
    get_things.sync(client=client, **{name: "x" for name in arguments})
found = [name for name, value in parse_qsl(sent[0].url.query.decode())]
assert found == names, found
"""


def run(script: str, data: object, workplace: Workplace) -> Done:
    (workplace.folder / "script.py").write_text(script)
    (workplace.folder / "data.json").write_text(json.dumps(data))
    return workplace.generator.run(
        workplace.folder / "script.py", workplace.output, workplace.folder / "data.json", cwd=workplace.folder
    )


def test_property_names_are_read_and_written_as_they_are(workplace: Workplace) -> None:
    made = document(schemas={"Thing": record(dict.fromkeys(NAMES, TEXT))})
    assert workplace.generate(made) == Done(0, "", "")
    done = run(READ, dict.fromkeys(NAMES, "x"), workplace)
    assert done == Done(0, "", ""), done.err


def test_parameter_names_are_sent_as_they_are(workplace: Workplace) -> None:
    made = document({"/things": {"get": operation(parameters=[parameter(name) for name in NAMES])}})
    assert workplace.generate(made) == Done(0, "", "")
    done = run(CALL, NAMES, workplace)
    assert done == Done(0, "", ""), done.err


def test_enum_values_are_read_and_written_as_they_are(workplace: Workplace) -> None:
    made = document(schemas={"Thing": record({"list": {"type": "array", "items": {"type": "string", "enum": NAMES}}})})
    assert workplace.generate(made) == Done(0, "", "")
    done = run(READ, {"list": NAMES}, workplace)
    assert done == Done(0, "", ""), done.err


def choice(values: list[str], property_name: str) -> Json:
    variant = record({property_name: TEXT}, required=[property_name])
    mapping = {value: f"#/components/schemas/{'AB'[number % 2]}" for number, value in enumerate(values)}
    one = {"oneOf": [ref("A"), ref("B")], "discriminator": {"propertyName": property_name, "mapping": mapping}}
    schemas = {"A": variant, "B": variant, "Thing": record({"list": {"type": "array", "items": one}})}
    return document({"/things": {"get": answering(ref("Thing"))}}, schemas=schemas)


@pytest.mark.parametrize("property_name", ["kind", "😀"])
def test_discriminators_are_read_and_written_as_they_are(property_name: str, workplace: Workplace) -> None:
    assert workplace.generate(choice(NAMES, property_name)) == Done(0, "", "")
    done = run(READ, {"list": [{property_name: value} for value in NAMES]}, workplace)
    assert done == Done(0, "", ""), done.err
