"""What changes on the wire between two effective documents, and what that means for code that calls the package.

Python cannot see it: the path, the method and the server may move, a limit may tighten, and every name in the
package stays as it was.
"""

import json
from typing import Any

import facts
from facts import LIMITS, LOWER_LIMITS, UPPER_LIMITS, Place
from verdict import CallerChange, Verdict


def between(old: dict[str, Any], new: dict[str, Any]) -> list[CallerChange]:
    """What differs in the operations and components that both documents have; `surface.py` tells of the others."""
    before, after = facts.of(old), facts.of(new)
    shared = {place[:2] for place in before} & {place[:2] for place in after}
    found = []
    for place in [place for place in {**before, **after} if place[:2] in shared]:
        if place in before and place in after:
            found += _changed(place, before[place], after[place])
        elif place in after and (place[:-1] in before or len(place) == 3):
            found.append(CallerChange(_verdict_on_new(place, after[place]), " ".join(place), "is new"))
        elif place in before and (place[:-1] in after or len(place) == 3):
            found.append(CallerChange(Verdict.BREAKING, " ".join(place), "is gone"))
    return found


def _verdict_on_new(place: Place, keywords: dict[str, Any]) -> Verdict:
    if place[1] == "request":
        return Verdict.BREAKING if keywords.get("required") else Verdict.COMPATIBLE
    # One more kind of success is one that callers do not expect; one more documented error is not.
    is_success = len(place) == 3 and place[2][:1] in "123"
    return Verdict.BREAKING if is_success else Verdict.COMPATIBLE


def _changed(place: Place, old: dict[str, Any], new: dict[str, Any]) -> list[CallerChange]:
    judge = {"call": _verdict_on_call, "request": _verdict_on_request, "answer": _verdict_on_answer}[place[1]]
    found = []
    for keyword in {**old, **new}:
        was, now = old.get(keyword), new.get(keyword)
        # JSON tells true from 1, which Python does not.
        if json.dumps(was) != json.dumps(now) and (was or now or keyword in LIMITS):
            what = f"{keyword} {_show(was)} → {_show(now)}"
            found.append(CallerChange(judge(keyword, was, now), " ".join(place), what))
    return found


def _verdict_on_call(keyword: str, old: Any, new: Any) -> Verdict:
    if keyword == "servers" and old[:1] == new[:1]:
        return Verdict.COMPATIBLE
    if keyword == "security" and old and (not new or set(old) <= set(new)):
        return Verdict.COMPATIBLE
    return Verdict.BREAKING


def _verdict_on_request(keyword: str, old: Any, new: Any) -> Verdict:
    if keyword == "required":
        grew_stricter = bool(new)
    elif keyword == "nullable":
        grew_stricter = bool(old)
    elif keyword in LOWER_LIMITS:
        grew_stricter = new is not None and (old is None or new > old)
    elif keyword in UPPER_LIMITS:
        grew_stricter = new is not None and (old is None or new < old)
    elif keyword in LIMITS:
        grew_stricter = bool(new)
    elif keyword == "enum" and old and new:
        grew_stricter = any(value not in new for value in old)
    else:
        grew_stricter = not _is_only_secrecy(keyword, old, new)
    return Verdict.BREAKING if grew_stricter else Verdict.COMPATIBLE


def _verdict_on_answer(keyword: str, old: Any, new: Any) -> Verdict:
    if keyword == "required":
        promises_less = bool(old)
    elif keyword == "nullable":
        promises_less = bool(new)
    elif keyword in LIMITS or (keyword == "enum" and old and new):
        # Limits on answers are not enforced, and a removed member of an enum is in Python's sight.
        promises_less = False
    else:
        promises_less = not _is_only_secrecy(keyword, old, new)
    return Verdict.BREAKING if promises_less else Verdict.COMPATIBLE


def _is_only_secrecy(keyword: str, old: Any, new: Any) -> bool:
    """Whether a string became a password or stopped being one: it is a `str` either way, shown or not."""
    return keyword == "format" and {old, new} == {None, "password"}


def _show(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_show, value)) or "none"
    if isinstance(value, str):
        return value.rpartition("/")[2] if value.startswith("#/") else value
    return "none" if value is None else json.dumps(value)
