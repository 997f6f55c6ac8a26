"""A mail server on this machine that keeps what it takes, and can fall silent."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as takes a mail. While `silent` it takes the words and says nothing."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.taken: list[str] = []
        self.silent = threading.Event()
        self.reached = threading.Event()
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that are killed."""


class _Conversation(socketserver.StreamRequestHandler):
    """One client."""

    server: Any

    def handle(self) -> None:
        """Answer command after command."""
        self.wfile.write(b"220 mail.example\r\n")
        while line := self.rfile.readline():
            match line[:4].upper().strip():
                case b"DATA":
                    self.wfile.write(b"354 Go on\r\n")
                    words = b"".join(iter(self.rfile.readline, b".\r\n"))
                    self.server.reached.set()
                    if self.server.silent.is_set():
                        self.rfile.readline()
                        return
                    self.server.taken.append(words.decode())
                    self.wfile.write(b"250 Taken\r\n")
                case b"QUIT":
                    self.wfile.write(b"221 Bye\r\n")
                    return
                case _:
                    self.wfile.write(b"250 OK\r\n")


@contextmanager
def open_mail_server() -> Iterator[MailServer]:
    """Serve until the end."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()
