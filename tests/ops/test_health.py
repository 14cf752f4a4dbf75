"""Health endpoints and metrics: true answers, and none for strangers."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from apps.core.geo import routing
from config import health


@pytest.fixture(autouse=True)
def _forget_migrations() -> None:
    health._applied.clear()


def test_live_asks_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/health/live")
    assert answer.status_code == 200
    assert answer.content == b"ok"


def test_ready_when_everything_works(client: Client) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    parts = {"database": "ok", "migrations": "ok", "row_security": "ok", "queue": "ok"}
    assert answer.json() == {**parts, "routing": "off"}
    assert "no-store" in answer["Cache-Control"]


def test_a_routing_server_that_fails_is_said_and_does_not_stop_the_product(client: Client, settings: Any) -> None:
    settings.ROUTING_URL = "http://127.0.0.1:9"
    assert client.get("/health/ready").json()["routing"] == "ok"
    cache.set(routing.DOWN, True, 60)
    answer = client.get("/health/ready")
    cache.clear()
    assert answer.status_code == 200
    assert answer.json()["routing"] == "failing"


def test_not_ready_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection to 10.1.2.3 failed: password of anju is wrong")

    monkeypatch.setitem(health.CHECKS, "database", refuse)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["database"] == "failing"
    assert answer.json()["queue"] == "ok"
    assert b"10.1.2.3" not in answer.content, "reasons are for the log"


def test_not_ready_without_the_queue(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "unix:///nowhere/valkey.sock")
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["queue"] == "failing"


def test_not_ready_before_the_migrations(client: Client) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    last = MigrationRecorder.Migration.objects.filter(app="core").latest("pk")
    last.delete()
    assert client.get("/health/ready").json()["migrations"] == "failing"
    last.save(force_insert=True)
    assert client.get("/health/ready").json()["migrations"] == "ok"


def test_health_answers_reading_requests_only(client: Client) -> None:
    assert client.head("/health/ready").status_code == 200
    assert client.post("/health/ready").status_code == 405


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.7", {}, 403),
        ("", {}, 403),
        # A reverse proxy on this machine makes everybody look local.
        ("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, 403),
        ("127.0.0.1", {"Forwarded": "for=10.0.0.7"}, 403),
        ("10.0.0.7", {"X-Forwarded-For": "127.0.0.1"}, 403),
    ],
)
def test_metrics_without_a_token_are_for_this_machine(
    client: Client, settings: Any, address: str, headers: dict[str, str], status: int
) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code == status


@pytest.mark.parametrize(
    ("authorization", "status"), [("Bearer right", 200), ("Bearer wrong", 403), ("right", 403), (None, 403)]
)
def test_metrics_with_a_token_need_it_everywhere(
    client: Client, settings: Any, authorization: str | None, status: int
) -> None:
    settings.METRICS_TOKEN = "right"
    headers = {"Authorization": authorization} if authorization else {}
    answer = client.get("/metrics", headers=headers, REMOTE_ADDR="127.0.0.1")
    assert answer.status_code == status


def test_metrics_are_what_prometheus_reads(client: Client) -> None:
    assert b"# TYPE python_info gauge" in client.get("/metrics").content
