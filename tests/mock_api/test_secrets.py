"""Neither problems nor the log quote a credential, a secret or a body."""

import httpx
import pytest

SECRET = "hunter-2-hunter-2"
SESSIONS = "/sessions"


@pytest.mark.parametrize(
    "fields",
    [
        {"user": "ann", "password": SECRET[:7]},
        {"user": SECRET, "password": SECRET},
        {"user": "ann", "password": SECRET, "other": SECRET},
        {"user": "ann", "password": [SECRET, SECRET]},
        {"user": "ann", "password": SECRET, "remember": SECRET, "rooms": SECRET, "place": SECRET},
    ],
)
def test_a_refused_form_is_not_quoted(workshop: httpx.Client, fields: dict[str, str | list[str]]) -> None:
    answer = workshop.post(SESSIONS, data=fields)

    assert answer.status_code == 422
    assert "hunter" not in answer.text


@pytest.mark.parametrize("pin", [SECRET, "hunt", [SECRET], {"a": SECRET}, 2222.5])
def test_a_refused_body_is_not_quoted(workshop: httpx.Client, pin: object) -> None:
    answer = workshop.post("/tools", json={"name": "saw", "pin": pin})

    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/pin"] * len(answer.json()["errors"])
    assert answer.status_code == 422
    assert "hunt" not in answer.text
    assert "2222" not in answer.text


def test_a_pin_that_fits_is_let_through(workshop: httpx.Client) -> None:
    assert workshop.post("/tools", json={"name": "saw", "pin": "1234"}).status_code == 201


def test_a_body_that_is_not_json_is_not_quoted(openlayer: httpx.Client) -> None:
    path = "/workspaces/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e/api-keys"

    answer = openlayer.post(path, content=SECRET, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400
    assert "hunter" not in answer.text


@pytest.mark.parametrize("authorization", [f"Basic {SECRET}", f"Bearer {SECRET} {SECRET}", SECRET])
def test_a_refused_credential_is_not_quoted(workshop: httpx.Client, authorization: str) -> None:
    answer = workshop.get("/tools", headers={"Authorization": authorization})

    assert answer.status_code == 401
    assert "hunter" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    "query", [f"limit={SECRET}", f"tags={SECRET}", f"where[price]={SECRET}", f"sort={SECRET}", f"colours={SECRET}"]
)
def test_a_refused_parameter_is_not_quoted(workshop: httpx.Client, query: str) -> None:
    answer = workshop.get(f"/tools?{query}")

    assert answer.status_code == 422
    assert "hunter" not in answer.text


def test_the_log_has_a_line_a_request_with_method_path_and_status(
    workshop: httpx.Client, workshop_log: list[str]
) -> None:
    workshop_log.clear()

    workshop.get(f"/tools?tags={SECRET}", headers={"X-Trace": SECRET, "Cookie": f"shop={SECRET}"})
    workshop.post(SESSIONS, data={"user": "ann", "password": SECRET})
    workshop.get("/nowhere%0a")

    assert workshop_log == ["GET /api/v2/tools 422", "POST /api/v2/sessions 200", "GET /api/v2/nowhere%0a 404"]


def test_the_log_shows_no_secret_that_stands_in_a_path(workshop: httpx.Client, workshop_log: list[str]) -> None:
    workshop_log.clear()

    assert workshop.post("/invitations/hunter").status_code == 201
    assert workshop.post(f"/invitations/{SECRET}").status_code == 422

    assert workshop_log == ["POST /api/v2/invitations/{code} 201", "POST /api/v2/invitations/{code} 422"]
