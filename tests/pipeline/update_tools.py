"""Run `update_spec.py` on a tree of its own, and serve pages to it."""

import io
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import update_spec
from problems import exit_with

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = REPOSITORY / "scripts" / "update_spec.py"
PAGES = Path(__file__).parent / "pages"
CREATE = (PAGES / "create-api-key.md").read_text()
LIST = (PAGES / "list-api-keys.md").read_text()

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Outcome:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Tree:
    """A project's folder: a configuration, pages to read, and what the command makes."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.write_text(text)
        return path

    def page(self, text: str = CREATE, name: str = "page.md") -> str:
        return str(self.write(name, text))

    def overlay(self, *actions: str) -> None:
        listed = "".join(f"\n  - {action}" for action in actions) or " []"
        self.write("openapi.overlay.yaml", f"overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:{listed}\n")

    def run(self, *arguments: str) -> Outcome:
        """The command in this process."""
        out, err = io.StringIO(), io.StringIO()
        code = 0
        with redirect_stdout(out), redirect_stderr(err):
            try:
                exit_with(lambda: update_spec.main(["--root", str(self.root), *arguments]))
            except SystemExit as end:
                code = int(end.code or 0)
        return Outcome(code, out.getvalue(), err.getvalue())

    def start(self, *arguments: str) -> Outcome:
        """The command in a process of its own, as `make` runs it."""
        command = [sys.executable, str(COMMAND), "--root", str(self.root), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.root, timeout=60, check=False)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def made(self) -> dict[str, bytes]:
        """Everything in the tree but its pages."""
        return snapshot(self.root, ignored=(".md",))


def snapshot(root: Path, *, ignored: tuple[str, ...] = ()) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.suffix not in ignored
    }


def new_tree(root: Path) -> Tree:
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "generator-config.yaml", root)
    return Tree(root)


@contextmanager
def serving(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """The base URL of a server on loopback that answers every GET with `answer`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]  # clients may hang up
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def text_answer(text: str | bytes, status: int = 200, **headers: str) -> Answer:
    """An answer with a body; `Content_Type="…"` stands for the header `Content-Type`."""
    body = text.encode() if isinstance(text, str) else text

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer
