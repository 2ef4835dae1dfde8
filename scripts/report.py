"""Show what an update does: a line a step while it runs, then a summary for people or JSON for machines."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

import documents
from changes import DocumentChange
from corrections import Stale
from defects import Defect
from sources import Source
from verdict import CallerChange, Verdict

_STYLES = {
    Verdict.NOTHING: "dim",
    Verdict.DOCUMENTATION: "blue",
    Verdict.COMPATIBLE: "green",
    Verdict.BREAKING: "bold red",
}
_LINES = 12


@dataclass
class Update:
    """Everything that is to be said about an update.

    Attributes:
        sources: What was read.
        stale: Overlay actions that no longer fit.
        defects: Lost `$ref`s that no action corrects.
        actions: Overlay actions that would correct them.
        named: Operations (`GET /keys`) that the document leaves without an id, and the ids made for them.
        document: What changed in the published document.
        callers: What changed for code that imports the package.
        verdict: What that amounts to; None where the overlay must be mended first.
        version: The package's version now, the one that should follow, and the part of it that moves.
        files: The files and folders that are not as they should be.
    """

    sources: list[Source]
    stale: list[Stale] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    document: list[DocumentChange] = field(default_factory=list)
    callers: list[CallerChange] = field(default_factory=list)
    verdict: Verdict | None = None
    version: tuple[str, str, str] = ("", "", "")
    files: list[str] = field(default_factory=list)


class Output:
    """Where the lines go: progress to stderr if standard output is for JSON; colours only to a terminal."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._console = Console(file=sys.stderr if as_json else sys.stdout, highlight=False, soft_wrap=True)

    def step(self, verb: str, what: str) -> None:
        """Say what was done just now."""
        self._print((f"{verb:<9}", "cyan"), what)

    def show(self, update: Update) -> None:
        """Say what an update amounts to."""
        if self._as_json:
            print(json.dumps(_data(update), indent=2))
            return
        for stale in update.stale:
            self._print(("stale    ", "red"), f"{stale.place} ({stale.target}): {stale.what}")
        for defect in update.defects:
            self._print(("defect   ", "red"), f"{defect.pointer}: a bare UUID, {defect.uuid}")
        if update.actions:
            self._print("Overlay actions for these defects, to be checked and added:")
            self._print(_indent(documents.dump({"actions": update.actions}).partition("\n")[2]))
        self._show_document(update.document)
        self._show_callers(update.callers)
        if update.verdict is not None:
            self._print(("Verdict: ", "bold"), (str(update.verdict), _STYLES[update.verdict]), _version(update))

    def _show_document(self, found: Sequence[DocumentChange]) -> None:
        lines = []
        for group, members in groupby(found, key=lambda change: change.group):
            first, *others = members
            lines.append(f"  {group}" if first.place else f"  {first.sign} {group}")
            lines += [f"    {change.sign} {_describe(change)}" for change in [first, *others] if change.place]
        self._show_section("Document", lines)

    def _show_callers(self, found: Iterable[CallerChange]) -> None:
        ordered = sorted(found, key=lambda change: -change.verdict)
        self._show_section("Callers", [f"  {change.verdict!s:<11}{change.place}: {change.what}" for change in ordered])

    def _show_section(self, title: str, lines: list[str]) -> None:
        if lines:
            self._print((title, "bold"))
        for line in lines[:_LINES]:
            self._print(line)
        if len(lines) > _LINES:
            self._print(f"  … and {len(lines) - _LINES} more lines; --json has them all")

    def _print(self, *parts: str | tuple[str, str]) -> None:
        self._console.print(
            Text.assemble(*((_printable(part), "") if isinstance(part, str) else part for part in parts))
        )


def _data(update: Update) -> dict[str, Any]:
    data = asdict(update)
    data["verdict"] = None if update.verdict is None else str(update.verdict)
    data["version"] = dict(zip(("current", "next", "bump"), update.version, strict=True))
    for change in data["callers"]:
        change["verdict"] = str(change["verdict"])
    return data


def _describe(change: DocumentChange, limit: int = 40) -> str:
    def show(value: Any) -> str:
        text = json.dumps(value, ensure_ascii=False)
        return text if len(text) <= limit else f"{text[: limit - 1]}…"

    values = {"+": show(change.new), "-": show(change.old), "~": f"{show(change.old)} → {show(change.new)}"}
    return f"{change.place}: {values[change.sign]}"


def _version(update: Update) -> str:
    current, following, bump = update.version
    if following == current:
        return f"; the version stays {current}"
    return f"; {bump} version bump, {current} → {following} (package_version_override in generator-config.yaml)"


def _indent(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True)).rstrip()


def _printable(text: str) -> str:
    """Published text cannot steer the terminal."""
    return "".join(char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in text)
