"""Imports of ledgers of land; the tables are core's."""

from django.utils.translation import gettext_lazy as _

from apps.core.models import OfRegister, SheetImport


class ParcelImport(SheetImport):
    """An import of a ledger of land."""

    objects = OfRegister("parcels")

    class Meta:
        proxy = True
        verbose_name = _("import of fields")
        verbose_name_plural = _("imports of fields")
