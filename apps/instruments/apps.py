"""Questionnaires as versioned data: what is asked, when, and how it is scored."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class InstrumentsConfig(AppConfig):
    name = "apps.instruments"
    label = "instruments"
    verbose_name = _("questionnaires")

    def ready(self) -> None:
        from apps.instruments import permissions  # noqa: F401
        from apps.instruments.shipping import ship_after_migrate

        post_migrate.connect(ship_after_migrate, sender=self, dispatch_uid="instruments.shipped")
