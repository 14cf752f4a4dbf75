"""What may not appear in a log, does not."""

import json
import logging
from io import StringIO
from typing import Any

import pytest
import structlog
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from apps.core.logs import redact_text, route_of
from config.settings.logging import AFTER, BEFORE, RENDERERS
from tests.communities.factories import CommunityFactory


@pytest.fixture(params=["json", "console"])
def lines(request: pytest.FixtureRequest) -> Any:
    """Everything that is logged, as the product writes it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=[*AFTER, RENDERERS[request.param]], foreign_pre_chain=BEFORE)
    )
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("谭建国 came", "[zh] came"),
        ("id 422801197001010013.", "id [id]."),
        ("id 42280119700101001x", "id [id]"),
        ("call 13812345678", "call [phone]"),
        ("call +86 138-1234-5678", "call [phone]"),
        ("took 1381234567812 ms", "took 1381234567812 ms"),
        ("unique\nDETAIL:  Key (name)=(x) exists.\nnext", "unique\n\nnext"),
        ("晴川家园，3栋 said", "[zh]3[zh] said"),
    ],
)
def test_redaction(text: str, kept: str) -> None:
    assert redact_text(text) == kept


def test_a_request_is_named_by_its_route(lines: StringIO, login: Any, auditor: Any) -> None:
    login(auditor).get("/admin/accounts/staff/4711/change/?q=谭建国&phone=13812345678")
    written = lines.getvalue()
    assert "GET /admin/accounts/staff/<path:object_id>/change/" in written
    for secret in ("4711", "谭建国", "13812345678", "%E8", "127.0.0.1"):
        assert secret not in written
    assert "request_finished" in written
    assert f"{auditor.pk}" in written


def test_an_address_nobody_answers(lines: StringIO, client: Any) -> None:
    assert client.get("/t/ABCD2345/nothing/here/").status_code == 404
    assert "ABCD2345" not in lines.getvalue()
    assert route_of(RequestFactory().get("/t/ABCD2345/nothing/here/")) == "?"


def test_messages_arguments_and_extras_are_struck_out(lines: StringIO) -> None:
    logging.getLogger("some.library").warning("could not reach %s at %s", "谭建国", "13812345678")
    logging.getLogger("some.library").warning("event", extra={"phone": "1", "who": ["覃玉兰"], "count": 3})
    structlog.get_logger("ours").warning("roster_row_refused", value="422801197001010013", nested={"name": "向长清"})
    written = lines.getvalue()
    for secret in ("谭建国", "覃玉兰", "向长清", "13812345678", "422801197001010013"):
        assert secret not in written
    assert "roster_row_refused" in written
    assert "count" in written


def test_a_traceback_keeps_neither_rows_nor_locals(lines: StringIO) -> None:
    name = "晴川家园"
    CommunityFactory(name=name, slug="one")
    try:
        with transaction.atomic():
            CommunityFactory(name=name, slug="two")
    except IntegrityError:
        structlog.get_logger("ours").exception("failed")
        logging.getLogger("library").exception("failed")
    written = lines.getvalue()
    assert "IntegrityError" in written
    assert "test_logs.py" in written
    assert name not in written
    assert "already exists" not in written


def test_json_lines_are_json(caplog: Any) -> None:
    event = {"event": "x", "level": "info", "n": 1, "who": "谭建国"}
    line = RENDERERS["json"](None, "info", AFTER[-1](None, "info", event))
    assert json.loads(line) == {"event": "x", "level": "info", "n": 1, "who": "[zh]"}
