"""PostgreSQL and Valkey for one machine, from wheels: nothing to install or to set up.

`DATABASE_URL` and `REDIS_URL` replace them by real servers. Knows nothing of Django, so settings can ask it.
"""

from .errors import EmbeddedError
from .services import (
    broker_url,
    database_url,
    needed,
    redis_url,
    settings_database,
    start,
    status,
    stop,
)

__all__ = [
    "EmbeddedError",
    "broker_url",
    "database_url",
    "needed",
    "redis_url",
    "settings_database",
    "start",
    "status",
    "stop",
]
