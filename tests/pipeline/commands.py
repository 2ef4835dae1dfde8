"""Run `scripts/generate.py`, in a process of its own each time, and look at what it made."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.samples import Json
from pipeline.update_tools import snapshot

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = REPOSITORY / "scripts" / "generate.py"
FORKING = Path(__file__).with_name("forking.py")
IMPORTING = Path(__file__).with_name("importing.py")


@dataclass(frozen=True)
class Done:
    """How a run ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """The one line of a run that refused its input."""
        assert self.code == 1, f"exit code {self.code}: {self.err[-2000:]}"
        assert not self.out
        assert self.err.startswith("error: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        return self.err.removeprefix("error: ").rstrip("\n")


class Generator:
    """Runs the command in forks of a process that has loaded it: loading takes longer than all the rest."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._process = subprocess.Popen(
            [sys.executable, str(FORKING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, *arguments: str | Path, cwd: Path = REPOSITORY) -> Done:
        return self.run(COMMAND, *arguments, cwd=cwd)

    def run(self, script: Path, *arguments: str | Path, cwd: Path = REPOSITORY, seconds: int = 20) -> Done:
        """Run any script; one that takes longer than `seconds` is ended."""
        out, err = Path(self._folder.name) / "out", Path(self._folder.name) / "err"
        argv = [str(script), *map(str, arguments)]
        order = {"argv": argv, "cwd": str(cwd), "out": str(out), "err": str(err), "seconds": seconds}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return Done(int(self._process.stdout.readline()), out.read_text(), err.read_text())

    def close(self) -> None:
        self._process.communicate()
        self._folder.cleanup()


@dataclass(frozen=True)
class Workplace:
    """A folder with a document of its own and what is generated from it."""

    generator: Generator
    folder: Path

    @property
    def spec(self) -> Path:
        return self.folder / "openapi.json"

    @property
    def output(self) -> Path:
        return self.folder / "out"

    def write(self, document: Json | bytes) -> None:
        self.spec.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())

    def generate(self, document: Json | bytes, *arguments: str | Path) -> Done:
        """Generate from `document` without an overlay."""
        self.write(document)
        return self.generator("--spec", self.spec, "--no-overlay", "--output", self.output, *arguments)

    def sketch(self, document: Json | bytes) -> Done:
        """Generate without tidying up, which takes longer than the rest."""
        config = self.folder / "config.yaml"
        config.write_text("post_hooks: []\n")
        return self.generate(document, "--config", config)

    def import_all(self) -> Done:
        """Import what was generated, every module of it."""
        return self.generator.run(IMPORTING, self.output, cwd=self.folder)


def start(*arguments: str | Path, cwd: Path = REPOSITORY, environment: Mapping[str, str] | None = None) -> Done:
    """Run the command as `make` does, in a new interpreter."""
    done = subprocess.run(
        [sys.executable, str(COMMAND), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def without_caches(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` but those that tools left while they read it."""
    return {name: content for name, content in snapshot(folder).items() if "cache" not in name}
