"""Members, and their places in households over time."""

from datetime import date
from typing import Any, Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Collate, Replace, Reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from apps.core import clock, masking
from apps.core.crypto import blind_index
from apps.core.fields import BlindIndexField, EncryptedTextField
from apps.core.models import CommunityOwned, Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import Rows
from apps.core.text import pinyin_key
from apps.households.models.household import Household, HouseholdOwned, households_in
from apps.households.rows import MEMBERS
from apps.households.vocabulary import Channel, Education, Labour, PhoneOwner, Relation, Sex

ID_PURPOSE = "households.member.id_number"


def id_fingerprint(number: str) -> bytes:
    """The blind index of an identity number, normalised."""
    return blind_index(number.upper(), purpose=ID_PURPOSE)


# How search reads a member. Columns that the database computes, each with its index in plain byte order: a range on
# them is answered by the index at any size, also behind row security, which lets no function of the row pass.
SEARCHED = ["name_back", "sound", "initials", "phone_back"]
INITIALS = Func(F("name_key"), Value(r"(\S)\S*\s*"), Value(r"\1"), Value("g"), function="regexp_replace")


def computed(expression: Any, length: int) -> models.GeneratedField:
    """A column that the database keeps, in plain byte order."""
    column = models.CharField(max_length=length, db_collation="C")
    return models.GeneratedField(expression=expression, output_field=column, db_persist=True)


def members_in(buildings: frozenset[int]) -> models.QuerySet:
    """Keys of the people who belong to a household of these buildings today."""
    belongs = Membership.objects.filter(household__in=households_in(buildings), period__holds_on=clock.today())
    return belongs.order_by().values("member")


class MemberQuerySet(ScopedQuerySet):
    """People, with what lists show of them."""

    def with_labour(self, day: date | None = None) -> Self:
        """Adds `labour` of the day; empty where not collected."""
        from apps.households.models.work import LabourAbility

        held = LabourAbility.objects.filter(member=OuterRef("pk"), period__holds_on=day or clock.today())
        return self.annotate(labour=Coalesce(Subquery(held.values("labour")[:1]), Value("")))


class MemberOwned(CommunityOwned):
    """A row about one person."""

    row_security = Rows(building=f"member_id = {MEMBERS}")

    class Meta:
        abstract = True

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Rows about people of these buildings."""
        return Q(member__in=members_in(buildings))


@pghistory.track(exclude=SEARCHED)
class Member(CommunityOwned, Stamped):
    """A person (家庭成员). The identity number is encrypted; `id_index` finds it and keeps it unique in the county.

    `phone` is the number that is called first, and only stands here; further numbers are Contact rows.
    """

    name = models.CharField(_("name"), max_length=60)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    sex = models.CharField(_("sex"), max_length=8, choices=Sex.choices, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    id_number = EncryptedTextField(_("identity number"), purpose=ID_PURPOSE, null=True, blank=True, editable=False)
    id_index = BlindIndexField()
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    phone_of = models.CharField(
        _("whose phone"), max_length=12, choices=PhoneOwner.choices, blank=True, default="", db_default=""
    )
    channel = models.CharField(
        _("best reached by"), max_length=8, choices=Channel.choices, blank=True, default="", db_default=""
    )
    education = models.CharField(_("education"), max_length=12, choices=Education.choices, blank=True)
    died_on = models.DateField(_("died"), null=True, blank=True)
    name_back = computed(Reverse("name"), 60)
    sound = computed(Replace(F("name_key"), Value(" "), Value("")), 200)
    initials = computed(INITIALS, 200)
    phone_back = computed(Reverse("phone"), 20)

    row_security = Rows(building=f"{{id}} = {MEMBERS}")
    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ("name_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("id_index",),
                name="households_member_id_once",
                violation_error_message=_("This identity number is already in the register."),
            ),
            models.CheckConstraint(
                condition=Q(id_number__isnull=True, id_index__isnull=True)
                | Q(id_number__isnull=False, id_index__isnull=False),
                name="households_member_id_and_index",
                violation_error_message=_("The identity number and its index must be written together."),
            ),
        )
        indexes = (
            models.Index(Collate("name", "C"), "id", name="households_member_name_begins"),
            models.Index(fields=("name_back", "id"), name="households_member_name_ends"),
            models.Index(fields=("sound", "id"), name="households_member_pinyin"),
            models.Index(fields=("initials", "id"), name="households_member_initials"),
            models.Index(fields=("phone_back", "id"), name="households_member_phone_ends"),
            models.Index(fields=("phone",), name="households_member_phone"),
        )

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """People of these buildings."""
        return Q(pk__in=members_in(buildings))

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = pinyin_key(self.name)
        super().save(*args, **kwargs)

    def set_id_number(self, number: str) -> None:
        """Set number and index together; the caller has checked the number (identity.parse)."""
        self.id_number = number
        self.id_index = id_fingerprint(number)

    @property
    def masked_id(self) -> str:
        """First and last digit only."""
        return masking.mask_id(self.id_number)

    def age_on(self, day: date | None = None) -> int | None:
        """Full years on a day (today); None when the birth date was not collected."""
        if self.birth_date is None:
            return None
        day = day or clock.today()
        return day.year - self.birth_date.year - ((day.month, day.day) < (self.birth_date.month, self.birth_date.day))

    @property
    def age(self) -> int | None:
        return self.age_on()

    @cached_property
    def labour(self) -> str:
        """Today's labour ability, empty where not collected. Lists add it with with_labour()."""
        held = self.labour_abilities.current().order_by("pk").first()
        return held.labour if held else ""

    def get_labour_display(self) -> str:
        """Today's labour ability in words."""
        return str(Labour(self.labour).label) if self.labour else ""


@pghistory.track()
class Membership(HouseholdOwned, Period, Stamped):
    """A person's place in a household for a time. One household per person, one head per household, at any date."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("household")
    )
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("member"))
    relation = models.CharField(_("relation to the head"), max_length=16, choices=Relation.choices, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_household_per_person",
                expressions=[("member", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This person already belongs to a household at that time."),
            ),
            ExclusionConstraint(
                name="households_one_head_at_any_date",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(relation="head"),
                violation_error_message=_("This household already has a head at that time."),
            ),
        )
