"""Read the published document again, say what changed for whom, and regenerate the client.

Without sources it reads those of the last time, which `openapi.sources.yaml` lists.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import changes
import corrections
import defects
import documents
import generate
import overlay
import pages
import references
import sources
import surface
import swap
import vendored
import verdict
import wire
from normalise import operations
from problems import Problem, exit_with, reason
from report import Output, Update
from sources import Source

GENERATED = "generated"
NAMES = (vendored.FILE, sources.FILE, GENERATED)
OVERLAY = "openapi.overlay.yaml"
CONFIG = "generator-config.yaml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; see `--help`."""
    parser = argparse.ArgumentParser(prog="update_spec.py", description=__doc__)
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="URL or file: Markdown page, YAML or JSON")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if there is a change")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--root", type=Path, default=Path(__file__).parent.parent, help="the project's folder")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    output = Output(as_json=options.json)
    if swap.recover(root):
        output.step("recover", "finished an interrupted update")
    try:
        with _workplace(root, read_only=options.check) as staged:
            update = prepare(options.sources, root, staged, output)
            output.show(update)
            if update.verdict is None:
                raise Problem(OVERLAY, "does not fit what was published", "change it as shown above and run again")
            if update.files and not options.check:
                swap.replace_together(root, update.files)
            if update.files:
                output.step("differs" if options.check else "write", ", ".join(update.files))
    except OSError as error:
        remedy = "make the place writable and run again"
        raise Problem(error.filename or root, f"cannot be written: {reason(error)}", remedy) from None
    return 1 if options.check and update.files else 0


def prepare(names: Sequence[str], root: Path, staged: Path, output: Output) -> Update:
    """Make everything new in `staged` and compare it with what is in `root`, where nothing is written.

    Raises:
        Problem: A source cannot be read, or does not hold a document that can be generated.
    """
    read, text, document = _read(names, root, output)
    update = Update(read)
    overlay_path = root / OVERLAY if (root / OVERLAY).exists() else None
    actions = overlay.load(overlay_path) if overlay_path else []
    corrected, update.stale = corrections.apply(document, actions, root / OVERLAY)
    update.defects = defects.find(corrected)
    update.actions = defects.draft(corrected, update.defects)
    if update.stale or update.defects:
        return update
    output.step("correct", f"{OVERLAY}: actions that fit: {len(actions)}")

    (staged / vendored.FILE).write_bytes(text.encode())
    (staged / sources.FILE).write_text(sources.dump(read), encoding="utf-8")
    effective = _generate(root, staged, overlay_path, read)
    update.named = _named(corrected, effective)
    for operation, name in update.named.items():
        output.step("name", f"{operation} → {name}")
    output.step("generate", f"operations: {len(operations(effective))}")

    update.files = [name for name in NAMES if _differs(name, staged, root)]
    _compare(update, root, staged, document, effective)
    return update


@contextmanager
def _workplace(root: Path, *, read_only: bool) -> Iterator[Path]:
    if not read_only:
        with swap.staging(root) as staged:
            yield staged
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def _read(names: Sequence[str], root: Path, output: Output) -> tuple[list[Source], str, dict[str, Any]]:
    before = sources.load(root)
    wanted = [sources.stored_name(name, root) for name in names] or [source.name for source in before]
    if not wanted:
        raise Problem(root / sources.FILE, "lists no sources", 'name them: make update-spec FROM="URL-or-file …"')
    known = {source.name for source in before}
    today = datetime.now(UTC).date().isoformat()
    read, extracts, parsed = [], {}, {}
    for name in wanted:
        if name in extracts:
            raise Problem(name, "is named twice", "name it once")
        extracts[name] = pages.extract(sources.read(name, root), name)
        parsed[name] = extracts[name].parse(name)
        read.append(sources.seen(name, extracts[name].text, before, today))
        state = "unchanged" if read[-1] in before else "changed" if name in known else "new"
        output.step("read", f"{name}: {state}")
    text, document = vendored.compose(extracts, parsed, read)
    if len(read) > 1:
        output.step("merge", f"{len(read)} pages")
    return read, text, document


def _generate(root: Path, staged: Path, overlay_path: Path | None, read: Sequence[Source]) -> dict[str, Any]:
    (staged / GENERATED).mkdir()
    try:
        generate.generate(staged / vendored.FILE, overlay_path, root / CONFIG, staged / GENERATED)
    except Problem as problem:
        if Path(problem.where) == staged / vendored.FILE:
            # The staged file is gone when the message is read.
            problem.where = read[0].name if len(read) == 1 else f"the {len(read)} pages, merged"
        raise
    return documents.load(staged / GENERATED / vendored.FILE)


def _named(corrected: dict[str, Any], effective: dict[str, Any]) -> dict[str, str]:
    """The ids that normalising made, by operation."""
    published = {node.get("operationId") for _, node in references.objects(corrected)}
    return {
        f"{method.upper()} {path}": operation["operationId"]
        for path, method, operation in operations(effective)
        if operation["operationId"] not in published
    }


def _compare(update: Update, root: Path, staged: Path, document: dict[str, Any], effective: dict[str, Any]) -> None:
    update.document = changes.between(_load_if_there(root / vendored.FILE), document)
    if GENERATED in update.files:
        old_effective = _load_if_there(root / GENERATED / vendored.FILE)
        update.callers = surface.between(root / GENERATED, staged / GENERATED) + wire.between(old_effective, effective)
    texts_differ = bool(update.document) or GENERATED in update.files
    update.verdict = verdict.judge(update.callers, texts_differ=texts_differ)
    version = verdict.current_version(root / CONFIG)
    update.version = (version, *verdict.next_version(version, update.verdict))


def _load_if_there(path: Path) -> dict[str, Any]:
    return documents.load(path) if path.exists() else {}


def _differs(name: str, staged: Path, root: Path) -> bool:
    if name == GENERATED:
        return bool(generate.differences(staged / name, root / name))
    return not (root / name).exists() or (staged / name).read_bytes() != (root / name).read_bytes()


if __name__ == "__main__":
    exit_with(main)
