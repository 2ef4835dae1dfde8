"""Try some mutants of today's client, in a process that may be forked: prints what came of each as JSON.

trial.py FOLDER
"""

import json
import sys
from pathlib import Path

from mutants import bench, code_side
from mutants.hosts import CONTRACT
from mutants.mutant import Mutant
from mutants.session import PACKAGE, ROOT

OPERATION = "api/create_api_key_in_workspace.py"
CHANGES = {
    "comment": (OPERATION, '"POST",', '"POST",  # as the document says'),
    "other path": (OPERATION, "/api-keys", "/keys"),
    "broken": (OPERATION, "_OPERATION", "missing()\n_OPERATION"),
}


def main(folder: Path) -> None:
    bench.warm((CONTRACT,))
    place = bench.Bench(ROOT / "generated", folder, 2, alone=True)
    mutants = []
    for name, (module, old, new) in CHANGES.items():
        text = (place.package / module).read_text()
        mutants.append(Mutant(name, module, text, text.replace(old, new, 1)))
    plan = code_side.contract_only(place)
    code_side.control(place, plan)
    for verdict in code_side.judge(mutants, place, plan):
        print(json.dumps([verdict.mutant.operator, verdict.killed, verdict.timed_out, verdict.reason]))
    # Whatever was changed is as it was.
    originals = {path.relative_to(place.package): path.read_text() for path in place.package.rglob("*.py")}
    for copy in place.copies:
        package = copy.folder / place.main / PACKAGE
        assert {path.relative_to(package): path.read_text() for path in package.rglob("*.py")} == originals


if __name__ == "__main__":
    main(Path(sys.argv[1]))
