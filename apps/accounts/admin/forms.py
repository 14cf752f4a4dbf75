"""Forms of the staff pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelect2Widget

from apps.accounts.areas import choices_for, decode, encode
from apps.accounts.models import Assignment, Staff
from apps.accounts.policies import GRANTS


class StaffForm(forms.ModelForm):
    """What stands on an account. The password never does."""

    actor: Any = None  # the administrator; StaffAdmin.get_form sets it

    class Meta:
        model = Staff
        fields = ("username", "name", "role", "phone", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            mine = GRANTS.get(self.actor.role, frozenset())
            role: Any = self.fields["role"]
            role.choices = [(value, word) for value, word in role.choices if not value or value in mine]
        if "username" in self.fields:
            self.fields["username"].help_text = _("Letters and digits; for logging in. It cannot be changed later.")


class AreaForm(forms.ModelForm):
    """One area, chosen from one list."""

    actor: Any = None

    area = forms.ChoiceField(label=_("area"), widget=UnfoldAdminSelect2Widget)

    class Meta:
        model = Assignment
        fields = ()

    def __init__(self, *args: Any, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = choices
        if self.instance.pk:
            self.initial["area"] = encode(self.instance)

    def clean(self) -> dict[str, Any]:
        """The choice goes onto the row before its constraints are checked."""
        cleaned = super().clean() or {}
        if cleaned.get("area"):
            decode(cleaned["area"], self.instance)
        return cleaned


class AreaFormSet(forms.BaseInlineFormSet):
    """The areas of one person: at least one, none twice."""

    actor: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices: list[Any] | None = None

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if self._choices is None:  # read once for all rows
            self._choices = choices_for(self.actor)
        return {**super().get_form_kwargs(index), "choices": self._choices}

    def clean(self) -> None:
        super().clean()
        kept = [
            form.cleaned_data["area"]
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("area") and not form.cleaned_data.get("DELETE")
        ]
        if any(self.errors):
            return
        if not kept:
            raise ValidationError(_("Give at least one area: without one, this person sees nothing."))
        if len(kept) != len(set(kept)):
            raise ValidationError(_("The same area stands here twice. Remove one of them."))
