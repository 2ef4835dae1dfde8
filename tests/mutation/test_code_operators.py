"""Each operator makes the change that its name says, and makes none where there is nothing of its kind."""

import pytest

from mutants import code

CHANGES: dict[str, tuple[str, list[str]]] = {
    "condition true": ("if a:\n    b()\n", ["if True:\n    b()\n"]),
    "condition false": ("x = a if b else c\n", ["x = a if False else c\n"]),
    "operand dropped": ("x = a and b\n", ["x = a\n", "x = b\n"]),
    "not dropped": ("x = not a\n", ["x = a\n"]),
    "boundary moved": ("x = 0 < a <= 9\n", ["x = 0 <= a <= 9\n", "x = 0 < a < 9\n"]),
    "comparison reversed": ("x = a is None\n", ["x = a is not None\n"]),
    "number changed": ("x = 60.0, 429\n", ["x = 61.0, 429\n", "x = 60.0, 430\n"]),
    "flag flipped": ("x = f(a, required=True)\n", ["x = f(a, required=False)\n"]),
    "unset to null": ("def f(body=UNSET): ...\n", ["def f(body=None): ...\n"]),
    "arithmetic changed": ("x = a + b\n", ["x = a - b\n"]),
    "alternative dropped": ("x = f(a, B | C)\n", ["x = f(a, B)\n", "x = f(a, C)\n"]),
    "element dropped": ("x = {1: a, 2: b}\n", ["x = {2: b}\n", "x = {1: a, }\n"]),
    "entries swapped": ("x = {1: a, 2: b}\n", ["x = {1: b, 2: a}\n"]),
    "method changed": ('x = f("GET")\n', ['x = f("POST")\n']),
    "status changed": ('x = {"201": a}\n', ['x = {"200": a}\n']),
    "path changed": ('x = f("/keys/{id}")\n', ['x = f("/keys/{id}x")\n']),
    "content type changed": ('x = f("application/json")\n', ['x = f("application/x-other")\n']),
    "text changed": ('x = f("cookie")\n', ['x = f("cookiex")\n']),
    "escape loosened": ('x = quote(a, safe="")\n', ['x = quote(a, safe="/")\n']),
    "part dropped": ('x = f"{a}{b}"\n', ['x = f"{b}"\n', 'x = f"{a}"\n']),
    "pattern changed": (
        'x = re.compile(r"[\\x21-a]+(?:b{3})?")\n',
        [
            'x = re.compile(r"[\\x20-a]+(?:b{3})?")\n',
            'x = re.compile(r"[\\x21-a]*(?:b{3})?")\n',
            'x = re.compile(r"[\\x21-a]+(?:b{4})?")\n',
            'x = re.compile(r"[\\x21-a]+(?:b{3})")\n',
        ],
    ),
    "argument dropped": ("x = f(a, timeout=b)\n", ["x = f(a, )\n"]),
    "arguments swapped": ("x = f(a.headers, a.content)\n", ["x = f(a.content, a.headers)\n"]),
    "fields swapped": (
        'x = O(P("a", "b", c), P("d", "e", g))\n',
        ['x = O(P("a", "e", c), P("d", "b", g))\n'],
    ),
    "call unwrapped": ("x = escape(a)\n", ["x = (a)\n"]),
    "text method dropped": ("x = a.lower()\n", ["x = a\n"]),
    "match loosened": ("x = a.fullmatch(b)\n", ["x = a.match(b)\n"]),
    "await dropped": ("async def f():\n    return await a\n", ["async def f():\n    return a\n"]),
    "other error": ('raise SchemaFault("no number")\n', ['raise RuntimeError("no number")\n']),
    "raise removed": ("if a:\n    raise b\n", ["if a:\n    pass\n"]),
    "cause shown": ("raise a from None\n", ["raise a\n"]),
    "call removed": ("response.close()\n", ["pass\n"]),
    "deletion removed": ("del token\n", ["pass\n"]),
    "assignment removed": ("def f(e):\n    e.cause = None\n", ["def f(e):\n    pass\n"]),
    "return null": ("def f():\n    return a\n", ["def f():\n    return None\n"]),
    "loop left": ("for a in b:\n    continue\n", ["for a in b:\n    break\n"]),
    "nothing caught": ("try:\n    a\nexcept E:\n    b\n", ["try:\n    a\nexcept ():\n    b\n"]),
    "base changed": ("class E(OurError): ...\n", ["class E(Exception): ...\n"]),
}

# As near as can be to what an operator looks for, and not that.
CONTROLS: dict[str, str] = {
    "condition true": "while a:\n    b()\n",
    "condition false": "assert a if b else c\n",
    "operand dropped": "x = a & b\n",
    "not dropped": "x = -a\n",
    "boundary moved": "x = a == b\n",
    "comparison reversed": "if a is None:\n    b()\n",
    "number changed": "x = a60\n",
    "flag flipped": "x = f(a, required=None)\n",
    "unset to null": "def f(body: UNSET): ...\n",
    "arithmetic changed": "x = a | b\n",
    "alternative dropped": "def f(a: B | C): ...\n",
    "element dropped": "x, y = (a, b)\n",
    "entries swapped": "x = {1: a}\n",
    "method changed": 'x = f("FETCH")\n',
    "status changed": 'x = {"default": a, "901": b}\n',
    "path changed": 'x = f("keys")\n',
    "content type changed": 'x = f("json")\n',
    "text changed": 'x = f("a text for people"), {"key": a}, a.encode("ascii")\n',
    "escape loosened": 'x = quote(a, encoding="")\n',
    "part dropped": 'x = f"{a} is too long"\n',
    "pattern changed": 'x = f(r"[a]+")\n',
    "argument dropped": "x = f(a, b)\n",
    "arguments swapped": "x = f(a, b.content)\n",
    "fields swapped": 'x = O(P("a", "b", c), "d")\n',
    "call unwrapped": "x = escape(a, b)\n",
    "text method dropped": "x = a.encode()\n",
    "match loosened": "x = a.search(b)\n",
    "await dropped": "async def f():\n    return a\n",
    "other error": "x = Schema(a)\n",
    "raise removed": "if a:\n    pass\n",
    "cause shown": "raise a\n",
    "call removed": "x = response.close()\n",
    "deletion removed": "token = None\n",
    "assignment removed": "class C:\n    def __init__(self):\n        self.a = b\n",
    "return null": "def f():\n    return None\n",
    "loop left": "for a in b:\n    pass\n",
    "nothing caught": "try:\n    a\nfinally:\n    b\n",
    "base changed": "class E(Model): ...\n",
}


def made(operator: str, text: str) -> list[str]:
    return [mutant.mutated for mutant in code.of_module("m.py", text) if mutant.operator == operator]


@pytest.mark.parametrize("operator", code.OPERATORS)
def test_an_operator_makes_what_its_name_says(operator: str) -> None:
    text, expected = CHANGES[operator]
    assert made(operator, text) == expected


@pytest.mark.parametrize("operator", code.OPERATORS)
def test_an_operator_leaves_alone_what_is_not_of_its_kind(operator: str) -> None:
    assert made(operator, CONTROLS[operator]) == []
