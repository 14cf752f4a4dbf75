"""Rules and calendar that a test has set are forgotten before the next."""

import pytest

from apps.complaints import clocks


@pytest.fixture(autouse=True)
def _fresh_clocks() -> None:
    clocks.forget()
