"""The pages of facility imports in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.core.sheets.admin import SheetImportAdmin
from apps.facilities.models import FacilityImport


@admin.register(FacilityImport)
class FacilityImportAdmin(SheetImportAdmin):
    """Lists of facilities that were imported, or wait for somebody."""

    register_key = "facilities"
    list_title = _("Import of facilities")
