"""What all our admin pages share."""

from typing import Any, ClassVar

from django import forms
from django.db import IntegrityError, models
from django.db.models.constants import LOOKUP_SEP
from django.http import Http404, HttpRequest, HttpResponse
from unfold.admin import ModelAdmin

from apps.core import rules_admin  # noqa: F401  registers the page of rules
from apps.core.admin_filters import FilterSetChangeList
from apps.core.constraints import message_of
from apps.core.errors import DomainError, InvalidInput
from apps.core.filters import FilterSet
from apps.core.forms import refusing
from apps.core.handlers import REFUSAL_HEADER
from apps.core.lists.paginator import BoundedPaginator
from apps.core.lists.tools import ListTools
from apps.core.registers.pages import RegisterPages


class ScopedChoices:
    """For pages and their rows: what a form lets one choose begins with visible_to, also where the key is typed."""

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        manager = db_field.remote_field.model._default_manager
        if "queryset" not in kwargs and hasattr(manager, "visible_to"):
            kwargs["queryset"] = manager.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ScopedAdmin(ListTools, RegisterPages, ScopedChoices, ModelAdmin):
    """An admin page whose every list, detail, search and choice begins with visible_to.

    `filterset_class` narrows the list with the model's FilterSet, as the API does. `list_numbers` are the columns that
    stand to the right. `chosen_once` names fields that stay as they were when the row was made. `list_title` heads the
    list where the model's plural would read oddly. `empty_title` and `empty_text` stand where the list has no rows yet:
    what it is for, and the next step. Columns, kept filters and exports: apps/core/lists/tools.py.
    """

    list_per_page = 25
    paginator = BoundedPaginator
    show_full_result_count = False
    list_filter_submit = True
    compressed_fields = True
    warn_unsaved_form = True
    deletable: ClassVar[bool] = False
    filterset_class: ClassVar[type[FilterSet] | None] = None
    list_numbers: ClassVar[tuple[str, ...]] = ()
    list_title: ClassVar[Any] = ""
    add_word: ClassVar[Any] = ""
    empty_title: ClassVar[Any] = ""
    empty_text: ClassVar[Any] = ""
    chosen_once: ClassVar[tuple[str, ...]] = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return FilterSetChangeList if self.filterset_class else super().get_changelist(request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = self.model._default_manager.visible_to(request.user)
        ordering = self.get_ordering(request)
        return queryset.order_by(*ordering) if ordering else queryset

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "community" and not db_field.blank:
            _choose_the_only_one(field)
        return field

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What an action, or a constraint that the form did not foresee, refuses stands at its field in the form, with
        everything that was typed.
        """
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            refusal: DomainError = InvalidInput(message_of(error), code="constraint")
        except DomainError as error:
            if request.method != "POST":
                raise
            refusal = error
        request.refusal = refusal  # type: ignore[attr-defined]
        response = super().changeform_view(request, *args, **kwargs)
        response.status_code = refusal.status
        response[REFUSAL_HEADER] = refusal.code
        return response

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return form if refusal is None else refusing(form, refusal)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """What is not there, or not in one's areas, says so itself instead of sending people to the first page."""
        raise Http404

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        given = super().get_readonly_fields(request, obj)
        return (*given, *self.chosen_once) if obj else given

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Only the filters that the list offers.

        Django's own answer lets an address ask about every column of the row, shown or not: a password's hash, a
        birth date, a telephone number, letter by letter.
        """
        column = lookup.split(LOOKUP_SEP)[0]
        if column not in {field.name for field in self.opts.get_fields()}:
            return True  # no column of the row: the list turns it away itself
        return column in self.list_filter and super().lookup_allowed(lookup, value, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletable and super().has_delete_permission(request, obj)


def _choose_the_only_one(field: Any) -> None:
    """Who works in one community is not asked which."""
    only = list(field.queryset[:2])
    if len(only) == 1:
        field.initial, field.widget = only[0].pk, forms.HiddenInput()
        field.help_text = str(only[0])  # the row of the form says where, without a choice
