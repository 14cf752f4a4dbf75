"""Days on which the working calendar differs from the published one."""

from typing import Any, Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.scope import scope_of


class CalendarDayQuerySet(models.QuerySet):
    """One calendar for the county."""

    def visible_to(self, user: Any) -> Self:
        """All days for everybody who has any area; none for who has none."""
        return self.none() if scope_of(user).empty else self


@pghistory.track()
class CalendarDay(Stamped):
    """A holiday or make-up workday (调休), over the calendar that the State Council publishes each autumn."""

    date = models.DateField(_("date"), unique=True)
    is_workday = models.BooleanField(_("workday"))
    note = models.CharField(_("note"), max_length=60, blank=True)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("working calendar")
        ordering = ("-date",)

    def __str__(self) -> str:
        return f"{self.date} {_('workday') if self.is_workday else _('day off')}"
