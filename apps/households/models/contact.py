"""Further telephone numbers by which a person is reached."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Reverse
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.households.models.member import Member, MemberOwned, computed
from apps.households.vocabulary import PhoneOwner


@pghistory.track(exclude=["phone_back"])
class Contact(MemberOwned, Stamped):
    """A number beside the one that is called first, which stands at the person (Member.phone), and only there."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("member"))
    phone = models.CharField(_("phone"), max_length=20)
    phone_of = models.CharField(_("whose phone"), max_length=12, choices=PhoneOwner.choices, blank=True, default="")
    note = models.CharField(_("note"), max_length=40, blank=True, default="")
    phone_back = computed(Reverse("phone"), 20)

    class Meta:
        verbose_name = _("further phone number")
        verbose_name_plural = _("further phone numbers")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("member", "phone"),
                name="households_contact_once",
                violation_error_message=_("This number is already entered for this person."),
            ),
            models.CheckConstraint(
                condition=~Q(phone=""),
                name="households_contact_has_number",
                violation_error_message=_("Enter the telephone number."),
            ),
        )
        indexes = (
            models.Index(fields=("phone",), name="households_contact_phone"),
            models.Index(fields=("phone_back",), name="households_contact_phone_ends"),
        )

    def __str__(self) -> str:
        return self.phone
