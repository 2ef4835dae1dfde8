"""The mock asks for the credentials that an operation is secured with."""

import httpx
import pytest

KEYS = "/workspaces/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e/api-keys"


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Basic dTpw", "token", "Bearer two words"])
def test_a_request_without_a_bearer_token_is_refused_with_401(
    openlayer: httpx.Client, without_token: httpx.Client, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}

    answer = without_token.post(f"{openlayer.base_url}{KEYS.removeprefix('/')}", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "The operation is secured; send a credential (Bearer)."


def test_the_name_of_the_scheme_may_be_in_any_case(openlayer: httpx.Client) -> None:
    assert openlayer.post(KEYS, headers={"Authorization": "bEARER token"}).status_code == 201


def test_an_operation_that_is_not_secured_asks_for_no_token(
    workshop: httpx.Client, without_token: httpx.Client
) -> None:
    tool = f"{workshop.base_url}tools/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"

    assert without_token.delete(tool).status_code == 204
    assert without_token.get(tool).status_code == 401


def test_one_alternative_without_credentials_opens_an_operation(
    workshop: httpx.Client, without_token: httpx.Client
) -> None:
    fields = {"user": "ann", "password": "12345678"}

    assert without_token.post(f"{workshop.base_url}sessions", data=fields).status_code == 200


@pytest.mark.parametrize("headers", [{"X-Key": "k"}, {"Authorization": "Basic dTpw"}])
def test_any_documented_alternative_of_credentials_will_do(
    workshop: httpx.Client, without_token: httpx.Client, headers: dict[str, str]
) -> None:
    keyed = f"{workshop.base_url}keyed"

    assert without_token.get(keyed, headers=headers).status_code == 204
    assert without_token.get(keyed).headers["www-authenticate"] == "ApiKey, Basic"
    assert workshop.get("/keyed").status_code == 401
