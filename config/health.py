"""Health and metrics.

`/health/live` answers as long as the process does. `/health/ready` answers 200 only when the product can work: the
database and the queue answer and the tables are those of this release; otherwise 503 and the names of what is missing.
A routing server is no such part: that it fails is said (`routing`), and the product works on without it.
`/metrics` is for Prometheus.

Three views instead of django-health-check: that one runs its checks in asynchronous views with an executor each, which
leaves a database connection per probe behind under WSGI, and brings a DNS library along.
"""

import ipaddress
from collections.abc import Callable
from threading import Event

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.urls import path
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView
from redis import Redis
from redis.exceptions import RedisError

from apps.core import rowsecurity
from apps.core.geo import routing
from config import embedded

logger = structlog.get_logger(__name__)
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
_applied = Event()
_bound = Event()


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """503 with the name of each part that does not work; the reasons are in the log, not for strangers."""
    found = {name: _works(name, check) for name, check in CHECKS.items()}
    said = {name: "ok" if works else "failing" for name, works in found.items()}
    return JsonResponse({**said, "routing": _routing()}, status=200 if all(found.values()) else 503)


def _routing() -> str:
    """`off` where no server is set, `failing` while it is left alone after a failure, `ok` else."""
    if not settings.ROUTING_URL:
        return "off"
    return "ok" if _works("routing", _check_routing) else "failing"


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' figures: with the METRICS_TOKEN as a bearer token; without one set, for this machine only."""
    if not _may_read_metrics(request):
        return HttpResponseForbidden("Metrics need the METRICS_TOKEN.", content_type="text/plain")
    return ExportToDjangoView(request)


def _may_read_metrics(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        return constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}")
    if any(header in request.META for header in FORWARDED):
        return False  # a reverse proxy on this machine makes everybody look local
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _works(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except (DatabaseError, RedisError, OSError, NotReadyError) as error:
        logger.warning("health_check_failed", part=name, error=str(error), kind=type(error).__name__)
        return False
    return True


class NotReadyError(Exception):
    """A part answers, but is not as this release needs it."""


def _check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _check_migrations() -> None:
    """Reading the migrations costs a twentieth of a second, and once applied they stay applied."""
    if _applied.is_set():
        return
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        raise NotReadyError(f"{len(plan)} migrations are not applied, the first of them {plan[0][0]}")
    _applied.set()


def _check_queue() -> None:
    with Redis.from_url(embedded.redis_url(), socket_timeout=5, socket_connect_timeout=5) as queue:
        queue.ping()


def _check_routing() -> None:
    if routing.resting():
        raise NotReadyError("the routing server failed and is left alone for a while")


def _check_row_security() -> None:
    """Tables and role do not change while the process runs; found right once, they are."""
    if _bound.is_set():
        return
    if found := rowsecurity.faults():
        raise NotReadyError(" ".join(found))
    _bound.set()


CHECKS: dict[str, Callable[[], None]] = {
    "database": _check_database,
    "migrations": _check_migrations,
    "row_security": _check_row_security,
    "queue": _check_queue,
}

urlpatterns = [path("live", live, name="health-live"), path("ready", ready, name="health-ready")]
