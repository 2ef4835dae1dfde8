"""Which documented answer a status is, and how its content is read."""

import pytest

from openlayer_client._answers import Answer, Answers, Received
from openlayer_client._schemas import Binary, Boolean, Map, Null, SchemaFault, String

NOTHING = Answer("none", Null())
TEXT = Answer("text", String())
FLAGS = Answer("json", Map(Boolean()))


def received(status: int, content: bytes = b"") -> Received:
    return Received("GET", "/things", status, {}, content)


def test_a_code_comes_before_its_range_and_a_range_before_default() -> None:
    answers = Answers({"2XX": TEXT, "default": FLAGS, "201": NOTHING})
    found = [answers.success(received(status)) for status in (200, 201, 299, 300, 400)]
    assert found == [TEXT, NOTHING, TEXT, None, None]


@pytest.mark.parametrize(("status", "succeeds"), [(199, False), (200, True), (299, True), (300, False), (400, False)])
def test_a_default_answer_alone_is_a_success_for_2xx(status: int, succeeds: bool) -> None:
    for documented in ({"default": TEXT}, {"404": NOTHING, "5XX": NOTHING, "default": TEXT}):
        assert Answers(documented).success(received(status)) == (TEXT if succeeds else None)


@pytest.mark.parametrize("status", ["201", "304", "3XX", "100", "1XX"])
def test_a_default_answer_is_an_error_beside_any_documented_success(status: str) -> None:
    assert Answers({status: NOTHING, "default": TEXT}).success(received(204)) is None


@pytest.mark.parametrize("status", [399, 400])
def test_only_a_status_below_400_is_a_success(status: int) -> None:
    answers = Answers({"399": TEXT, "400": TEXT})
    assert answers.success(received(status)) == (TEXT if status < 400 else None)


def test_text_and_bytes_are_read_as_they_are_and_what_is_not_documented_not_at_all() -> None:
    answers = Answers({})
    assert answers.parse(TEXT, received(200, b"null")) == "null"
    assert answers.parse(Answer("bytes", Binary()), received(200, b"\xff")) == b"\xff"
    assert answers.parse(NOTHING, received(200, b"\xff")) is None
    with pytest.raises(SchemaFault, match="UTF-8"):
        answers.parse(TEXT, received(200, b"\xff"))


def test_an_error_is_read_by_its_code_its_range_or_default() -> None:
    answers = Answers({"404": TEXT, "4XX": FLAGS, "default": Answer("json", String())})
    assert answers.parse_error(received(404, b'"x"')) == '"x"'
    assert answers.parse_error(received(400, b'{"a": true}')) == {"a": True}
    assert answers.parse_error(received(500, b'"x"')) == "x"
    assert answers.parse_error(received(500, b"5")) is None
    assert Answers({"404": TEXT}).parse_error(received(400, b"x")) is None
