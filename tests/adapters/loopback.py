"""A server on loopback that plays a platform, in a thread of its own."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Quiet(BaseHTTPRequestHandler):
    """Keeps connections open and says nothing."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        """Whoever goes away in the middle of a sentence is not answered."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Silent."""


SOON = 0.02
"""Seconds until a server notices that it is to end."""


class Loopback:
    """Serves at `url` until it is closed."""

    def __init__(self, handler: type[Quiet]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(SOON,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
