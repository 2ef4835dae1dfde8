"""Parameters in the styles of OpenAPI, and form fields: what fits is let through, what does not is named."""

from typing import Any

import httpx
import pytest

# Each row: the query, then the same with one thing wrong, and what is said about it.
QUERIES = [
    ("limit=1", "limit=0", "limit", "must be at least 1"),
    ("limit=100", "limit=101", "limit", "must be at most 100"),
    ("limit=10", "limit=1_0", "limit", 'must be of type ["integer", "null"]'),
    ("limit=10", "limit=10.0", "limit", 'must be of type ["integer", "null"]'),
    ("limit=10", "limit=", "limit", 'must be of type ["integer", "null"]'),
    ("limit=10", "limit=10&limit=11", "limit", "is given more than once"),
    ("full=true", "full=True", "full", "must be of type boolean"),
    ("full=false", "full=no", "full", "must be of type boolean"),
    ("since=2026-01-31T23:59:60Z", "since=2026-01-31", "since", "must be of format date-time"),
    (
        "since=2026-01-31t23:59:59.123456789%2B01:00",
        "since=2026-01-31T23:59:59",
        "since",
        "must be of format date-time",
    ),
    ("tags=a&tags=b,c&tags=", "tags=a&tags=longer", "tags", "/1: must have a length of at most 5"),
    ("sizes=1,2,3", "sizes=1%2C2", "sizes", "/0: must be of type integer"),
    ("sizes=-7", "sizes=1&sizes=2", "sizes", "is given more than once"),
    ("colours=red%7Cgreen", "colours=red,green", "colours", '/0: must be one of ["red", "bright red", "green"]'),
    ("colours=bright+red|red", "colours=", "colours", '/0: must be one of ["red", "bright red", "green"]'),
    ("handles=1%202+3", "handles=1,2", "handles", "/0: must be of type integer"),
    ("where[price]=1e2&where[inStock]=true", "where[inStock]=1", "where", "/inStock: must be of type boolean"),
    ("where%5Byears%5D=1&where[years]=2", "where[years]=x", "where", "/years/0: must be of type integer"),
    ("lat=-1.5", "lat=north", "near", "/lat: must be of type number"),
    ('sort={"price":1}', 'sort={"price":"1"}', "sort", "/price: must be of type number"),
    ('sort={"price":1}', "sort={price:1}", "sort", "must be JSON"),
]


@pytest.mark.parametrize(("fitting", "breaking", "name", "detail"), QUERIES)
def test_a_query_that_breaks_the_document_is_refused_and_its_neighbour_is_not(
    workshop: httpx.Client, fitting: str, breaking: str, name: str, detail: str
) -> None:
    assert workshop.get(f"/tools?{fitting}").status_code == 200
    assert faults(workshop.get(f"/tools?{breaking}")) == [{"parameter": name, "in": "query", "detail": detail}]


def test_undocumented_query_parameters_are_let_through(workshop: httpx.Client) -> None:
    assert workshop.get("/tools?unknown=1").status_code == 200


