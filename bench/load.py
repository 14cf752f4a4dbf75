"""Many requests at once with little work on our side: raw bytes over kept-open sockets, a few threads."""

import socket
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

PLACEHOLDER = b"00000000-0000-4000-8000-000000000000"


def request_bytes(path: str, fields: bytes, cookies: dict[str, str], port: int) -> bytes:
    """A form post as a phone's browser sends it."""
    jar = "; ".join(f"{name}={value}" for name, value in cookies.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {jar}\r\nReferer: http://127.0.0.1:{port}{path}\r\n"
        "User-Agent: Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0\r\nAccept-Language: zh-CN\r\n"
        "Accept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(fields)}\r\n\r\n"
    )
    return head.encode() + fields


def once_each(template: bytes) -> Callable[[], bytes]:
    """The request with a fresh client_id each time."""
    before, _, after = template.partition(PLACEHOLDER)
    return lambda: before + str(uuid.uuid4()).encode() + after


def fire(port: int, make: Callable[[], bytes], *, count: int, threads: int, status: bytes) -> float:
    """Send `count` requests over `threads` connections; seconds. Raises RuntimeError at another status."""
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda _n: _worker(port, make, count // threads, status), range(threads)))
    return time.perf_counter() - started


def _worker(port: int, make: Callable[[], bytes], count: int, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream = connection.makefile("rb")
        for _i in range(count):
            connection.sendall(make())
            _read(stream, status)


def _read(stream: socket.SocketIO, status: bytes) -> None:
    first = stream.readline()
    length = 0
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    body = stream.read(length)
    if status not in first:
        raise RuntimeError(f"{first.decode().strip()}: {body[:200].decode(errors='replace')}")
