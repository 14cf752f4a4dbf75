"""Steps of a log as lines of a page: when, what, by whom, why."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import ui
from apps.core.models import StepLog

# Whom a log row names where no member of staff acted.
LABELS: Mapping[str, Any] = {
    "resident": pgettext_lazy("by", "resident"),
    "system": _("the system"),
    "script": pgettext_lazy("by", "script"),
    "standing booking": _("standing booking"),
}


def story(
    steps: Any, words: Mapping[str, Any], begun: Any, *, shown: int = 20, why: Callable[[str], Any] = str
) -> list[dict[str, Any]]:
    """The newest steps first, `shown` at most. `words` by name of a step; `begun` where a step is none of them.

    `why` puts what was noted into the reader's words. One query.
    """
    return [
        {
            "when": ui.when(step.at),
            "exact": ui.exact(step.at),
            "text": words.get(step.step, begun),
            "note": " · ".join(str(part) for part in (_who(step), why(step.why)) if part),
        }
        for step in steps.select_related("by").order_by("-at", "-pk")[:shown]
    ]


def _who(step: StepLog) -> Any:
    return step.by or LABELS.get(step.by_label, step.by_label)
