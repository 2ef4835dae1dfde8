"""Replace several files and folders of a tree together, or none of them, even if the process is killed half-way.

What is new is made ready in a hidden folder inside the tree. A journal beside it, written last, says which names
to replace. Then each old one is moved into the hidden folder and the new one into its place, and the journal is
removed. `recover`, at the next start, finishes what a complete journal asks for and throws away what has none.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from problems import Problem, reason

FOLDER = ".openlayer-client-staging"


def recover(root: Path) -> bool:
    """Bring `root` to the old or the new state after an interrupted replacement.

    Returns:
        Whether a replacement was finished just now.

    Raises:
        Problem: A replacement is under way in another process, or a file cannot be moved.
    """
    if not (root / FOLDER).exists():
        return False
    with _lock(root):
        return _recover(root)


@contextmanager
def staging(root: Path, *, wait: bool = False) -> Iterator[Path]:
    """An empty folder on the tree's own file system, for what `replace_together` will move into place.

    It exists, and keeps other updates out, until the block ends. `wait` until others have ended, or refuse.

    Raises:
        Problem: Another update is under way, or the folder cannot be made.
    """
    with _lock(root, wait=wait):
        _recover(root)
        staged = root / FOLDER / "new"
        try:
            staged.mkdir(parents=True)
        except OSError as error:
            raise Problem(root / FOLDER, f"cannot be made: {reason(error)}", "make the folder writable") from None
        try:
            yield staged
        finally:
            if not _journal(root).exists():
                shutil.rmtree(root / FOLDER)


def replace_together(root: Path, names: Sequence[str]) -> None:
    """Move each of `names` from the staging folder into `root`, within a `with staging(root)` block.

    Raises:
        Problem: One cannot be moved; then all are as they were.
    """
    try:
        _write_journal(root, names)
        _roll_forward(root, names)
        _journal(root).unlink()
    except OSError as error:
        where = error.filename or root
        try:
            _roll_back(root, names)
        except OSError:
            raise Problem(where, f"stopped half-way: {reason(error)}", "make it writable and run again") from None
        raise Problem(where, f"cannot be replaced: {reason(error)}", "nothing was changed") from None


@contextmanager
def _lock(root: Path, *, wait: bool = False) -> Iterator[None]:
    """The operating system lets go of the lock when the process dies, however it dies."""
    try:
        handle = os.open(root, os.O_RDONLY)
    except OSError as error:
        raise Problem(root, f"cannot be opened: {reason(error)}", "name the project's folder") from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Problem(root, "is being updated by another process", "wait until it has ended") from None
        yield
    finally:
        os.close(handle)


def _recover(root: Path) -> bool:
    folder = root / FOLDER
    if not folder.exists():
        return False
    journal = _journal(root)
    complete = journal.exists()
    try:
        if complete:
            _roll_forward(root, json.loads(journal.read_text()))
            journal.unlink()
        shutil.rmtree(folder)
    except OSError as error:
        what = f"an interrupted update cannot be finished: {reason(error)}"
        raise Problem(error.filename or folder, what, "make the place writable and run again") from None
    return complete


def _journal(root: Path) -> Path:
    return root / FOLDER / "journal.json"


def _write_journal(root: Path, names: Sequence[str]) -> None:
    """Its name appears only once it and all that it speaks of are on the disk."""
    folder = root / FOLDER
    (folder / "old").mkdir()
    draft = folder / "journal.draft"
    draft.write_text(json.dumps(list(names)))
    for path in [draft, folder, *(folder / "new").rglob("*")]:
        _to_disk(path)
    draft.rename(_journal(root))
    _to_disk(folder)


def _roll_forward(root: Path, names: Sequence[str]) -> None:
    """Each step is done only where it is not done yet, so that it can be taken up anywhere."""
    for name in names:
        staged, target, old = _places(root, name)
        if not staged.exists():
            continue
        if target.exists():
            # Both exist where someone put the target back by hand after an interruption.
            shutil.rmtree(old, ignore_errors=True)
            target.rename(old)
        staged.rename(target)
    _to_disk(root)


def _roll_back(root: Path, names: Sequence[str]) -> None:
    for name in names:
        staged, target, old = _places(root, name)
        if not staged.exists():
            target.rename(staged)
        if old.exists():
            old.rename(target)
    _journal(root).unlink(missing_ok=True)


def _places(root: Path, name: str) -> tuple[Path, Path, Path]:
    folder = root / FOLDER
    return folder / "new" / name, root / name, folder / "old" / name


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
