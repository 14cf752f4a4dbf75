"""A test that does not run proves nothing: skipped and expected-to-fail tests fail."""

from collections.abc import Generator
from typing import Any

import pytest

WORDS = "A test that is skipped tests nothing: make it run, or remove it."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Generator[None, Any, Any]:
    return _refuse_skips((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    return _refuse_skips((yield))


def _refuse_skips(report: Any) -> Any:
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = WORDS
    return report
