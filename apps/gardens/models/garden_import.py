"""Imports of lists of zones, plots and lockers; the tables are core's."""

from django.utils.translation import gettext_lazy as _

from apps.core.models import OfRegister, SheetImport


class GardenImport(SheetImport):
    """An import of a list of zones, plots and lockers."""

    objects = OfRegister("gardens")

    class Meta:
        proxy = True
        verbose_name = _("import of garden plots")
        verbose_name_plural = _("imports of garden plots")
