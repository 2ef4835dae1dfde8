"""`make demo`'s script: what a stranger sees, and that nothing is left running."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import demo
from problems import Problem, exit_with

DEMO = Path(__file__).resolve().parents[2] / "scripts" / "demo.py"

# Names its own process in the URL, so that a test can see whether it is still there.
STUBBORN_MOCK = "import os, time; print(f'at http://127.0.0.1:9/{os.getpid()}', flush=True); time.sleep(60)"


def test_the_demo_shows_two_keys_and_a_refusal_and_no_secret() -> None:
    finished = subprocess.run([sys.executable, "-W", "error", str(DEMO)], capture_output=True, text=True, timeout=30)

    assert (finished.returncode, finished.stderr) == (0, "")
    shown = finished.stdout
    assert re.findall(r"^     name        (.*)$", shown, re.MULTILINE) == ["Made by sync", "Made by asyncio"]
    assert re.findall(r"^     secure_key  (.*)$", shown, re.MULTILINE) == ["sk-o… (45 characters, shown once)"] * 2
    assert "sk-ol-" not in shown
    assert "demo-token" not in shown
    assert re.search(r"^     InvalidRequestError: workspace_id", shown, re.MULTILINE)
    assert len(re.findall(r"^     POST /v1/workspaces/\S+/api-keys 201$", shown, re.MULTILINE)) == 2
    assert len(shown.splitlines()) < 40
    assert max(map(len, shown.splitlines())) < 100


def test_a_call_that_fails_is_one_line_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def elsewhere() -> Iterator[demo.Mock]:
        yield demo.Mock("http://example.com/v1")

    monkeypatch.setattr(demo, "mock_api", elsewhere)

    with pytest.raises(SystemExit) as ended:
        exit_with(demo.main)

    assert ended.value.code == 1
    assert re.fullmatch(r"error: the demo: InvalidRequestError: .*\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("code", "said"),
    [("import sys; sys.exit('error: no document')", "error: no document"), ("print('hello')", "it named no URL")],
)
def test_a_mock_that_does_not_start_is_a_problem_with_its_own_words(code: str, said: str) -> None:
    with pytest.raises(Problem, match=f"^the mock API: did not start: {said}$"), demo.mock_api(_python(code)):
        pass


def test_the_mock_is_stopped_at_the_end() -> None:
    with demo.mock_api(_python(STUBBORN_MOCK)) as mock:
        assert _runs(mock)

    assert not _runs(mock)


def test_the_mock_is_stopped_where_the_demo_fails() -> None:
    with pytest.raises(ZeroDivisionError), demo.mock_api(_python(STUBBORN_MOCK)) as mock:
        raise ZeroDivisionError

    assert not _runs(mock)


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _runs(mock: demo.Mock) -> bool:
    try:
        os.kill(int(mock.base_url.rpartition("/")[2]), 0)
    except ProcessLookupError:
        return False
    return True
