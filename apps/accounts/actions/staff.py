"""Making, changing and closing staff accounts; areas; passwords."""

from typing import Any

from django.db import transaction

from apps.accounts import lockout
from apps.accounts.actions.access import access_record
from apps.accounts.models import AccessKind, Assignment, Staff
from apps.accounts.policies import may_give_area, may_grant_role, may_manage, may_manage_at_all
from apps.accounts.security import one_time_password
from apps.core.errors import ensure
from apps.core.text import squash, tidy_name


def _locked(staff: Staff) -> Staff:
    return Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)


@transaction.atomic
def staff_create(
    *, by: Any, username: str, name: str, role: str, phone: str = "", email: str = ""
) -> tuple[Staff, str]:
    """A new account and its password for one use. Areas are given afterwards (area_give). Raises Refused."""
    ensure(may_manage_at_all(by))
    ensure(may_grant_role(by, role))
    password = one_time_password()
    staff = Staff(
        username=username, name=tidy_name(name), role=role, phone=squash(phone), email=email, must_change_password=True
    )
    staff.set_password(password)
    staff.full_clean()
    staff.save(force_insert=True)
    access_record(staff=by, kind=AccessKind.PASSWORD, subject=staff, field="one_time")
    return staff, password


@transaction.atomic
def staff_change(*, by: Any, staff: Staff, name: str, role: str, phone: str = "", email: str = "") -> Staff:
    """Change what stands on the account. Raises Refused (may_manage, may_grant_role)."""
    row = _locked(staff)
    ensure(may_manage(by, row))
    if role != row.role:
        ensure(may_grant_role(by, role))
    row.name, row.role, row.phone, row.email = tidy_name(name), role, squash(phone), email
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def staff_close(*, by: Any, staff: Staff) -> Staff:
    """Close the account: its sessions end with their next request. Nothing is deleted; history keeps the name."""
    return _set_active(by, staff, False)


@transaction.atomic
def staff_open(*, by: Any, staff: Staff) -> Staff:
    """Open a closed account again."""
    return _set_active(by, staff, True)


def _set_active(by: Any, staff: Staff, active: bool) -> Staff:
    row = _locked(staff)
    ensure(may_manage(by, row))
    row.is_active = active
    row.save(update_fields=["is_active", "is_staff"])
    return row


@transaction.atomic
def password_reset(*, by: Any, staff: Staff, address: str | None = None) -> str:
    """A password for one use in place of a forgotten one. All sessions of the account end. Logged."""
    row = _locked(staff)
    ensure(may_manage(by, row))
    password = one_time_password()
    row.set_password(password)
    row.must_change_password = True
    row.save(update_fields=["password", "must_change_password", "is_staff"])
    lockout.forget(row.username)
    access_record(staff=by, kind=AccessKind.PASSWORD, subject=row, field="one_time", address=address)
    return password


@transaction.atomic
def password_change(*, staff: Staff, password: str, address: str | None = None) -> Staff:
    """One's own new password (already checked). Every other session of the account ends by itself. Logged."""
    row = _locked(staff)
    row.set_password(password)
    row.must_change_password = False
    row.save(update_fields=["password", "must_change_password", "is_staff"])
    access_record(staff=row, kind=AccessKind.PASSWORD, subject=row, field="own", address=address)
    return row


@transaction.atomic
def staff_unlock(*, by: Any, staff: Staff, address: str | None = None) -> None:
    """Lift the lockout after wrong passwords before its time. Logged."""
    ensure(may_manage(by, staff))
    lockout.forget(staff.username)
    access_record(staff=by, kind=AccessKind.UNLOCKED, subject=staff, address=address)


@transaction.atomic
def area_give(*, by: Any, assignment: Assignment) -> Assignment:
    """Give (or change) one area of a person. Raises Refused: nobody gives an area beyond their own."""
    ensure(may_manage(by, assignment.staff))
    ensure(may_give_area(by, assignment))
    if assignment.pk:
        ensure(may_give_area(by, Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)))
    assignment.full_clean()
    assignment.save()
    return assignment


@transaction.atomic
def area_take(*, by: Any, assignment: Assignment) -> None:
    """Take one area away."""
    ensure(may_manage(by, assignment.staff))
    ensure(may_give_area(by, assignment))
    assignment.delete()
