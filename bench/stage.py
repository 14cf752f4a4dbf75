"""What rows measure on: the running servers, logged-in visitors, and the databases."""

from dataclasses import dataclass, field
from typing import Any

import psycopg

from bench.client import Client
from bench.data import WHOLE_COUNTY, Size, url_of
from bench.server import Server


@dataclass
class Stage:
    """Servers by the name of their size; `runs`: how often a pair is measured; `households`: how long a roster is."""

    servers: dict[str, Server]
    runs: int
    households: int = 2_000
    _visitors: dict[tuple[str, str], Client] = field(default_factory=dict)

    def visitor(self, size: str, username: str = "") -> Client:
        """Somebody logged in (or not) at the server of this size; the same one each time."""
        key = (size, username)
        if key not in self._visitors:
            client = Client(self.servers[size].port)
            self._visitors[key] = client.log_in(username) if username else client
        return self._visitors[key]

    def ask(self, size: str, query: str) -> Any:
        """The first column of the first row of a query on that size's database."""
        database: Size = self.servers[size].size
        with psycopg.connect(url_of(database.database), options=WHOLE_COUNTY) as connection:
            row = connection.execute(query).fetchone()
        if row is None:
            raise RuntimeError(f"no row for: {query}")
        return row[0]
