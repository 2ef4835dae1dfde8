"""Where the document comes from: the committed list of sources, and reading them from files and over http(s)."""

import hashlib
import ipaddress
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

import documents
import pointers
from problems import Problem, reason

FILE = "openapi.sources.yaml"
MAX_REDIRECTS = 5
USER_AGENT = "openlayer-client update-spec"
_HEADER = "# What `make update-spec` read last, and reads again when it is given nothing else. It writes this file.\n"


@dataclass(frozen=True)
class Source:
    """A page or document that was read.

    Attributes:
        name: Its URL, or its path as seen from the project's folder.
        sha256: Of the OpenAPI text in it; what else a page holds may change unnoticed.
        date: The day on which that text was first seen.
    """

    name: str
    sha256: str
    date: str


def load(root: Path) -> list[Source]:
    """The sources that were read last; none if there is no such file.

    Raises:
        Problem: The file is not as `dump` writes it.
    """
    path = root / FILE
    if not path.exists():
        return []
    entries = documents.load(path).get("sources")
    if not isinstance(entries, list):
        raise Problem(path, "has no list of sources", "name the sources once more", "/sources")
    found = []
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or set(entry) != {"source", "sha256", "date"}:
            pointer = pointers.join("", "sources", index)
            raise Problem(path, "is not source, sha256 and date", "name the sources once more", pointer)
        found.append(Source(str(entry["source"]), str(entry["sha256"]), str(entry["date"])))
    return found


def dump(sources: Sequence[Source]) -> str:
    """The text of the committed list."""
    entries = [{"source": each.name, "sha256": each.sha256, "date": each.date} for each in sources]
    return _HEADER + documents.dump({"sources": entries})


def seen(name: str, text: str, before: Sequence[Source], today: str) -> Source:
    """The entry for `text`, read from `name`: with the old date where nothing has changed."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = (each.date for each in before if (each.name, each.sha256) == (name, sha256))
    return Source(name, sha256, next(known, today))


def stored_name(name: str, root: Path) -> str:
    """How the committed list calls a source that the command line calls `name`.

    Raises:
        Problem: The name would break the list, or put a password into it.
    """
    if not name.isprintable() or not name:
        raise Problem(repr(name), "is no name of a source", "name a file or a URL")
    if not _is_url(name):
        return Path(os.path.relpath(name, root)).as_posix()
    if _parse_url(name).userinfo:
        raise Problem(_parse_url(name).host, "the URL holds a password", "leave it out: the URL is committed")
    return name


def read(name: str, root: Path, *, timeout: float = 30) -> bytes:
    """What a source holds now.

    Args:
        name: As in the committed list.
        root: The project's folder, from which files are found.
        timeout: Seconds for the whole of a download.

    Raises:
        Problem: It cannot be read, takes too long, is over 20 MB, or is redirected out of https.
    """
    return _download(_parse_url(name), timeout) if _is_url(name) else _read_file(name, root)


def _read_file(name: str, root: Path) -> bytes:
    try:
        with (root / name).open("rb") as file:
            content = file.read(documents.MAX_BYTES + 1)
    except OSError as error:
        raise Problem(name, f"cannot be read: {reason(error)}", "name a readable file or a URL") from None
    _check_size(len(content), name)
    return content


def _download(url: httpx.URL, timeout: float) -> bytes:
    deadline = time.monotonic() + timeout
    _check_scheme(url)
    try:
        with httpx.Client(timeout=timeout, headers={"User-Agent": USER_AGENT}) as client:
            for _ in range(MAX_REDIRECTS + 1):
                with client.stream("GET", url) as response:
                    if response.next_request is None:
                        return _body(response, deadline)
                    target = response.next_request.url
                if url.scheme != "https" or target.scheme != "https":
                    what = f"is redirected from {url.scheme} to {target.scheme}"
                    raise Problem(str(url), what, "redirects are followed within https only: name the final address")
                url = target
    except httpx.TimeoutException:
        raise _too_slow(url) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        what = f"cannot be read: {str(error) or type(error).__name__}"
        raise Problem(str(url), what, "check the address and the network") from None
    raise Problem(str(url), f"is redirected more than {MAX_REDIRECTS} times", "name the final address")


def _body(response: httpx.Response, deadline: float) -> bytes:
    url = str(response.url)
    if response.status_code != 200:
        raise Problem(url, f"is answered with status {response.status_code}", "check the address")
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        _check_size(len(content), url)
        if time.monotonic() > deadline:
            raise _too_slow(response.url)
    return bytes(content)


def _check_size(size: int, where: str) -> None:
    if size > documents.MAX_BYTES:
        raise Problem(where, f"is over the limit of {documents.MAX_BYTES:,} bytes", "name a smaller document")


def _too_slow(url: httpx.URL) -> Problem:
    return Problem(str(url), "takes too long to answer", "try again later, or save it and name the file")


def _is_url(name: str) -> bool:
    return "://" in name


def _parse_url(name: str) -> httpx.URL:
    try:
        return httpx.URL(name)
    except httpx.InvalidURL as error:
        raise Problem(name, f"is no URL: {error}", "name a file or an https URL") from None


def _check_scheme(url: httpx.URL) -> None:
    """Documents come over https; on this machine itself, plain http will do."""
    if (url.scheme == "https" and url.host) or (url.scheme == "http" and _is_loopback(url.host)):
        return
    raise Problem(str(url), f"is read over {url.scheme}", "name a file or an https URL")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
