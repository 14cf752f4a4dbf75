"""Further telephone numbers as a workbook: out as they are, back in with a preview.

A person is meant by community, household code and name, as a paper list names them.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from import_export import fields, widgets

from apps.communities.models import Community
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.registers.resource import Register, Text, Visible, column
from apps.core.text import squash, tidy_name
from apps.households.actions.persons import contact_add
from apps.households.models import Contact, Household, Member, Membership
from apps.households.people.numbers import read_phone
from apps.households.vocabulary import PhoneOwner

CODE = gettext_lazy("household code")
LANGUAGES = ("zh-hans", "en")


class PersonOf(Visible):
    """A person by name, among those who belong to the household of the same row today."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Member | None:
        name, code = tidy_name(str(value or "")), squash(str(row.get("household", "")))
        if not name:
            return None
        homes = Household.objects.visible_to(self.user).filter(community__name=squash(str(row.get("community", ""))))
        home = homes.filter(code=code).first()
        if home is None:
            raise ValueError(_("No household “%(code)s” in this community. Check the code.") % {"code": code})
        living = Membership.objects.at(clock.today()).filter(household=home, member__name=name)
        found = list(Member.objects.filter(pk__in=living.order_by().values("member")).order_by("pk")[:2])
        if not found:
            words = _("Nobody called “%(name)s” lives in household %(code)s. Check name and code.")
            raise ValueError(words % {"name": name, "code": code})
        if len(found) > 1:
            words = _("Household %(code)s has two people called “%(name)s”. Enter this number in their file.")
            raise ValueError(words % {"name": name, "code": code})
        return found[0]


class Phone(widgets.Widget):
    """A telephone number, read as everywhere else."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        try:
            number = read_phone(str(value or ""))
        except DomainError as error:
            raise ValueError(str(error.message)) from error
        if not number:
            raise ValueError(_("Enter the telephone number."))
        return number


class OneOf(widgets.Widget):
    """One of a list of words, in either language."""

    def __init__(self, choices: Any) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        word = squash(str(value or "")).lower()
        if not word:
            return ""
        for language in LANGUAGES:
            with override(language):
                known = {str(label).lower().removesuffix("的"): code for code, label in self.choices.choices}
            if word.removesuffix("的") in known:
                return known[word.removesuffix("的")]
        allowed = _(", ").join(str(label) for _code, label in self.choices.choices)
        raise ValueError(_("Write one of: %(words)s.") % {"words": allowed})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(dict(self.choices.choices).get(value, ""))


class ContactRegister(Register):
    """Further numbers, by community, household code, name and number."""

    keys = ("community__name", "member__name", "phone", "pk")
    community = column("community", Visible(Community, "name"))
    household = fields.Field(attribute=None, column_name="household", widget=Text())
    member = column("member", PersonOf(Member, "name"))
    phone = column("phone", Phone())
    phone_of, note = column("phone_of", OneOf(PhoneOwner)), column("note")

    class Meta(Register.Meta):
        model = Contact
        fields = ("community", "household", "member", "phone", "phone_of", "note")
        import_id_fields = ("member", "phone")

    def __init__(self, user: Any = None, **kwargs: Any) -> None:
        super().__init__(user, **kwargs)
        declared: Any = getattr(self, "fields", {})
        self.fields: Any = {name: declared[name] for name in ContactRegister.Meta.fields}

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("community", "member")

    def heading(self, name: str) -> str:
        return str(CODE).capitalize() if name == "household" else super().heading(name)

    def required(self) -> list[str]:
        return ["community", "household", "member", "phone"]

    def dehydrate_household(self, contact: Contact) -> str:
        """The code of the household to which the person belongs today; read once for all rows."""
        if not hasattr(self, "_codes"):
            living = Membership.objects.current().filter(member__contacts__isnull=False)
            rows = living.filter(household__in=Household.objects.visible_to(self.user).order_by().values("pk"))
            self._codes = dict(rows.order_by("pk").values_list("member", "household__code"))
        return self._codes.get(contact.member_id, "")

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """The number that is called first stands at the person already."""
        if not import_validation_errors and instance.member_id and instance.member.phone == instance.phone:
            return True
        return bool(super().skip_row(instance, original, row, import_validation_errors))

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """A new number comes in as it does in the person's file: the first one known is called first."""
        if not is_create:
            super().save_instance(instance, is_create, row, **kwargs)
            return
        made = contact_add(
            member=instance.member, by=self.user, phone=instance.phone, phone_of=instance.phone_of, note=instance.note
        )
        instance.pk = made.pk if isinstance(made, Contact) else None
