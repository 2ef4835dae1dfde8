"""Do the tests bite? Break the client, and the document, in many small ways, and see whether a test notices.

mutate.py [--generated DIR] [--sample | --all | --module PATH] [--side code|document] [--jobs N]
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import documents
from mutants import bench, code, code_side, document_side, equivalents, likeness, report
from mutants.bench import Bench
from mutants.hosts import BEHAVIOUR, CONTRACT
from mutants.likeness import Likeness
from mutants.selection import Selection
from mutants.session import PACKAGE, ROOT
from problems import exit_with

EQUIVALENT = ROOT / "mutants.equivalent.yaml"


def main(arguments: list[str] | None = None) -> int:
    """Try the mutants of both sides; 0 if the tests tell them all."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.module and not (options.generated / PACKAGE / options.module).is_file():
        parser.error(f"argument --module: {options.module} is no module of the package, such as _retries.py")
    sides: dict[str, Callable[[argparse.Namespace, Path], bool]] = {"code": _code, "document": _document}
    with tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as folder:
        bench.warm((CONTRACT,) if options.sample else (CONTRACT, BEHAVIOUR))
        # Children compile the tests and the package once for all, and leave nothing in the repository.
        sys.pycache_prefix = str(Path(folder) / "compiled")
        sys.dont_write_bytecode = False
        told = [side(options, Path(folder)) for name, side in sides.items() if options.side in (None, name)]
    return 0 if all(told) else 1


def _code(options: argparse.Namespace, folder: Path) -> bool:
    listed = equivalents.load(EQUIVALENT)
    place = Bench(options.generated, folder / "code", options.jobs, alone=options.sample)
    every = code.of_package(place.package)
    if options.sample:
        plan, told = code_side.contract_only(place), code_side.forget
        tried = code_side.sample(every)
    else:
        runs = place.measure()
        selection = Selection(runs, Likeness(likeness.functions(ROOT, {test.file for test in runs.durations})))
        plan, told = code_side.closest_first(place, selection, listed), selection.killed
        tried = [mutant for mutant in every if options.module in (None, mutant.module)]
        if not options.all and options.module is None:
            tried = code_side.spread(tried)
        print(f"Trying {len(tried)} of {len(every)} mutants" + ("" if len(tried) == len(every) else "; --all for all"))
    code_side.control(place, plan)
    verdicts = list(report.progress(code_side.judge(tried, place, plan, told), len(tried), "mutants"))

    table = report.Table("Code")
    survivors = []
    for verdict in verdicts:
        is_listed = any(entry.is_for(verdict.mutant) for entry in listed)
        table.add(verdict.mutant.operator, killed=verdict.killed, equivalent=is_listed)
        if not verdict.killed and not is_listed:
            survivors.append(str(verdict.mutant))
    stale = equivalents.stale(listed, every, [verdict.mutant for verdict in verdicts if verdict.killed])
    late = sum(verdict.timed_out for verdict in verdicts)
    table.show(code.OPERATORS, f"{late} of them because a test took too long" if late else "")
    report.show("Survivors:", sorted(survivors))
    report.show(f"Stale in {EQUIVALENT.name}:", stale)
    return not survivors and not stale


def _document(options: argparse.Namespace, folder: Path) -> bool:
    document = documents.load(options.generated / "openapi.yaml")
    tried = document_side.variants(document)
    if options.sample:
        tried = document_side.sample(tried)
    verdicts = document_side.judge(tried, options.generated, folder / "document", options.jobs)
    table = report.Table("Document")
    survivors = []
    for verdict in report.progress(verdicts, len(tried), "variants"):
        table.add(verdict.variant.operator, killed=verdict.fault is None)
        if verdict.fault is not None:
            survivors.append(f"#{verdict.variant.pointer} {verdict.variant.operator}: {verdict.fault}")
    table.show([operator.name for operator in document_side.OPERATORS])
    report.show("Survivors:", sorted(survivors))
    return not survivors


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Prove that the contract and behaviour tests tell a wrong client.")
    parser.add_argument("--generated", type=Path, default=ROOT / "generated", help="the folder with the client")
    many = parser.add_mutually_exclusive_group()
    many.add_argument("--sample", action="store_true", help="a fixed few mutants, in seconds")
    many.add_argument("--all", action="store_true", help="every mutant, not a fixed part of them")
    many.add_argument("--module", help="every mutant of the code in this module of the package, such as _retries.py")
    parser.add_argument("--side", choices=("code", "document"), help="one side only")
    parser.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, help="how many to try side by side")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


if __name__ == "__main__":
    exit_with(main)
