"""Generate the package: `openapi.yaml` and its overlay in, `generated/` out, whole or not at all.

generate.py [--spec FILE] [--overlay FILE | --no-overlay] [--config FILE] [--output DIR] [--check]
"""

import argparse
import filecmp
import sys
import tempfile
from collections.abc import Callable
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
    overlay = None if options.no_overlay else options.overlay
    target: Path = options.output.absolute()
    try:
        if options.check:
            swap.recover(_root(target))
            with tempfile.TemporaryDirectory() as folder:
                generate(options.spec, overlay, options.config, Path(folder))
                return _report(differences(Path(folder), target), options.output)
        _replace(target, lambda folder: generate(options.spec, overlay, options.config, folder))
    except OSError as error:
        what = f"cannot be written: {reason(error)}"
        raise Problem(error.filename or target, what, "name a writable folder") from None
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Generate the client from the OpenAPI document.")
    parser.add_argument("--spec", type=Path, default=ROOT / "openapi.yaml", help="the vendored document")
    overlays = parser.add_mutually_exclusive_group()
    overlays.add_argument("--overlay", type=Path, default=ROOT / "openapi.overlay.yaml", help="its corrections")
    overlays.add_argument("--no-overlay", action="store_true", help="take the document as it is")
    parser.add_argument("--config", type=Path, default=ROOT / "generator-config.yaml", help="for the generator")
    parser.add_argument("--output", type=Path, default=ROOT / "generated", help="the folder to make")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the folder is not up to date")
    return parser


def _replace(target: Path, make: Callable[[Path], None]) -> None:
    """Let `make` fill a folder beside the target, then put it in the target's place."""
    if target.exists() and not target.is_dir():
        raise Problem(target, "is a file", "name a folder")
    # Where the target's parents are missing, the first of them is what appears.
    root = _root(target)
    name = target.relative_to(root).parts[0]
    with swap.staging(root, wait=True) as staged:
        folder = staged / target.relative_to(root)
        folder.mkdir(parents=True)
        make(folder)
        if target.is_dir() and (foreign := sorted(_top(target) - _top(folder))):
            what = f"holds {foreign[0]}, which is not generated"
            raise Problem(target, what, "move it away or name another folder")
        swap.replace_together(root, [name])


def _root(target: Path) -> Path:
    return next(folder for folder in target.parents if folder.exists())


def _report(lines: list[str], target: Path) -> int:
    for line in lines:
        print(f"{target.name}/{line}", file=sys.stderr)
    if lines:
        print(
            f"error: {target}: {len(lines)} files differ from what the document gives; run make generate",
            file=sys.stderr,
        )
    return 1 if lines else 0


def _top(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - _CACHES


def _files(folder: Path) -> set[str]:
    if not folder.is_dir():
        return set()
    found = (path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir())
    return {path.as_posix() for path in found if not _CACHES.intersection(path.parts)}


if __name__ == "__main__":
    exit_with(main)