def test_a_parameter_of_the_path_item_holds_for_its_operations(workshop: httpx.Client) -> None:
    assert workshop.get("/tools", headers={"x-trace": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"}).status_code == 200
    assert faults(workshop.get("/tools", headers={"x-trace": "182bd5e5"})) == [
        {"parameter": "X-Trace", "in": "header", "detail": "must be of format uuid"}
    ]


def test_an_operations_parameter_replaces_that_of_the_path_item(workshop: httpx.Client) -> None:
    assert workshop.get("/tools?limit=many").status_code == 422
    assert workshop.post("/tools?limit=many", json={"name": "saw"}).status_code == 201


def test_a_header_holds_an_array(workshop: httpx.Client) -> None:
    assert workshop.get("/tools", headers=[("X-Sizes", "1, 2"), ("X-Sizes", "3")]).status_code == 200
    assert faults(workshop.get("/tools", headers={"X-Sizes": "1 2"})) == [
        {"parameter": "X-Sizes", "in": "header", "detail": "/0: must be of type integer"}
    ]


def test_a_cookie_is_read(workshop: httpx.Client) -> None:
    assert workshop.get("/tools", headers={"Cookie": "other=x; shop=7"}).status_code == 200
    assert faults(workshop.get("/tools", headers={"Cookie": "other=7; shop=x"})) == [
        {"parameter": "shop", "in": "cookie", "detail": "must be of type integer"}
    ]


@pytest.mark.parametrize(
    ("breaking", "name", "detail"),
    [
        ("1.2/;span=3,4/;trail=5/low=7", "cell", "must start with ."),
        (".1,2/;span=3,4/;trail=5/low=7", "cell", "/0: must be of type integer"),
        (".1.2/;span=3;span=4/;trail=5/low=7", "span", "/0: must be of type integer"),
        (".1.2/span=3,4/;trail=5/low=7", "span", "must start with ;"),
        (".1.2/;span=3,4/;trail=5,6/low=7", "trail", "/0: must be of type integer"),
        (".1.2/;span=3,4/;trail=5/low,7", "limits", "must be written as names with their values"),
        (".1.2/;span=3,4/;trail=5/low=x", "limits", "/low: must be of type integer"),
    ],
)
def test_a_path_is_read_in_each_of_its_styles(workshop: httpx.Client, breaking: str, name: str, detail: str) -> None:
    assert workshop.get("/grid/.1.2/;span=3,4/;trail=5;trail=6/low=7,other=x").status_code == 204
    assert faults(workshop.get(f"/grid/{breaking}")) == [{"parameter": name, "in": "path", "detail": detail}]


def test_the_most_concrete_path_is_meant(workshop: httpx.Client) -> None:
    assert "kind" in workshop.get("/tools/best").json()
    assert workshop.get("/tools/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e").json()["name"]


FIELDS = "user=ann&password=12345678"


@pytest.mark.parametrize(
    ("fitting", "breaking", "pointer", "detail"),
    [
        (FIELDS, "user=ann", "", 'lacks "password"'),
        (FIELDS, f"{FIELDS}&user=bob", "/user", "must be of type string"),
        (f"{FIELDS}&remember=true", f"{FIELDS}&remember=on", "/remember", "must be of type boolean"),
        (f"{FIELDS}&rooms=1&rooms=2", f"{FIELDS}&rooms=1&rooms=b", "/rooms/1", "must be of type integer"),
        (f'{FIELDS}&place={{"floor":1}}', f'{FIELDS}&place={{"floor":"1"}}', "/place/floor", "must be of type integer"),
        (f'{FIELDS}&place={{"floor":1}}', f"{FIELDS}&place=1", "/place", "must be of type object"),
        (f"{FIELDS}", f"{FIELDS}&other=1", "", "has a property that is not documented"),
        ("user=a+%26&password=12345678", "user=a+++++&password=12345678", "/user", "must have a length of at most 5"),
    ],
)
def test_a_form_that_breaks_the_schema_is_refused_and_its_neighbour_is_not(
    workshop: httpx.Client, fitting: str, breaking: str, pointer: str, detail: str
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    assert workshop.post("/sessions", content=fitting, headers=headers).status_code == 200
    answer = workshop.post("/sessions", content=breaking, headers=headers)
    assert faults(answer) == [{"pointer": pointer, "detail": detail}]


PICTURE = "/tools/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e/picture"


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x80"])
def test_bytes_are_taken_up_to_their_longest_length(workshop: httpx.Client, content: bytes) -> None:
    headers = {"Content-Type": "application/octet-stream"}

    assert workshop.put(PICTURE, content=content, headers=headers).status_code == 204
    assert faults(workshop.put(PICTURE, content=b"\x00\xff\xfe\x80\x00", headers=headers)) == [
        {"pointer": "", "detail": "must have a length of at most 4"}
    ]


NOTES = "/tools/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e/notes"


@pytest.mark.parametrize(
    ("content_type", "fitting", "breaking"),
    [
        ("application/merge-patch+json", b'{"text": null}', b'{"text": 1}'),
        ("text/markdown", "\u00fc\u00fc\u00fc\u00fc".encode(), b"12345"),
    ],
)
def test_a_range_and_a_json_suffix_are_content_types(
    workshop: httpx.Client, content_type: str, fitting: bytes, breaking: bytes
) -> None:
    headers = {"Content-Type": content_type}

    assert workshop.patch(NOTES, content=fitting, headers=headers).status_code == 200
    assert workshop.patch(NOTES, content=breaking, headers=headers).status_code == 422


def test_a_body_that_the_mock_cannot_read_is_a_501(workshop: httpx.Client) -> None:
    answer = workshop.post("/drawings", files={"drawing": b"-"})

    place = "/paths/~1drawings/post/requestBody/content/multipart~1form-data/schema"
    assert answer.status_code == 501
    assert answer.json()["detail"] == f"The mock cannot read multipart/form-data for the schema at {place}."
    assert workshop.post("/drawings").status_code == 204


def faults(answer: httpx.Response) -> list[dict[str, Any]]:
    """The faults that a request was refused for."""
    assert answer.status_code == 422, answer.text
    named: list[dict[str, Any]] = answer.json()["errors"]
    return named
