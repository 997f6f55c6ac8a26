"""Ask strangers' servers what stands at an address: in little time, and never our own network's.

Names are looked up here and the address that was looked at is connected to, so that a name which
leads elsewhere the second time leads nowhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import string
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from briefings.limits import ANSWER_SECONDS, ASKING_SECONDS, REDIRECTS

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
MOVED = (301, 302, 303, 307, 308)
# The addresses of the internet's own machines in IPv6. Any other is a network's own, or leads to
# an address of IPv4, ours perhaps.
UNICAST = ipaddress.ip_network("2000::/3")

TOO_LATE = "It did not answer in time."


class Answer(NamedTuple):
    """What a server answered: status, the address after redirects, and the first bytes of the page.

    `status` is None if no answer came; `problem` then says in words why, and is "" otherwise.
    """

    status: int | None
    url: str
    page: bytes = b""
    problem: str = ""


class Unanswered(Exception):  # noqa: N818  (it is an answer, not an error)
    """Why no answer came, in words."""


def is_public(address: Address) -> bool:
    """Return whether an address is one of the internet's, of no network of anybody's own."""
    if isinstance(address, IPv6Address):
        leads_to_ipv4 = address.sixtofour or address.teredo
        return address in UNICAST and address.is_global and not leads_to_ipv4
    return address.is_global and not address.is_multicast


def ask(
    url: str,
    *,
    most: int = 0,
    seconds: float = ASKING_SECONDS,
    may_reach: Callable[[Address], bool] = is_public,
) -> Answer:
    """Return what the server of an http(s) address answers, after a few redirects.

    Without `most` the page is not read: HEAD is asked, and GET where a server refuses that. Else
    GET, and up to `most` bytes are read. `may_reach` says to which addresses one may connect. Takes
    so many `seconds` at most, and the time of looking up names.
    """
    ends = time.monotonic() + seconds
    try:
        if most == 0:
            answer = _follow("HEAD", url, 0, ends, may_reach)
            if answer.status is not None and answer.status < 400:
                return answer
        return _follow("GET", url, most, ends, may_reach)
    except Unanswered as why:
        return Answer(None, url, problem=str(why))


def _follow(
    method: str, url: str, most: int, ends: float, may_reach: Callable[[Address], bool]
) -> Answer:
    """Return the answer at the end of the redirects; raises `Unanswered`."""
    for _ in range(REDIRECTS + 1):
        status, leads_to, page = _request(method, url, most, ends, may_reach)
        if status not in MOVED or not leads_to:
            return Answer(status, url, page)
        with _in_words(ends):
            url = urljoin(url, leads_to)
    raise Unanswered("It leads from one address to the next without an end.")


def _request(
    method: str, url: str, most: int, ends: float, may_reach: Callable[[Address], bool]
) -> tuple[int, str, bytes]:
    """Return status, `Location` and the beginning of the page; raises `Unanswered`."""
    with _in_words(ends):
        parts = _parts(url)
        connection = _connect(parts, ends, may_reach)
        clock = threading.Timer(max(0, ends - time.monotonic()), _hang_up, [connection.sock])
        clock.start()
        try:
            path = iri_to_uri(urlunsplit(("", "", parts.path or "/", parts.query, "")))
            connection.request(method, path, headers=_headers())
            answer = connection.getresponse()
            page = answer.read(most)
            if time.monotonic() >= ends:
                raise TimeoutError
            # Bytes that are not ASCII come as Latin-1, and are most often UTF-8: as they are.
            leads_to = answer.headers.get("Location", "").encode("latin-1")
            return answer.status, quote(leads_to, safe=string.punctuation), page
        finally:
            clock.cancel()
            connection.close()


def _headers() -> dict[str, str]:
    """Return what we say of ourselves."""
    return {
        "User-Agent": f"Newsroom-Links/1 (+{settings.NEWSROOM_ADDRESS}/)",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Connection": "close",
    }


def _parts(url: str) -> SplitResult:
    """Return the parts of an address of the web; raises `Unanswered`."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise Unanswered("It leads to no page of the web.")
    if parts.username is not None or parts.password is not None:
        raise Unanswered("It holds a name or a password.")
    return parts


def _connect(
    parts: SplitResult, ends: float, may_reach: Callable[[Address], bool]
) -> http.client.HTTPConnection:
    """Return a connection to the host, at an address that may be reached."""
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = parts.port or PORTS[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    allowed = [each for each in addresses if may_reach(ipaddress.ip_address(each))]
    if not allowed:
        raise Unanswered("It leads into a private network.")
    patience = min(ANSWER_SECONDS, ends - time.monotonic())
    if patience <= 0:
        raise TimeoutError
    sock = socket.create_connection((allowed[0], port), timeout=patience)
    if parts.scheme == "http":
        connection = http.client.HTTPConnection(host, port)
    else:
        connection = http.client.HTTPSConnection(host, port)
        try:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except BaseException:
            sock.close()
            raise
    connection.sock = sock
    return connection


def _hang_up(sock: socket.socket) -> None:
    """End a connection whose time is over, whatever it still sends."""
    with suppress(OSError):  # it has ended
        sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def _in_words(ends: float) -> Iterator[None]:
    """Raise `Unanswered` for whatever keeps an answer away; after `ends` it came too late."""
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = time.monotonic() >= ends
        raise Unanswered(TOO_LATE if late else _why(error)) from error


def _why(error: Exception) -> str:
    """Return in words why no answer came."""
    match error:
        case socket.gaierror():
            return "There is no such host."
        case TimeoutError():
            return TOO_LATE
        case ConnectionRefusedError():
            return "The server refuses connections."
        case ssl.SSLCertVerificationError():
            return f"Its certificate is not valid: {error.verify_message}."
        case OSError():
            return "The connection ended before an answer."
        case _:
            return "It does not answer as a server of the web does."
