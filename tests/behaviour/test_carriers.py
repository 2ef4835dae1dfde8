"""What a header or a cookie cannot carry is refused before it is sent, character by character."""

import re
from typing import Any

import pytest

from behaviour.support import Connector
from openlayer_client._carriers import COOKIE_VALUE, HEADER_NAME, HEADER_VALUE
from openlayer_client.errors import InvalidRequestError

CHARACTERS = [chr(code) for code in range(0x120)]
VISIBLE = {chr(code) for code in range(0x21, 0x7F)}
# RFC 9110, 5.6.2: a token has no delimiters.
TOKEN = VISIBLE - set('"(),/:;<=>?@[\\]{}')
# RFC 6265, 4.1.1: cookie-octet.
COOKIE = VISIBLE - set('",;\\')


def carried(pattern: re.Pattern[str], layout: str = "{}") -> set[str]:
    return {character for character in CHARACTERS if pattern.fullmatch(layout.format(character))}


def test_a_header_name_is_a_token() -> None:
    assert carried(HEADER_NAME) == carried(HEADER_NAME, "a{}a") == TOKEN
    assert HEADER_NAME.fullmatch("") is None


def test_a_header_value_is_visible_with_spaces_inside() -> None:
    assert carried(HEADER_VALUE) == carried(HEADER_VALUE, "a{}") == carried(HEADER_VALUE, "{}a") == VISIBLE
    assert carried(HEADER_VALUE, "a{}a") == VISIBLE | {" "}
    assert HEADER_VALUE.fullmatch("")
    assert HEADER_VALUE.fullmatch("ab")


def test_a_cookie_value_has_no_delimiters() -> None:
    assert carried(COOKIE_VALUE) == carried(COOKIE_VALUE, "a{}a") == COOKIE
    assert COOKIE_VALUE.fullmatch("")


@pytest.mark.parametrize("what", ["headers", "cookies"])
@pytest.mark.parametrize("given", [{5: "a"}, {"a": 5}, {"": "a"}, {"a b": "a"}, {"a": "\x7f"}], ids=ascii)
def test_what_is_no_header_or_cookie_is_refused(what: str, given: Any, connect: Connector) -> None:
    connect(**{what: {"a": "a"}})
    with pytest.raises(InvalidRequestError, match=f"^{what}: "):
        connect(**{what: given})
