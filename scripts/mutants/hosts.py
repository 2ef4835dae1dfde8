"""The packages that a mutant is put into: the one under test, and those that use what its document does not.

Every package has the same run-time modules, and one operation runs few of their lines. So a change to a run-time
module is made in packages from richer documents as well.
"""

import compileall
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode

import generate
from mutants import children
from mutants.mutant import Mutant
from mutants.session import PACKAGE, ROOT
from problems import Problem

CONTRACT = "tests/contract"
# They look at signatures and classes before anything is sent: most changes show there, and soonest.
BEHAVIOUR = "tests/behaviour"
_FIRST = ("test_surface.py", "test_models.py")
_DOCUMENTS = ("tests/behaviour/documents", "tests/mutation")
_MINUTE = 60.0


@dataclass(frozen=True)
class Hosts:
    """A folder with one generated folder for each host.

    Attributes:
        folder: Where they are.
        names: `generated` for the package under test, first; else of the document.
        others: Those that the behaviour tests use besides.
    """

    folder: Path
    names: tuple[str, ...]
    others: tuple[str, ...]

    def copied_to(self, folder: Path) -> "Hosts":
        """The same hosts in another folder, compiled."""
        shutil.copytree(self.folder, folder)
        # Whatever a file's date says, Python compiles anew what has changed.
        compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        return Hosts(folder, self.names, self.others)

    @contextmanager
    def changed(self, mutant: Mutant) -> Iterator[frozenset[str]]:
        """Put a mutant into every host that has the lines which it changes; their names."""
        originals: dict[Path, str] = {}
        changed: set[str] = set()
        for name in self.names:
            file = self.folder / name / PACKAGE / mutant.module
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            if (mutated := mutant.applied_to(text)) is not None:
                originals[file] = text
                changed.add(name)
                file.write_text(mutated, encoding="utf-8")
        try:
            yield frozenset(changed)
        finally:
            for file, text in originals.items():
                file.write_text(text, encoding="utf-8")


def contract_files(*left_out: str) -> tuple[str, ...]:
    """The files of the contract tests, the quickest first."""
    names = [path.name for path in sorted((ROOT / CONTRACT).glob("test_*.py"))]
    ordered = [*_FIRST, *(name for name in names if name not in _FIRST)]
    return tuple(f"{CONTRACT}/{name}" for name in ordered if name not in left_out)


def make(generated: Path, folder: Path, workers: int, *, alone: bool) -> Hosts:
    """Copy the package under test into the new folder `folder`, and generate the other hosts beside it, if any.

    Raises:
        Problem: The folder holds no package, or one of the documents cannot be generated.
    """
    if not (generated / PACKAGE / "__init__.py").exists():
        raise Problem(generated, f"holds no {PACKAGE}", "name a generated folder")
    shutil.copytree(generated, folder / "generated", ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
    places = () if alone else _DOCUMENTS
    documents = [path for place in places for path in sorted((ROOT / place).glob("*.yaml"))]

    list(children.run((_making(each, folder / each.stem) for each in documents), workers, _MINUTE))
    others = tuple(document.stem for document in documents if document.parent.parts[-2] == "behaviour")
    return Hosts(folder, ("generated", *(document.stem for document in documents)), others)


def _making(document: Path, folder: Path) -> Callable[[int], children.Task[None]]:
    def task(worker: int) -> children.Task[None]:
        problem = yield lambda: write_package(document, folder)
        if problem is not None:
            raise Problem(document, f"cannot be generated: {problem}", "mend it")

    return task


def write_package(document: Path, folder: Path) -> Problem | None:
    """Generate a package from a document as it is; what stands against it, if anything does."""
    folder.mkdir()
    try:
        generate.generate(document, None, ROOT / "generator-config.yaml", folder)
    except Problem as problem:
        return problem
    return None
