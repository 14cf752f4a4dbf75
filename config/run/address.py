"""Where the product listens, and whether it can."""

import errno
import os
import socket
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener


class AddressError(Exception):
    """The product cannot listen there; says why and what to do."""


@dataclass(frozen=True)
class Address:
    """The host and port that the web server listens on."""

    host: str
    port: int

    @classmethod
    def from_environment(cls) -> "Address":
        text = os.environ.get("PORT") or "8000"
        if not text.isdigit() or not 0 < int(text) < 65536:
            raise AddressError(f"PORT={text} is not a port: give a number from 1 to 65535, e.g. PORT=8001 make run")
        return cls(os.environ.get("HOST") or "127.0.0.1", int(text))

    @property
    def url(self) -> str:
        """The address as a browser on this machine opens it."""
        local = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)
        return f"http://{local}:{self.port}"

    @property
    def is_public(self) -> bool:
        """Whether other devices can reach it."""
        return self.host not in {"127.0.0.1", "localhost", "::1"}

    def names(self) -> list[str]:
        """The host names under which the product may be opened."""
        names = ["localhost", "127.0.0.1", "[::1]"]
        if self.is_public:
            names += [self.host, socket.gethostname(), *own_addresses()]
        return list(dict.fromkeys(names))

    def neighbours(self) -> list[str]:
        """The addresses that a phone in the same network opens; none if the product listens for this machine only."""
        return [f"http://{number}:{self.port}" for number in own_addresses()] if self.is_public else []

    def check_free(self) -> None:
        """Raise AddressError unless we may listen there."""
        try:
            family, kind, protocol, _, where = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
        except socket.gaierror as error:
            raise AddressError(f"HOST={self.host} is not an address of this machine. Try HOST=127.0.0.1") from error
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(where)
            except OSError as error:
                raise AddressError(self._reason(error)) from error

    def _reason(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Port {self.port} is already taken by another program. "
                f"Choose another one: PORT={self.port + 1} make run"
            )
        if error.errno == errno.EACCES:
            return f"Port {self.port} needs root. Choose one above 1023: PORT=8000 make run"
        return f"Cannot listen on {self.host}, port {self.port}: {error.strerror}. Try HOST=127.0.0.1 make run"

    def answers(self, path: str) -> bool:
        """Whether the product answers there with success."""
        direct = build_opener(ProxyHandler({}))  # a proxy of the caller's environment is not for this machine
        try:
            with direct.open(self.url + path, timeout=5) as answer:
                return 200 <= answer.status < 300
        except (HTTPError, URLError, OSError):
            return False


def own_addresses() -> list[str]:
    """This machine's IPv4 address in its network, if it is in one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address that nobody has: only the route to it is asked for
        except OSError:
            return []
        return [probe.getsockname()[0]]
