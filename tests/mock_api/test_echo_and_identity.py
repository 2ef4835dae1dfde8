"""What the mock answers: the request's own fields, and an identity for what was created."""

import datetime
import re
from typing import Any
from uuid import UUID

import httpx
import pytest

WORKSPACE = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"
KEYS = f"/workspaces/{WORKSPACE}/api-keys"


def test_a_created_key_has_an_id_dates_and_a_secret(openlayer: httpx.Client) -> None:
    before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(milliseconds=1)

    key = created(openlayer.post(KEYS, json={"name": "My key"}))

    assert list(key) == ["id", "name", "dateCreated", "dateUpdated", "dateLastUsed", "secureKey"]
    assert UUID(key["id"]).version == 4
    assert key["dateCreated"] == key["dateUpdated"]
    assert key["dateCreated"].endswith("Z")
    assert before <= datetime.datetime.fromisoformat(key["dateCreated"]) <= datetime.datetime.now(datetime.UTC)
    assert key["dateLastUsed"] is None
    assert re.fullmatch(r"sk-ol-[A-Za-z0-9_-]{39}", key["secureKey"])


def test_every_key_is_another_one(openlayer: httpx.Client) -> None:
    keys = [created(openlayer.post(KEYS, json={"name": "Twin"})) for _ in range(3)]

    assert len({key["id"] for key in keys}) == 3
    assert len({key["secureKey"] for key in keys}) == 3


@pytest.mark.parametrize("body", [{"name": "My key"}, {"name": ""}, {"name": None}, {"name": "ключ 🔑"}, {}])
def test_a_name_is_echoed_as_it_was_sent_and_left_out_where_it_was(openlayer: httpx.Client, body: Any) -> None:
    key = created(openlayer.post(KEYS, json=body))

    assert {name: value for name, value in key.items() if name == "name"} == body


def test_text_that_utf_8_cannot_write_is_echoed_escaped(openlayer: httpx.Client) -> None:
    answer = openlayer.post(KEYS, content=rb'{"name": "\ud800"}', headers={"Content-Type": "application/json"})

    assert created(answer)["name"] == "\ud800"


def test_a_body_may_be_omitted_where_it_is_not_required(openlayer: httpx.Client) -> None:
    assert "name" not in created(openlayer.post(KEYS))
    assert "name" not in created(openlayer.post(KEYS, headers={"Content-Type": "application/json"}))


def test_fields_that_the_answer_does_not_have_are_not_echoed(openlayer: httpx.Client) -> None:
    assert "colour" not in created(openlayer.post(KEYS, json={"colour": "red"}))


def test_a_field_that_the_answer_has_in_another_shape_is_not_echoed(workshop: httpx.Client) -> None:
    assert "colour" not in created(workshop.post("/tools", json={"name": "saw", "colour": 7}))
    assert created(workshop.post("/tools", json={"name": "saw", "colour": "red"}))["colour"] == "red"


def test_fields_are_echoed_through_all_of_and_required_ones_are_made(workshop: httpx.Client) -> None:
    tool = created(workshop.post("/tools", json={"name": "saw", "nick": None}))

    assert tool["name"] == "saw"
    assert tool["nick"] is None
    assert tool["price"] > 0
    assert tool["maker"] == {"mail": "someone@example.com"}
    assert tool["soldAt"] is None
    assert "parent" not in tool


def test_a_secret_is_no_longer_than_the_document_lets_it_be(workshop: httpx.Client) -> None:
    keys = {created(workshop.post("/tools", json={"name": "saw"}))["key"] for _ in range(3)}

    assert len(keys) == 3
    assert {len(key) for key in keys} == {20}


def test_an_id_in_the_path_is_that_of_what_is_read(workshop: httpx.Client) -> None:
    assert workshop.get(f"/tools/{WORKSPACE}").json()["id"] == WORKSPACE


def test_an_id_in_the_path_is_not_that_of_what_is_created_below_it(workshop: httpx.Client) -> None:
    assert created(workshop.post(f"/tools/{WORKSPACE}/parts"))["id"] != WORKSPACE


def test_whole_numbers_count_up_where_they_are_an_id(workshop: httpx.Client) -> None:
    first, second = (created(workshop.post("/invitations/abc"))["id"] for _ in range(2))

    assert second == first + 1


def test_other_path_parameters_are_echoed(workshop: httpx.Client) -> None:
    assert created(workshop.post("/invitations/a%20b"))["code"] == "a b"


def test_what_was_created_is_listed_in_its_order_and_needs_no_token(
    openlayer: httpx.Client, without_token: httpx.Client
) -> None:
    listing = str(openlayer.base_url.join("/__created"))
    before = without_token.get(listing).json()
    keys = [created(openlayer.post(KEYS, json={"name": name})) for name in ("one", "two")]

    assert without_token.get(listing).json() == [*before, *keys]


def test_refused_requests_and_reads_create_nothing(workshop: httpx.Client) -> None:
    listing = workshop.base_url.join("/__created")
    before = workshop.get(listing).json()

    assert workshop.post("/tools", json={}).status_code == 422
    assert workshop.get(f"/tools/{WORKSPACE}").status_code == 200
    assert workshop.get(listing).json() == before


def created(answer: httpx.Response) -> dict[str, Any]:
    """What a successful POST made."""
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made
