"""Structured logs: JSON lines for machines (LOG_FORMAT=json), readable lines for people. apps/core/logs.py keeps
personal data out of them. Nothing is sent to another host.
"""

import logging
from typing import Any

import structlog

from apps.core.logs import plain_exception, redact_event

BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=False),
]
AFTER: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, plain_exception, redact_event]
RENDERERS: dict[str, Any] = {
    "json": structlog.processors.JSONRenderer(ensure_ascii=False),
    "console": structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    ),
}


def logging_config(*, style: str, level: str) -> dict[str, Any]:
    """settings.LOGGING: everything through one handler, in the style of RENDERERS."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *[step for step in BEFORE if not isinstance(step, structlog.stdlib.ExtraAdder)],
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [*AFTER, RENDERERS[style]],
                "foreign_pre_chain": BEFORE,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django names requests by their path; our own line (request_finished, request_failed) names the route.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "ERROR"},
            "axes": {"level": "ERROR"},  # the access log has it, without what was typed
            "celery.app.trace": {"level": "WARNING"},
            "pgtrigger": {"level": "WARNING"},
        },
    }


# What django-structlog writes: a line at the end of a request, none at its start; no network address.
STRUCTLOG = {
    "DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL": logging.DEBUG,
    "DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL": logging.INFO,
    "DJANGO_STRUCTLOG_IP_LOGGING_ENABLED": False,
    "DJANGO_STRUCTLOG_CELERY_ENABLED": True,
    "DJANGO_STRUCTLOG_CELERY_TASK_START_LOG_LEVEL": logging.DEBUG,
    "DJANGO_STRUCTLOG_CELERY_TASK_SUCCESS_LOG_LEVEL": logging.DEBUG,
}
