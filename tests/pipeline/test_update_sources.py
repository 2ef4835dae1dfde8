"""Reading sources from files and over real http and https."""

import gzip
import ssl
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import trustme

import documents
import sources
from pipeline.update_tools import serving, text_answer
from problems import Problem

HERE = Path()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with authority.cert_pem.tempfile() as file:
        monkeypatch.setenv("SSL_CERT_FILE", file)
        yield


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"text\r\n")
    assert sources.read("page.md", tmp_path) == b"text\r\n"


@pytest.mark.parametrize(
    ("name", "what"), [("missing.md", "no such file"), (".", "is a directory")], ids=["missing", "folder"]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, what: str) -> None:
    with pytest.raises(Problem, match=f"^{name}: cannot be read: {what}"):
        sources.read(name, tmp_path)


@pytest.mark.parametrize(("surplus", "is_read"), [(0, True), (1, False)])
def test_20_mb_of_a_file_are_read_and_not_a_byte_more(tmp_path: Path, surplus: int, is_read: bool) -> None:
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(documents.MAX_BYTES + surplus)
    if is_read:
        assert len(sources.read("big.yaml", tmp_path)) == documents.MAX_BYTES
    else:
        with pytest.raises(Problem, match=r"^big\.yaml: is over the limit of 20,971,520 bytes"):
            sources.read("big.yaml", tmp_path)


def test_a_page_is_read_over_https_from_a_server_with_a_trusted_certificate(tls: ssl.SSLContext, trusted: None) -> None:
    with serving(text_answer("text"), tls) as base:
        assert sources.read(f"{base}/page.md", HERE) == b"text"


def test_a_server_with_an_untrusted_certificate_is_refused(tls: ssl.SSLContext) -> None:
    with serving(text_answer("text"), tls) as base, pytest.raises(Problem, match="certificate verify failed"):
        sources.read(f"{base}/page.md", HERE)


def test_the_server_is_told_who_asks() -> None:
    with serving(lambda request: text_answer(request.headers["User-Agent"])(request)) as base:
        assert sources.read(base, HERE) == b"openlayer-client update-spec"


def test_a_redirect_within_https_is_followed(tls: ssl.SSLContext, trusted: None) -> None:
    with (
        serving(text_answer("text"), tls) as final,
        serving(text_answer("", 308, Location=f"{final}/moved.md"), tls) as base,
    ):
        assert sources.read(f"{base}/page.md", HERE) == b"text"


def test_a_redirect_from_https_to_http_is_refused(tls: ssl.SSLContext, trusted: None) -> None:
    with (
        serving(text_answer("text")) as final,
        serving(text_answer("", 308, Location=f"{final}/moved.md"), tls) as base,
        pytest.raises(Problem, match="is redirected from https to http; redirects are followed within https only"),
    ):
        sources.read(f"{base}/page.md", HERE)


def test_a_redirect_from_http_is_refused_even_on_loopback() -> None:
    with (
        serving(text_answer("", 302, Location="/moved.md")) as base,
        pytest.raises(Problem, match="is redirected from http to http"),
    ):
        sources.read(f"{base}/page.md", HERE)


def test_an_endless_redirect_ends(tls: ssl.SSLContext, trusted: None) -> None:
    with (
        serving(text_answer("", 302, Location="/again"), tls) as base,
        pytest.raises(Problem, match="is redirected more than 5 times"),
    ):
        sources.read(f"{base}/page.md", HERE)


@pytest.mark.parametrize(
    "url",
    ["http://192.0.2.1/page.md", "http://docs.example.com/page.md", "ftp://127.0.0.1/page.md", "https:///page.md"],
)
def test_only_https_and_loopback_are_asked(url: str) -> None:
    with pytest.raises(Problem, match="name a file or an https URL"):
        sources.read(url, HERE, timeout=1)


@pytest.mark.parametrize("status", [204, 301, 404, 500])
def test_any_status_but_200_is_refused(status: int) -> None:
    with (
        serving(text_answer("", status)) as base,
        pytest.raises(Problem, match=f"is answered with status {status}; check the address"),
    ):
        sources.read(base, HERE)


def test_a_server_that_is_not_there_is_named() -> None:
    with serving(text_answer("")) as base:
        pass
    with pytest.raises(Problem, match=f"^{base}: cannot be read: .*refused"):
        sources.read(base, HERE)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_download_stops_at_20_mb_zipped_or_not(zipped: bool) -> None:
    body = b" " * (documents.MAX_BYTES + 1)
    answer = text_answer(gzip.compress(body, 1), Content_Encoding="gzip") if zipped else text_answer(body)
    with serving(answer) as base, pytest.raises(Problem, match="is over the limit of 20,971,520 bytes"):
        sources.read(base, HERE)


def test_an_endless_download_is_cut_off() -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(200):
            request.wfile.write(b".")
            time.sleep(0.02)

    started = time.monotonic()
    with serving(drip) as base, pytest.raises(Problem, match="takes too long to answer"):
        sources.read(base, HERE, timeout=0.3)
    assert time.monotonic() - started < 2


def test_a_silent_server_is_given_up() -> None:
    with (
        serving(lambda request: time.sleep(0.6)) as base,
        pytest.raises(Problem, match="takes too long to answer"),
    ):
        sources.read(base, HERE, timeout=0.2)


def test_a_slow_server_is_waited_for_until_the_timeout() -> None:
    def slow(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        text_answer("text")(request)

    with serving(slow) as base:
        assert sources.read(base, HERE, timeout=5) == b"text"


def test_a_url_with_a_password_is_refused_without_showing_it() -> None:
    with pytest.raises(Problem, match="the URL holds a password") as caught:
        sources.stored_name("https://user:hunter2@docs.example.com/page.md", HERE)
    assert "hunter2" not in str(caught.value)


def test_files_are_stored_as_seen_from_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert sources.stored_name("page.md", tmp_path / "project") == "../elsewhere/page.md"


def test_the_list_of_sources_survives_writing_and_reading(tmp_path: Path) -> None:
    listed = [sources.Source("https://docs.example.com/a.md", "0" * 64, "2026-01-31"), sources.Source("b.md", "1", "2")]
    (tmp_path / sources.FILE).write_text(sources.dump(listed))
    assert sources.load(tmp_path) == listed


@pytest.mark.parametrize(
    ("text", "place"), [("sources: {}\n", "#/sources:"), ("sources:\n- source: a.md\n", "#/sources/0:")]
)
def test_a_broken_list_of_sources_is_refused_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / sources.FILE).write_text(text)
    with pytest.raises(Problem, match=place):
        sources.load(tmp_path)
