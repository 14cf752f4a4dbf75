"""Numbers that the county may change, each from a day on."""

from datetime import date
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models.base import Stamped


class DatedSettingQuerySet(models.QuerySet):
    """Look-ups by key and day."""

    def value_on(self, key: str, day: date) -> Any:
        """The value that held on a day, or None where none was set yet."""
        return self.filter(key=key, valid_from__lte=day).order_by("-valid_from").values_list("value", flat=True).first()


@pghistory.track()
class DatedSetting(Stamped):
    """A rule's value from a day on. Older values stay, so an old report is computed as it was."""

    key = models.CharField(_("rule"), max_length=60)
    valid_from = models.DateField(_("valid from"), default=clock.today)
    value = models.JSONField(_("value"))
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = DatedSettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules and clocks")
        ordering = ("key", "-valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("key", "valid_from"),
                name="core_setting_one_value_a_day",
                violation_error_message=_("This rule already has a value from that day. Change that one instead."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} · {self.valid_from}"

    def clean(self) -> None:
        from apps.core.rules import RULES  # the registry fills when apps are ready

        rule = RULES.get(self.key)
        if rule is None:
            raise ValidationError({"key": _("There is no rule of this name.")})
        rule.check(self.value)
