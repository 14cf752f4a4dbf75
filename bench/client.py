"""A browser's worth of HTTP: one kept-open connection, cookies, log-in through the page."""

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from demo.plan import PASSWORD


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def ok(self, *allowed: int) -> "Answer":
        """Itself; raises RuntimeError for another status than those allowed (200)."""
        if self.status not in (allowed or (200,)):
            raise RuntimeError(f"status {self.status}: {self.body[:300].decode(errors='replace')}")
        return self


@dataclass
class Client:
    """One visitor of one server."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """A form, with the CSRF token that the last page set."""
        body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields})
        return self.ask("POST", path, body.encode(), {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self.connection is None:
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        always = {"Cookie": jar, "Accept-Language": "zh-CN", "Referer": f"http://127.0.0.1:{self.port}{path}"}
        try:
            self.connection.request(method, path, body, {**always, **headers})
            response = self.connection.getresponse()
        except (RemoteDisconnected, BrokenPipeError):
            if method != "GET":
                raise
            self.connection.close()  # the server closed it while it stood idle; it opens again by itself
            self.connection.request(method, path, body, {**always, **headers})
            response = self.connection.getresponse()
        told = {name.lower(): value for name, value in response.headers.items()}
        answer = Answer(response.status, told, response.read())
        self._keep(response)
        return answer

    def _keep(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value

    def log_in(self, username: str) -> "Client":
        """Through the log-in page."""
        self.get("/staff/login/").ok()
        self.post("/staff/login/", {"username": username, "password": PASSWORD}).ok(302)
        return self

    def token(self, path: str) -> str:
        """The CSRF token in the form of a page."""
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).ok().body)
        if not found:
            raise RuntimeError(f"{path} has no form")
        return found[1].decode()
