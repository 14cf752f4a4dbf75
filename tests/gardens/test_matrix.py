"""Every state and every step of garden plots, taken by the actions: the workflow's answer, and nothing half done."""

from typing import Any

import pytest

from apps.core.errors import DomainError
from tests.gardens.living import garden  # noqa: F401 — a fixture
from tests.gardens.matrix import CASES, Matrix, Noun, differences, matrix  # noqa: F401 — a fixture

pytestmark = pytest.mark.django_db
REFUSALS = {"wrong_state", "decided", "settled"}


@pytest.mark.parametrize(("noun", "state"), CASES)
def test_every_step_in_every_state(noun: str, state: str, matrix: Matrix) -> None:  # noqa: F811
    def take(kind: Noun, row: Any, step: str, given: dict[str, Any]) -> None:
        refused = ""
        try:
            kind.take(row, step, matrix.by, given)
        except DomainError as error:
            refused = error.code
        assert bool(refused) == (kind.allowed(state, step) is None), f"{step} in {state}: {refused or 'taken'}"
        assert refused in ("", *REFUSALS)

    assert differences(matrix, noun, state, take) == []
