"""Forms over the household register."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminSingleDateWidget, UnfoldAdminTextInputWidget

from apps.core.errors import InvalidInput
from apps.core.text import tidy_name
from apps.households.likeness.taken import Taken, number_taken
from apps.households.models import Household, Member
from apps.households.people.numbers import read_identity, read_phone
from apps.households.vocabulary import Relation


def _told(taken: Taken) -> Any:
    """In words, with the way to the person where one may know them."""
    if taken.member is None:
        return taken.message
    url = reverse("admin:households_member_change", args=[taken.member.pk])
    return format_html('{} <a class="aj-link" href="{}">{}</a>', taken.message, url, _("Open this person"))


class MemberForm(forms.ModelForm):
    """A person. The identity number is written, never shown; it brings birth date and sex with it."""

    new_id_number = forms.CharField(
        label=gettext_lazy("identity number"),
        required=False,
        max_length=40,
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
    )
    household = forms.ModelChoiceField(label=gettext_lazy("household"), queryset=Household.objects.none())
    relation = forms.ChoiceField(
        label=gettext_lazy("relation to the head"),
        choices=[("", "—"), *Relation.choices],
        required=False,
        widget=UnfoldAdminSelectWidget,
    )
    joined_on = forms.DateField(label=gettext_lazy("since"), required=False, widget=UnfoldAdminSingleDateWidget)

    # Who fills it in, and from where; the page sets them.
    by: Any = None
    address: str | None = None

    class Meta:
        model = Member
        fields = ("name", "sex", "birth_date", "phone", "phone_of", "channel", "education")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("household", "relation", "joined_on"):
                self.fields.pop(name, None)
        if self.instance.id_number and "new_id_number" in self.fields:
            self.fields["new_id_number"].help_text = _("One is registered (%(mask)s). Leave empty to keep it.") % {
                "mask": self.instance.masked_id
            }
            # Number and birth date beside each other would give the number away; the number says it anyway.
            self.fields.pop("birth_date", None)

    def clean_name(self) -> str:
        return tidy_name(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        try:
            return read_phone(self.cleaned_data["phone"])
        except InvalidInput as fault:
            raise forms.ValidationError(fault.message, code=fault.code) from fault

    def clean_new_id_number(self) -> str:
        try:
            identity = read_identity(self.cleaned_data["new_id_number"])
        except InvalidInput as fault:
            raise forms.ValidationError(fault.message, code=fault.code) from fault
        if identity is None:
            return ""
        self.identity, number = identity, identity.number
        taken = number_taken(number=number, by=self.by, besides=self.instance.pk, address=self.address)
        if taken is not None:
            raise forms.ValidationError(_told(taken), code=taken.code)
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if number := cleaned.get("new_id_number"):
            if cleaned.get("birth_date") and cleaned["birth_date"] != self.identity.birth_date:
                said = _("The number says another birth date. Check both against the booklet.")
                self.add_error("new_id_number", forms.ValidationError(said, code="birth_date_differs"))
                return cleaned
            self.instance.set_id_number(number)
            self.instance.birth_date = cleaned["birth_date"] = self.identity.birth_date
            self.instance.sex = cleaned["sex"] = self.identity.sex
        return cleaned
