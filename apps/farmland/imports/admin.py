"""The pages of imports of fields in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.core.sheets.admin import SheetImportAdmin
from apps.farmland.models import ParcelImport


@admin.register(ParcelImport)
class ParcelImportAdmin(SheetImportAdmin):
    """Ledgers of land that were imported, or wait for somebody."""

    register_key = "parcels"
    list_title = _("Import of fields")
