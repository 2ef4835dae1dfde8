"""Hypothesis strategies for strings and numbers that obey a schema."""

import base64
import datetime
import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from contract import formats
from contract.schema import Schema

Strategy = st.SearchStrategy[Any]

_DIGITS = "0123456789"
_LEAP_SECONDS = ("1990-12-31T23:59:60Z", "1990-12-31T15:59:60.25-08:00")
_PRINTABLE = st.characters(min_codepoint=32, max_codepoint=126)
ANY_CHARACTER = st.characters(exclude_categories=["Cs"])


def strings(schema: Schema, alphabet: st.SearchStrategy[str]) -> Strategy:
    """Strings of the schema's format, pattern and length; of `alphabet` where neither decides."""
    raw = schema.raw
    shortest, longest = raw.get("minLength", 0), raw.get("maxLength")

    def fits(text: str) -> bool:
        return shortest <= len(text) and (longest is None or len(text) <= longest)

    if schema.format in _FORMATS:
        return _FORMATS[schema.format]().filter(fits)
    if "pattern" in raw:
        # A final newline would match `$` in Python and not in ECMA-262, whose expressions these are.
        found = st.from_regex(raw["pattern"], alphabet=_PRINTABLE)
        return found.filter(lambda text: fits(text) and not text.endswith("\n"))
    size = max(shortest, min(30, longest if longest is not None else 30))
    return st.text(alphabet, min_size=shortest, max_size=size)


def integers(schema: Schema) -> Strategy:
    """Integers within the schema's limits."""
    low, high = bounds(schema)
    bits = formats.BITS.get(schema.format or "", 63)
    lowest = -(2**bits) if low is None else int(-(-low // 1))
    highest = 2**bits - 1 if high is None else int(high // 1)
    step = schema.raw.get("multipleOf", 1)
    found = st.integers(int(-(-lowest // step)), int(highest // step)).map(lambda factor: factor * step)
    return found.filter(lambda value: in_bounds(schema, value))


def numbers(schema: Schema) -> Strategy:
    """Numbers within the schema's limits, fractions among them."""
    low, high = bounds(schema)
    if "multipleOf" in schema.raw:
        step = schema.raw["multipleOf"]
        found = st.integers(int((low or -1000 * step) // step), int((high or 1000 * step) // step))
        return found.map(lambda factor: factor * step).filter(lambda value: in_bounds(schema, value))
    floats: Strategy = st.floats(low, high, allow_nan=False, allow_infinity=False)
    return floats.filter(lambda value: in_bounds(schema, value))


def bounds(schema: Schema) -> tuple[float | None, float | None]:
    """The least and the greatest number, whether or not they themselves are allowed."""
    raw = schema.raw

    def bound(keyword: str, choose: Callable[[list[float]], float]) -> float | None:
        exclusive = raw.get(f"exclusive{keyword.capitalize()}")
        given = [value for value in (raw.get(keyword), exclusive) if value is not None and not isinstance(value, bool)]
        return choose(given) if given else None

    return bound("minimum", max), bound("maximum", min)


def in_bounds(schema: Schema, value: float) -> bool:
    """Whether `value` keeps within the exclusive bounds too, in the spelling of 3.0 or of 3.1."""
    low, high = bounds(schema)
    for keyword, limit in (("exclusiveMinimum", low), ("exclusiveMaximum", high)):
        exclusive = schema.raw.get(keyword)
        if value == limit and exclusive is not None and (exclusive is True or exclusive == limit):
            return False
    return (low is None or value >= low) and (high is None or value <= high)


def _instants() -> Strategy:
    moments = st.datetimes(datetime.datetime(1000, 1, 2), datetime.datetime(9998, 12, 30), timezones=st.none())
    plain = moments.map(lambda moment: moment.replace(microsecond=0).isoformat())
    fractions = st.one_of(st.just(""), st.text(_DIGITS, min_size=1, max_size=9).map(lambda digits: f".{digits}"))
    offsets = st.sampled_from(["Z", "z", "+00:00", "-00:00", "+05:30", "-11:45", "+14:00"])
    written = st.tuples(plain, st.sampled_from("Tt"), fractions, offsets)
    spelled = written.map(lambda parts: parts[0].replace("T", parts[1]) + parts[2] + parts[3])
    return st.one_of(spelled, spelled, spelled, st.sampled_from(_LEAP_SECONDS))


def _hostnames() -> Strategy:
    label = st.from_regex(re.compile(r"\A[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?\Z"))
    return st.lists(label, min_size=1, max_size=2).map(lambda labels: ".".join([*labels, "example"]))


_FORMATS: dict[str | None, Callable[[], Strategy]] = {
    "uuid": lambda: st.builds(
        lambda found, upper: str(found).upper() if upper else str(found), st.uuids(), st.booleans()
    ),
    "date-time": _instants,
    "date": lambda: st.dates().map(lambda found: found.isoformat()),
    "byte": lambda: st.binary(max_size=20).map(lambda content: base64.b64encode(content).decode()),
    "email": lambda: st.builds("{}@{}".format, st.from_regex(re.compile(r"\A[a-z0-9]{1,8}\Z")), _hostnames()),
    "uri": lambda: st.builds("https://{}/{}".format, _hostnames(), st.from_regex(re.compile(r"\A[a-z0-9?=&/]{0,8}\Z"))),
    "hostname": _hostnames,
    "ipv4": lambda: st.ip_addresses(v=4).map(str),
    "ipv6": lambda: st.ip_addresses(v=6).map(str),
}
