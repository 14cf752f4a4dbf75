"""What all our admin pages share, and the admin of dated rules."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from apps.core.admin_filters import FilterSetChangeList
from apps.core.filters import FilterSet
from apps.core.models import DatedSetting


class ScopedAdmin(ModelAdmin):
    """An admin page whose every list, detail, search and choice begins with visible_to.

    `filterset_class` narrows the list with the model's FilterSet, as the API does. `list_title`
    heads the list where the model's plural would read oddly. `empty_title` and `empty_text` stand where the list has
    no rows yet: what it is for, and the next step.
    """

    list_per_page = 25
    show_full_result_count = False
    list_filter_submit = True
    compressed_fields = True
    warn_unsaved_form = True
    deletable: ClassVar[bool] = False
    filterset_class: ClassVar[type[FilterSet] | None] = None
    list_title: ClassVar[Any] = ""
    add_word: ClassVar[Any] = ""
    empty_title: ClassVar[Any] = ""
    empty_text: ClassVar[Any] = ""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return FilterSetChangeList if self.filterset_class else super().get_changelist(request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = self.model._default_manager.visible_to(request.user)
        ordering = self.get_ordering(request)
        return queryset.order_by(*ordering) if ordering else queryset

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        manager = db_field.remote_field.model._default_manager
        if "queryset" not in kwargs and hasattr(manager, "visible_to"):
            kwargs["queryset"] = manager.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletable and super().has_delete_permission(request, obj)


@admin.register(DatedSetting)
class DatedSettingAdmin(ModelAdmin):
    """Rules and clocks: each value from a day on; older values stay."""

    list_display = ("key", "valid_from", "value", "source")
    list_filter = ("key",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
