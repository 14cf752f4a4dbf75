"""Questionnaires as versioned data: what is asked, when, and how it is scored."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstrumentsConfig(AppConfig):
    name = "apps.instruments"
    label = "instruments"
    verbose_name = _("questionnaires")
