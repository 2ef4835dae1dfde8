"""Generate the package: `openapi.yaml` and its overlay in, `generated/` out, whole or not at all.

generate.py [--spec FILE] [--overlay FILE | --no-overlay] [--config FILE] [--output DIR] [--check]
"""

import argparse
import filecmp
import shutil
import sys
import tempfile
from pathlib import Path

import documents
import swap
from package import render
from planner import make_plan
from problems import Problem, exit_with, reason
from spec import effective_document

ROOT = Path(__file__).parent.parent
PACKAGE = "openlayer_client"
# Left by tools that read the folder, and no part of it.
_CACHES = frozenset(("__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"))


def generate(spec: Path, overlay: Path | None, config: Path, target: Path) -> None:
    """Write `openapi.yaml` and the package into the folder `target`, which must be new or empty.

    Raises:
        Problem: The document, the overlay or the configuration is no good.
    """
    document = effective_document(spec, overlay)
    plan = make_plan(document, spec)
    render(plan, config, target / PACKAGE, spec)
    (target / "openapi.yaml").write_text(documents.dump(document), encoding="utf-8")


def differences(expected: Path, actual: Path) -> list[str]:
    """The files in which two folders differ, each with what is wrong about the actual one."""
    wanted, found = _files(expected), _files(actual)
    lines = [f"{name}: missing" for name in sorted(wanted - found)]
    lines += [f"{name}: surplus" for name in sorted(found - wanted)]
    changed = [name for name in wanted & found if not filecmp.cmp(expected / name, actual / name, shallow=False)]
    return sorted([*lines, *(f"{name}: changed" for name in changed)])


def main() -> int:
    options = _parser().parse_args()
    swap.recover(ROOT)
    overlay = None if options.no_overlay else options.overlay
    target: Path = options.output
    try:
        with _workplace(target, options.check) as made:
            folder = Path(made) / "generated"
            folder.mkdir()
            generate(options.spec, overlay, options.config, folder)
            if options.check:
                return _report(differences(folder, target), target)
            _swap_in(folder, target)
    except OSError as error:
        where = error.filename or target
        raise Problem(
            target, f"cannot be written: {reason(error)} ({Path(where).name})", "name a writable folder"
        ) from None
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Generate the client from the OpenAPI document.")
    parser.add_argument("--spec", type=Path, default=ROOT / "openapi.yaml", help="the vendored document")
    parser.add_argument("--overlay", type=Path, default=ROOT / "openapi.overlay.yaml", help="its corrections")
    parser.add_argument("--no-overlay", action="store_true", help="take the document as it is")
    parser.add_argument("--config", type=Path, default=ROOT / "generator-config.yaml", help="for the generator")
    parser.add_argument("--output", type=Path, default=ROOT / "generated", help="the folder to make")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the folder is not up to date")
    return parser


def _workplace(target: Path, check: bool) -> tempfile.TemporaryDirectory[str]:
    """A temporary folder; beside the target where a rename will move it there."""
    if check:
        return tempfile.TemporaryDirectory()
    if target.exists() and not target.is_dir():
        raise Problem(target, "is a file", "name a folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-", ignore_cleanup_errors=True)


def _swap_in(folder: Path, target: Path) -> None:
    if target.is_dir() and (foreign := sorted(set(_top(target)) - set(_top(folder)))):
        raise Problem(target, f"holds {foreign[0]}, which is not generated", "move it away or name another folder")
    old = folder.with_name("old")
    if target.exists():
        target.rename(old)
    try:
        folder.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _report(lines: list[str], target: Path) -> int:
    for line in lines:
        print(f"{target.name}/{line}", file=sys.stderr)
    if lines:
        print(
            f"error: {target}: {len(lines)} files differ from what the document gives; run make generate",
            file=sys.stderr,
        )
    return 1 if lines else 0


def _top(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name not in _CACHES]


def _files(folder: Path) -> set[str]:
    if not folder.is_dir():
        return set()
    found = (path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir())
    return {path.as_posix() for path in found if not _CACHES.intersection(path.parts)}


if __name__ == "__main__":
    exit_with(main)
