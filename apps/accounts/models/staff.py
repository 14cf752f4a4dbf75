"""Staff members."""

from functools import cached_property
from typing import Any, ClassVar, Self

import pghistory
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import OFFICE_ROLES, Role
from apps.core.scope import COUNTY, NOWHERE, Scope, scope_of


class StaffQuerySet(models.QuerySet):
    """Staff within a person's scope."""

    def visible_to(self, user: Any) -> Self:
        """Colleagues who share an area with the user, and the user; the county sees all."""
        scope = scope_of(user)
        if scope.county:
            return self
        if scope.empty:
            return self.none()
        areas = Q(assignments__township__in=scope.townships) | Q(assignments__community__in=scope.communities)
        areas |= Q(assignments__community__township__in=scope.townships)
        areas |= Q(assignments__building__in=scope.buildings)
        areas |= Q(assignments__community__buildings__in=scope.buildings)
        areas |= Q(assignments__building__community__in=scope.communities)
        areas |= Q(assignments__building__community__township__in=scope.townships)
        keys = self.model._base_manager.filter(areas | Q(pk=user.pk)).values("pk")
        return self.filter(pk__in=keys)

    def with_security(self) -> Self:
        """Adds `has_second_factor`, and `wrong_try_at`: the try that closed the account, null while it is open."""
        from django_otp.plugins.otp_totp.models import TOTPDevice  # its models need ours first

        from apps.accounts.lockout import last_wrong_try

        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return self.annotate(has_second_factor=Exists(devices), wrong_try_at=last_wrong_try())


class StaffManager(UserManager.from_queryset(StaffQuerySet)):
    """Makes staff accounts."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra: Any
    ) -> Any:
        """The first account of an installation: a county administrator with the whole county."""
        extra |= {"role": Role.COUNTY_ADMIN}
        user = self.create_user(username, email, password, **extra)
        user.assignments.create(level="county")
        return user


@pghistory.track(exclude=["password", "last_login"])
class Staff(AbstractUser):
    """A named account; never shared. `role` says what, assignments say where."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=60)
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    must_change_password = models.BooleanField(_("must change the password"), default=False)

    objects: ClassVar[StaffManager] = StaffManager()

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name"]

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff members")
        ordering = ("username",)
        constraints = (models.CheckConstraint(condition=Q(is_superuser=False), name="accounts_staff_no_superuser"),)

    def __str__(self) -> str:
        return self.name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The admin is the office's face; grid workers and drivers have the phone pages.
        self.is_staff = self.role in OFFICE_ROLES
        super().save(*args, **kwargs)

    @cached_property
    def scope(self) -> Scope:
        """The areas of this person; read once a request. A driver's say only whose driver it is: he sees his trips."""
        if self.role == Role.DRIVER:
            return NOWHERE
        rows = list(self.assignments.values_list("level", "township_id", "community_id", "building_id"))
        if any(level == "county" for level, *_rest in rows):
            return COUNTY
        return Scope(
            townships=frozenset(row[1] for row in rows if row[1]),
            communities=frozenset(row[2] for row in rows if row[2]),
            buildings=frozenset(row[3] for row in rows if row[3]),
        )

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
