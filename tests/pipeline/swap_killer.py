"""Replace two files and a folder together, and die before the Nth operation on the file system, for every N.

Each time, recovery is run to its end; where it has more to do than to tidy up, also after it was killed in the same
way. Prints, as JSON, what each tree held after that. `test_update_swap.py` runs it in a process of its own, for it
forks.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import swap

NAMES = ("openapi.yaml", "openapi.sources.yaml", "generated")
_EVENTS = frozenset(("open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"))


def lay(root: Path, word: str) -> None:
    (root / "generated").mkdir(parents=True)
    for name in ("openapi.yaml", "openapi.sources.yaml", "generated/client.py", f"generated/only_{word}.py"):
        (root / name).write_text(word)


def held(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


def replace(root: Path) -> None:
    with swap.staging(root) as staged:
        lay(staged / "made", "new")
        for name in NAMES:
            (staged / "made" / name).rename(staged / name)
        swap.replace_together(root, NAMES)


def dies(work: Callable[[], object], step: int) -> bool:
    """Whether `work`, done in a child that is killed before its operation number `step`, was cut short."""
    child = os.fork()
    if child == 0:
        steps = count(1)

        def kill(event: str, _: object) -> None:
            if event in _EVENTS and next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(kill)
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(folder: Path) -> None:
    # The operating system outlives the process: only speed depends on this here.
    os.fsync = lambda fd: None
    outcomes = []
    root, copy = folder / "tree", folder / "copy"
    for step in count(1):
        shutil.rmtree(root, ignore_errors=True)
        lay(root, "old")
        if not dies(lambda: replace(root), step):
            break
        for second in count(1) if (root / swap.FOLDER / "journal.json").exists() else [0]:
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(root, copy)
            is_cut_short = dies(lambda: swap.recover(copy), second)
            swap.recover(copy)
            outcomes.append({"step": step, "second": second, "held": held(copy)})
            if not is_cut_short:
                break
    print(json.dumps({"outcomes": outcomes, "uninterrupted": held(root)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
