"""A register of the community in the admin, whose form goes through actions."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.deeds import DeedPages


class RegisterAdmin(DeedPages, ScopedAdmin):
    """A register of the community: its form goes through `registers` and `changes`, which ask the policy.

    `noun` is the name under which `changes` takes the row, `given` the fields that both take.
    """

    edits = True
    list_before_template = "core/links.html"
    chosen_once = ("community",)
    noun: ClassVar[str] = ""
    given: ClassVar[tuple[str, ...]] = ()
    registers: ClassVar[Callable[..., Any]]
    changes: ClassVar[Callable[..., Any]]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        given = {name: form.cleaned_data[name] for name in self.given if name in form.cleaned_data}
        if change:
            type(self).changes(**{self.noun: obj}, by=request.user, **given)
            return
        made = type(self).registers(community=form.cleaned_data["community"], by=request.user, **given)
        obj.pk, obj._state.adding = made.pk, False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("community")

    @display(description=_("community"), ordering="community")
    def in_community(self, row: Any) -> str:
        return row.community.name
