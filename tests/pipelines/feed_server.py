"""A real HTTP server on the loopback that answers as a test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Answer(NamedTuple):
    """One answer of the server."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


Handler = Callable[[str, dict[str, str]], Answer]


class FeedServer(NamedTuple):
    """A running server: its address, and the requests it has had, as (path, headers)."""

    url: str
    requests: list[tuple[str, dict[str, str]]]


@contextmanager
def serve(handler: Handler, robots: bytes | None = None) -> Iterator[FeedServer]:
    """Serves until the block ends; `handler` gets path and lower-cased headers of each GET.

    robots.txt is answered here, with 404 where there is none, and not listed among the requests.
    """
    requests: list[tuple[str, dict[str, str]]] = []

    class _Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            if self.path == "/robots.txt":
                answer = Answer(404) if robots is None else Answer(body=robots)
            else:
                requests.append((self.path, headers))
                answer = handler(self.path, headers)
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield FeedServer(f"http://127.0.0.1:{server.server_port}", requests)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
