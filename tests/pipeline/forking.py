"""Load the generator once, then run scripts in forks: processes of their own that need not load it again.

Each line of standard input is an order: `{"argv", "cwd", "out", "err", "seconds"}`. Each line of standard output is
the exit code of that run, negative for the signal that ended it.
"""

import gc
import json
import os
import runpy
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def serve() -> None:
    # What has been loaded lives as long as the process: no collection need look at it again, here or in a fork.
    gc.freeze()
    for line in sys.stdin:
        order: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            # Straight to the end: taking the loaded modules down in order takes longer than the script.
            os._exit(run(order))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def run(order: dict[str, Any]) -> int:
    """Do what the ordered script does, and return its exit code."""
    signal.alarm(order["seconds"])
    os.chdir(order["cwd"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    sys.argv = order["argv"]
    code: object = None
    try:
        runpy.run_path(order["argv"][0], run_name="__main__")
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


if __name__ == "__main__":
    sys.path.insert(0, str(SCRIPTS))
    import generate  # noqa: F401

    serve()
