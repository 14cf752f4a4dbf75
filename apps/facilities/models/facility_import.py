"""Imports of lists of facilities; the tables are core's."""

from django.utils.translation import gettext_lazy as _

from apps.core.models import OfRegister, SheetImport


class FacilityImport(SheetImport):
    """An import of a list of facilities."""

    objects = OfRegister("facilities")

    class Meta:
        proxy = True
        verbose_name = _("import of facilities")
        verbose_name_plural = _("imports of facilities")
