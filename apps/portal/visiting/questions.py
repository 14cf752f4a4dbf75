"""The questionnaires of a pack: blank forms by their content, and what the register already knows of each household."""

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import get_language

from apps.core import clock
from apps.followups.writing import prefills, registers_now
from apps.followups.writing.base import Told
from apps.households.known import known
from apps.instruments.library import currents, definition_of
from apps.instruments.models import InstrumentVersion
from apps.instruments.rendering import form_html
from apps.instruments.vocabulary import Subject


class Questions:
    """`current` says which content is asked now, by the key of the questionnaire; `names` what it is called."""

    def __init__(self, homes: Collection[Any], by: Any) -> None:
        self._told = Told(by, clock.today(), {})
        self._now = registers_now(homes, self._told)
        language = get_language() or ""
        self._rows = {key: row for key, row in currents().items() if row.instrument.subject == Subject.HOUSEHOLD}
        self.current = {key: row.content_hash for key, row in self._rows.items()}
        self.names = {key: definition_of(row).title.of(language) for key, row in self._rows.items()}

    def forms(self, older: Iterable[InstrumentVersion] = ()) -> dict[str, dict[str, str]]:
        """The blank forms by content hash, and those of `older` versions.

        The phone keeps what it has as long as something was begun in it.
        """
        rows = {row.content_hash: row for row in (*self._rows.values(), *older)}
        return {
            key: {
                "key": row.instrument.key, "title": definition_of(row).title.of(get_language() or ""),
                "html": form_html(row),
            }
            for key, row in rows.items()
        }  # fmt: skip

    def of(self, home: Any) -> dict[str, Any]:
        """What the forms of this household begin with, and which entries of the register the worker saw."""
        stay, answers = known(home).presence, {}
        base: dict[str, Any] = {"presence": stay.status if stay else None}
        for key, row in self._rows.items():
            answers[key], seen = prefills(definition_of(row), home, self._told, self._now[home.pk])
            base |= seen
        return {"prefills": answers, "base": base}
