"""Whatever goes wrong in the middle, the target stays as it was and nothing else is left."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
from pathlib import Path

import pytest

import generate
from pipeline.commands import COMMAND, Done, Generator, Workplace
from pipeline.samples import document, record
from pipeline.update_tools import snapshot
from problems import Problem

BEFORE = document(schemas={"Before": record({})})
AFTER = document(schemas={"After": record({})})
AFTER_MODEL = "openlayer_client/models/after.py"
# Permissions bind root only once it has lost the capability to override them.
AS_ANYBODY = """
import ctypes, os, sys
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.fixture(scope="module")
def before(generator: Generator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workplace = Workplace(generator, tmp_path_factory.mktemp("before"))
    assert workplace.generate(BEFORE, "--config", config(workplace.folder, "true")) == Done(0, "", "")
    return workplace.output


@pytest.fixture
def made(before: Path, workplace: Workplace) -> Workplace:
    """Where a package has been generated already, and a document for another one stands ready."""
    shutil.copytree(before, workplace.output)
    workplace.write(AFTER)
    return workplace


def config(folder: Path, hook: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(f'package_name_override: openlayer_client\npost_hooks: ["{hook}"]\n')
    return path


def arguments(made: Workplace, output: Path | None = None) -> list[str]:
    given = ["--spec", made.spec, "--no-overlay", "--output", output or made.output]
    return [str(argument) for argument in given]


def run(*given: str | Path, **environment: str) -> Done:
    done = subprocess.run(
        given, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("hook", "words"),
    [
        ("false", "^false: failed"),
        ("ls no-such-file", "^ls no-such-file: failed: .*no-such-file"),
        ("no-such-tool --fix .", "^no-such-tool: is not installed; "),
    ],
    ids=["fails", "fails with a message", "is missing"],
)
def test_a_post_hook_that_fails_leaves_the_target_as_it_was(hook: str, words: str, made: Workplace) -> None:
    path = config(made.folder, hook)
    old = snapshot(made.folder)
    assert re.search(words, made.generate(AFTER, "--config", path).refusal)
    assert snapshot(made.folder) == old
    assert made.generate(AFTER, "--config", config(made.folder, "true")) == Done(0, "", "")
    assert AFTER_MODEL in snapshot(made.output)


def test_a_missing_ruff_is_an_error_and_no_quieter_output(made: Workplace) -> None:
    # An interpreter with every module of this one, and no tool beside it.
    bare = made.folder / "bare"
    venv.EnvBuilder(symlinks=True).create(bare)
    (packages,) = bare.glob("lib/python*/site-packages")
    (packages / "all.pth").write_text("\n".join(filter(os.path.isabs, sys.path)))
    old = snapshot(made.output)
    done = run(bare / "bin" / "python", COMMAND, *arguments(made), PATH=str(made.folder))
    assert done.refusal.startswith("ruff: is not installed; ")
    assert snapshot(made.output) == old


def test_a_folder_that_cannot_be_written_is_refused(made: Workplace) -> None:
    parent = made.folder / "sealed"
    parent.mkdir(mode=0o555)
    done = run(sys.executable, "-c", AS_ANYBODY, COMMAND, *arguments(made, parent / "out"))
    assert done.refusal.startswith(f"{parent}/")
    assert "permission denied" in done.refusal
    assert list(parent.iterdir()) == []


def test_a_file_in_the_way_of_the_folder_is_refused(made: Workplace) -> None:
    (made.folder / "file").write_text("mine")
    assert made.generate(AFTER, "--output", made.folder / "file" / "out").refusal.startswith(f"{made.folder / 'file'}")
    assert (made.folder / "file").read_text() == "mine"


def test_a_refused_document_leaves_nothing_behind(made: Workplace) -> None:
    old = snapshot(made.output)
    assert "is empty" in made.generate(b"").refusal
    assert "is empty" in made.generate(b"", "--output", made.folder / "new" / "deep").refusal
    assert snapshot(made.output) == old
    assert {path.name for path in made.folder.iterdir()} == {"openapi.json", "out"}


@pytest.mark.parametrize("name", [".staging", ".update-spec", ".out", "new", "old"])
def test_what_stands_beside_the_target_is_left_alone(name: str, made: Workplace) -> None:
    (made.folder / name / "new").mkdir(parents=True)
    (made.folder / name / "new" / "notes.txt").write_text("mine")
    done = made.generate(AFTER, "--config", config(made.folder, "true"))
    assert done.code == 0 or done.refusal
    assert (made.folder / name / "new" / "notes.txt").read_text() == "mine"


def test_a_swap_that_fails_half_way_is_undone(made: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename
    failures = [OSError(5, "Input/output error", str(made.output))]

    def fail_once_to_move_in(self: Path, target: str | os.PathLike[str]) -> Path:
        if Path(target) == made.output and failures:
            raise failures.pop()
        return rename(self, target)

    monkeypatch.setattr(sys, "argv", ["generate.py", *arguments(made), "--config", str(config(made.folder, "true"))])
    old = snapshot(made.folder)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", fail_once_to_move_in)
        with pytest.raises(Problem, match=r"cannot be .*: input/output error"):
            generate.main()
    assert not failures
    assert snapshot(made.folder) == old
    assert generate.main() == 0
    assert AFTER_MODEL in snapshot(made.output)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT], ids=lambda one: one.name)
def test_a_run_that_is_stopped_in_the_middle_leaves_the_target_as_it_was(
    ending: signal.Signals, made: Workplace
) -> None:
    path = config(made.folder, "sleep 60")
    old, names = snapshot(made.output), {path.name for path in made.folder.iterdir()}
    process = subprocess.Popen(
        [sys.executable, COMMAND, *arguments(made), "--config", path],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while not list(made.folder.glob(".*/**/openlayer_client/py.typed")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    # The whole group, as a terminal does it: the hook is a process too.
    os.killpg(process.pid, ending)
    _, err = process.communicate(timeout=30)
    assert process.returncode
    assert "Traceback" not in err
    assert snapshot(made.output) == old
    if ending == signal.SIGINT:
        assert {path.name for path in made.folder.iterdir()} == names
    assert made.generate(AFTER, "--config", config(made.folder, "true")) == Done(0, "", "")
    assert AFTER_MODEL in snapshot(made.output)
